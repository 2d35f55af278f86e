from django.db.models import TextChoices


class Outcome(TextChoices):
    """What the count says of a candidate's team; below the threshold nothing else is ever said."""

    COUNTED = "counted"
    TOO_FEW = "too_few"


class Origin(TextChoices):
    SEALED = "sealed"
    IMPORTED = "imported"


class Coverage(TextChoices):
    """How much of the team was asked, against the headcount: nobody shall win by asking only those who agree."""

    WHOLE = "whole"
    MOST = "most"
    PART = "part"
    BEYOND = "beyond"  # more were asked than work there
    UNKNOWN = "unknown"
