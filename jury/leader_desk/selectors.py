from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from award.accounts.models import Seat
from award.desks.selectors import reachable
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import ORDER, Phase, since
from jury.leader_desk.states import Standing
from jury.round_two.selectors import candidate_of, handed_in
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from surveys.counting.selectors import release
from surveys.counting.states import Origin
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.promised import promised
from surveys.selves.selectors import kept


@dataclass(frozen=True)
class Told:
    """What a leader knows of themselves: how far they have come, and what they have handed in.

    Nothing of their team is in it: not who was asked, not whether anybody has answered.
    """

    leader: Leader | None
    others: list[str]
    standing: Standing
    has_accepted: bool
    has_assessed: bool
    has_described: bool


def told(edition: Edition, seat: Seat) -> Told:
    leader = Leader.objects.select_related("candidate").filter(seat=seat, candidate__edition=edition).first()
    if leader is None:
        return Told(None, [], Standing.OPEN, False, False, False)
    others = Leader.objects.filter(candidate=leader.candidate_id).exclude(pk=leader.pk).order_by("pk")
    standing, candidate = Standing.OPEN, None
    if edition.phase in since(Phase.ROUND_TWO):
        candidate = candidate_of(edition, seat)
        standing = Standing.SHORTLISTED if candidate else Standing.NOT_SHORTLISTED
    return Told(
        leader,
        list(others.values_list("name", flat=True)),
        standing,
        leader.consent == Consent.ACCEPTED,
        kept(leader).handed_in is not None,
        candidate is not None and handed_in(candidate) is not None,
    )


@dataclass(frozen=True)
class Task:
    """A page of the leader's; `is_now`: it belongs to this very phase, and not to one that is over."""

    label: Any
    url: str
    note: Any
    is_now: bool


def tasks(edition: Edition, seat: Seat, standing: Standing) -> list[Task]:
    """Whatever the floors have planted for leaders, what is new in this phase first."""
    found = [
        Task(
            post.label,
            reverse(post.url_name, args=[edition.slug]),
            post.note(edition, seat) if post.note else "",
            min(post.phases, key=ORDER.index) == edition.phase
            and not (edition.phase == Phase.ROUND_TWO and standing == Standing.NOT_SHORTLISTED),
        )
        for post in reachable(edition, {seat.role})
        if post.roles and not post.url_name.startswith("award:")
    ]
    return sorted(found, key=lambda task: not task.is_now)


def promise_of(edition: Edition) -> list[str]:
    """What the team is promised; nothing where answers were collected elsewhere, under a promise not ours."""
    found = release(edition)
    if found and found.origin == Origin.IMPORTED:
        return []
    return promised(
        writes=bool(Questionnaire.of(edition).texts),
        threshold=edition.threshold,
        closes_at=closing_time(edition, Phase.SURVEYS),
        name=edition.name,
        controller=edition.controller,
        contact=edition.contact,
    )
