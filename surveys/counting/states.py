from django.db.models import TextChoices


class Outcome(TextChoices):
    """What the count says of a candidate's team; below the threshold nothing else is ever said."""

    COUNTED = "counted"
    TOO_FEW = "too_few"


class Origin(TextChoices):
    SEALED = "sealed"
    IMPORTED = "imported"
