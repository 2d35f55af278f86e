from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What the texts of an edition are made of, by the names that differences are told with."""

    AREA = "area", _("Area")
    STATEMENT = "statement", _("Statement")
    QUESTION = "question", _("Open question")
    THEME = "theme", _("Theme")
    TRAIT = "trait", _("Trait")
    AREA_TWO = "area_two", _("Area of round two")


NEEDED = (Kind.AREA, Kind.STATEMENT, Kind.TRAIT, Kind.AREA_TWO)
"""Of these at least one stays: without them nothing could be asked, seen or described."""
