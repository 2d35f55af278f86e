from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """How an observer knows."""

    SEEN = "seen", _("Seen")
    HEARD = "heard", _("Heard")
    TOLD = "told", _("Told")
    SHOWN = "shown", _("Shown")


class Tone(TextChoices):
    FOR = "for", _("speaks for")
    AGAINST = "against", _("speaks against")
    NEITHER = "neither", _("neither")


KNOWN_BY = {
    Kind.SEEN: _("I saw it happen"),
    Kind.HEARD: _("I heard it said at work"),
    Kind.TOLD: _("Somebody told me"),
    Kind.SHOWN: _("A figure, a board, a page"),
}
SIGNS = {Tone.FOR: "+", Tone.AGAINST: "−", Tone.NEITHER: "○"}
