"""What the ranking, the votes and the verdict say, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.editions.models import Edition
from award.editions.states import Phase
from jury.decision.models import Verdict, Vote
from jury.decision.selectors import Total, count_of
from jury.screening.words import figure
from nominations.candidates.models import Candidate


def heading(edition: Edition, rows: Sequence[Total]) -> str:
    """The finding of the totals page, as its heading."""
    if not rows:
        return _("No finalists yet")
    if edition.phase == Phase.FINALS:
        return _("Round two is scored, the visits are under way")
    with_total = [row for row in rows if row.total is not None]
    close = [row for row in rows if row.not_separable]
    if not with_total:
        return _("No finalist has a total yet")
    if close:
        return not_told_apart(len(close))
    if len(with_total) == 1:
        return _("%(name)s is the only finalist with a total") % {"name": with_total[0].candidate.name}
    gap = (with_total[0].total or 0) - (with_total[1].total or 0)
    return _("%(name)s leads by %(gap)s points") % {"name": with_total[0].candidate.name, "gap": figure(gap)}


def not_told_apart(n: int) -> str:
    return {2: _("Two finalists cannot be told apart"), 3: _("Three finalists cannot be told apart")}.get(
        n, _("%(n)s finalists cannot be told apart") % {"n": n}
    )


def lead(edition: Edition, rows: Sequence[Total]) -> str:
    """The sentence under the heading: what follows from it for the jury."""
    if not rows:
        return _("The totals stand here when the chair has picked the finalists.")
    if edition.phase == Phase.FINALS:
        return _("Totals follow when the visits are rated and the award moves to the decision.")
    if any(row.not_separable for row in rows):
        return _(
            "Their totals lie within the margin of %(margin)s points that the rules set. Here the jury talks; "
            "the figures do not decide."
        ) % {"margin": edition.margin}
    return _("The ranking is where the jury starts. The decision is made by its votes and its reasons.")


def formula(edition: Edition) -> list[str]:
    """How a total is made, in words."""
    share = {"survey": edition.weight_survey, "round_two": edition.weight_round_two, "finals": edition.weight_finals}
    return [
        _(
            "Total = (%(survey)s × shortlist index + %(round_two)s × round two + %(finals)s × visits) ÷ 100. "
            "Each part lies between 0 and 100; in round two and on the visits the lowest point of the scale is 0 and "
            "the highest is 100."
        )
        % share,
        _(
            "A finalist without a survey result has no total: nothing is made up for the missing part, and nothing can "
            "be worked out from the rest."
        ),
        _(
            "Equal totals are told apart by the visits, then by round two, then by the signed votes, then by the "
            "chair’s vote. The votes break a tie only when a verdict has been proposed."
        ),
        _("Whoever lies within %(margin)s points of the highest total cannot be told apart from it.")
        % {"margin": edition.margin},
    ]


def name_of(candidate: Candidate | None) -> str:
    return candidate.name if candidate else _("no winner")


def vote_lines(given: Sequence[Vote]) -> list[str]:
    """“4 votes for Åse Østberg”, the most first."""
    return [
        ngettext("%(n)s vote for %(name)s", "%(n)s votes for %(name)s", n) % {"n": n, "name": name_of(candidate)}
        for candidate, n in count_of(given)
    ]


def deviations(candidate: Candidate | None, given: Sequence[Vote], rows: Sequence[Total]) -> list[str]:
    """Where a recommendation differs from the votes or from the totals. That is allowed, and it is said."""
    said = []
    counted = count_of(given)
    most = [who for who, n in counted if n == counted[0][1]]
    if counted and candidate not in most:
        said.append(
            _("Most votes went to %(name)s; the recommendation differs, and the reason says why.")
            % {"name": " / ".join(name_of(who) for who in most)}
        )
    first = [row.candidate for row in rows if row.rank == 1]
    if first and candidate not in first:
        said.append(
            _("The highest total belongs to %(name)s; the recommendation differs, and the reason says why.")
            % {"name": " / ".join(each.name for each in first)}
        )
    return said


def confirmations(found: Verdict) -> list[str]:
    """Who has confirmed, by name and role."""
    return [
        _("%(name)s (%(role)s)") % {"name": each.seat.user, "role": each.seat.get_role_display()}
        for each in found.confirmations.all()
    ]
