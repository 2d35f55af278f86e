"""A shortlist of three, what they wrote, and how the jury scored it. All of it is invented."""

from datetime import UTC, datetime

import pytest

from award.editions.states import Phase
from jury.models import ShortlistDecision
from jury.round_two import actions
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent

NOW = datetime(2027, 5, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def shortlist_of(chair, juror, second_juror, no_ties):
    """Puts candidates on the shortlist; those that do not exist yet are made."""

    def put(edition, *names):
        made = [shortlisted(edition, chair, f"S{place:02}", name) for place, name in enumerate(names, 1)]
        no_ties(chair, juror, second_juror)
        return made

    return put


def shortlisted(edition, chair, code, name):
    candidate = Candidate.objects.create(edition=edition, code=code, name=name, consent=Consent.ACCEPTED)
    ShortlistDecision.objects.create(candidate=candidate, is_shortlisted=True, reason="They listen.", decided_by=chair)
    return candidate


@pytest.fixture
def candidate(leader, chair, juror, second_juror, no_ties):
    """Åse Østberg, on the shortlist."""
    ShortlistDecision.objects.create(
        candidate=leader.candidate, is_shortlisted=True, reason="She listens.", decided_by=chair
    )
    no_ties(chair, juror, second_juror)
    return leader.candidate


@pytest.fixture
def texts(edition):
    return {area.code: f"What we do about {area.name.spoken_in('en')}." for area in edition.content.round_two.areas}


@pytest.fixture
def figures():
    return [
        {"name": "Satisfied customers", "before": "61 %", "after": "83 %", "period": "2025–2026", "source": "Own poll"},
        {"name": "Solved at once", "before": "70 %", "after": "78 %", "period": "2026", "source": "Call log"},
    ]


@pytest.fixture
def handed_in(edition, at, candidate, texts, figures, leader):
    """Åse's description is with the jury, who score now."""
    at(edition, Phase.ROUND_TWO)
    actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=NOW)
    at(edition, Phase.SCORING)
    return candidate


@pytest.fixture
def all_at():
    """The same score for every area, without a comment."""

    def scores(edition, value):
        return {area.code: (value, "") for area in edition.content.round_two.areas}

    return scores


@pytest.fixture
def typed():
    """What a browser sends for a description."""

    def form(texts, figures=(), revision=0, **button):
        fields = {f"text_{code}": text for code, text in texts.items()}
        fields |= {f"figure_{n}_{column}": v for n, row in enumerate(figures, 1) for column, v in row.items()}
        return fields | {"revision": revision} | (button or {"hand_in": "1"})

    return form


@pytest.fixture
def sent():
    """What a browser sends for a score sheet."""

    def form(scores, revision=0, **more):
        fields = {f"score_{area}": value for area, (value, _) in scores.items()}
        return fields | {f"comment_{area}": c for area, (_, c) in scores.items()} | {"revision": revision} | more

    return form
