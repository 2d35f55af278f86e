from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from award.content.reading import Content
from award.editions.states import Phase


def equal_weights() -> dict[str, float]:
    return {}


class Edition(models.Model):
    """One year of the award: its name, where it stands, its texts, and the rules that shape its results.

    Rules and texts are frozen together, with a version and a hash, when nominations open.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    phase = models.CharField(max_length=12, choices=Phase.choices, default=Phase.SETUP)
    language = models.CharField(_("language of its mails"), max_length=2, default="en")
    controller = models.CharField(_("responsible for the data"), max_length=160, blank=True)
    contact = models.CharField(_("how to reach them"), max_length=160, blank=True)

    threshold = models.PositiveSmallIntegerField(
        _("answers a team needs"),
        default=5,
        validators=[MinValueValidator(5, _("Never below 5: smaller teams could be seen through."))],
        help_text=_("Below it nothing about the team is ever shown. Never below 5."),
    )
    level_gate = models.PositiveSmallIntegerField(
        _("level gate"),
        default=50,
        help_text=_("Below this level a candidate is shortlisted only with a written reason."),
    )
    area_weights = models.JSONField(_("weights of the survey areas"), default=equal_weights, blank=True)
    shortlist_size = models.PositiveSmallIntegerField(_("places on the shortlist"), default=12)
    shortlist_one_in = models.PositiveSmallIntegerField(_("at most one candidate in"), default=3)
    finalists = models.PositiveSmallIntegerField(_("finalists"), default=5)
    round_two_weights = models.JSONField(_("weights of the round-two areas"), default=equal_weights, blank=True)
    weight_survey = models.PositiveSmallIntegerField(_("weight of the shortlist index"), default=25)
    weight_round_two = models.PositiveSmallIntegerField(_("weight of round two"), default=35)
    weight_finals = models.PositiveSmallIntegerField(_("weight of the visits"), default=40)
    margin = models.PositiveSmallIntegerField(
        _("not-separable margin"),
        default=2,
        help_text=_("Totals closer than this many points of 100 are not told apart."),
    )
    quorum = models.PositiveSmallIntegerField(_("jurors a decision needs"), default=3)
    roster_minimum = models.PositiveSmallIntegerField(_("smallest roster"), default=5)
    roster_warning = models.PositiveSmallIntegerField(_("warn below a roster of"), default=8)
    comments_from = models.PositiveSmallIntegerField(
        _("texts are kept from so many answers"),
        default=8,
        validators=[MinValueValidator(8, _("Never below 8: in a smaller team, style tells who writes."))],
        help_text=_("Of a smaller team every text is destroyed unread. Never below 8."),
    )
    comments_least = models.PositiveSmallIntegerField(
        _("and from so many texts to a question"),
        default=3,
        validators=[MinValueValidator(3, _("Never below 3: a text must not stand alone."))],
        help_text=_("Fewer are destroyed unread. Never below 3."),
    )
    blind_screening = models.BooleanField(
        _("jurors shortlist without names"),
        default=True,
        help_text=_("Until round two, the jury reads codes in place of names and employers."),
    )
    no_winner_allowed = models.BooleanField(_("the jury may name no winner"), default=True)
    own_nominations_allowed = models.BooleanField(_("leaders may nominate themselves"), default=True)
    is_guarded = models.BooleanField(_("nominations need a proof of work"), default=False)  # no rule: for bad days

    content_json = models.JSONField(editable=False)
    rules_version = models.PositiveSmallIntegerField(default=0, editable=False)
    rules_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(threshold__gte=5), name="threshold_never_below_five"),
            models.CheckConstraint(
                condition=Q(comments_from__gte=8, comments_least__gte=3), name="few_texts_are_never_kept"
            ),
            models.CheckConstraint(
                condition=Q(weight_survey=100 - F("weight_round_two") - F("weight_finals")),
                name="component_weights_sum_100",
            ),
            models.CheckConstraint(condition=Q(phase=Phase.SETUP) | ~Q(rules_hash=""), name="rules_frozen_after_setup"),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def content(self) -> Content:
        return Content.of(self.content_json)


RULES = [
    "threshold",
    "level_gate",
    "area_weights",
    "shortlist_size",
    "shortlist_one_in",
    "finalists",
    "round_two_weights",
    "weight_survey",
    "weight_round_two",
    "weight_finals",
    "margin",
    "quorum",
    "roster_minimum",
    "roster_warning",
    "comments_from",
    "comments_least",
    "blind_screening",
    "no_winner_allowed",
    "own_nominations_allowed",
]


FOR_EVERYBODY = {"threshold", "roster_minimum", "comments_from", "comments_least", "own_nominations_allowed"}
FOR_THE_JURY = [rule for rule in RULES if rule not in FOR_EVERYBODY]
"""How answers are weighed and decided: nothing a nominator or an employee is held to."""

Days = tuple[date | None, datetime | None]
"""The day a phase opens, and the time at which its forms shut."""


class Window(models.Model):
    """The dates of a phase. The closing time shuts forms; it moves nothing."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="windows")
    phase = models.CharField(max_length=12, choices=Phase.choices)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "phase"], name="one_window_per_phase")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.phase}"

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and now > self.closes_at


def rules_of(edition: Edition) -> dict[str, Any]:
    """The rules as they are hashed at the freeze and printed in the report."""
    return {name: getattr(edition, name) for name in RULES}


def rules_in_words(edition: Edition) -> list[tuple[str, Any]]:
    """Each rule under the name a person knows it by."""
    names = {field.name: str(field.verbose_name) for field in Edition._meta.fields}
    return [(names[name], value) for name, value in rules_of(edition).items()]
