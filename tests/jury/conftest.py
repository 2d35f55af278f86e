"""Editions with results, and one that has come to its decision. All names and numbers are invented."""

import hashlib
import random
from datetime import date

import pytest

from award.accounts.states import Role
from award.editions.rules import canonical, hash_of_rules
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.conflicts.states import Standing
from jury.counting.measuring import measure
from jury.decision import actions
from jury.models import Finalist, Observation, Score, ShortlistDecision, TraitRating, Visit
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from nominations.candidates.states import Consent
from surveys.counting.models import Release
from surveys.importing.actions import import_results

CAST = [  # code, name, employer, shortlist index, round-two score, trait rating
    ("C01", "Åse Østberg", "Kundesenter Nordlys", 77.4, 6, 5),
    ("C02", "Torbjørn Vågå-Lien", "Fjordkraft Kundeservice", 78.5, 5, 4),
    ("C03", "Mette Ærøskov", "Kundesenter Sørvind", None, 4, 4),
]


def figures(edition, code, index):
    """A row of a release; without an index the team gave too few answers."""
    numbers = ("agreement", "level", "shortlist_index", "low", "high")
    if index is None:
        empty = dict.fromkeys((*numbers, "rank", "bias", "category", "gate_passed", "size_band"))
        rest = {"flags": [], "response_class": "unknown", "areas": [], "items": []}
        return {
            "code": code,
            "outcome": "too_few",
            "status": "not_ranked",
            "reasons": ["too_few_respondents"],
            **empty,
            **rest,
        }
    areas = [
        {
            "code": area.code,
            "self": 4.3,
            "team": 3.9,
            "bias": 0.4,
            "agreement": 80.0,
            "level": 72.5,
            "scored": True,
        }
        for area in edition.content.survey.areas
    ]
    return {
        "code": code,
        "outcome": "counted",
        "status": "ranked",
        "reasons": [],
        "rank": 1,
        "agreement": 80.0,
        "level": round(index - 2, 1),
        "shortlist_index": index,
        "low": round(index - 3.3, 1),
        "high": round(index + 3.2, 1),
        "bias": 0.4,
        "category": "in_agreement_good",
        "flags": ["weak_consensus"],
        "gate_passed": True,
        "response_class": "50-69",
        "size_band": "10-19",
        "areas": areas,
        "items": [],
    }


@pytest.fixture
def released():
    """Freezes a release of these candidates: code -> shortlist index, or None for too few answers."""

    def release(edition, indices):
        points = edition.content.survey.scale
        payload = {
            "edition": edition.slug,
            "origin": "sealed",
            "threshold": edition.threshold,
            "rules_hash": edition.rules_hash,
            "scale": [points.low, points.high],
            "candidates": [figures(edition, code, index) for code, index in indices.items()],
        }
        sha256 = hashlib.sha256(canonical(payload)).hexdigest()
        return Release.objects.create(edition=edition, origin="sealed", payload=payload, sha256=sha256)

    return release


@pytest.fixture
def at_decision(edition, at, released, chair, juror, second_juror, observer, no_ties):
    """Puts the edition into the decision with these finalists, and returns them by code."""

    def stage(cast=CAST):
        at(edition, Phase.DECISION)
        type(edition).objects.filter(pk=edition.pk).update(rules_hash=hash_of_rules(edition))
        edition.refresh_from_db()
        released(edition, {code: index for code, _name, _employer, index, _score, _rating in cast})
        made = {row[0]: finalist(edition, row, chair, juror, observer) for row in cast}
        no_ties(chair, juror, second_juror)
        return made

    return stage


def finalist(edition, row, chair, juror, observer):
    code, name, employer, _index, score, rating = row
    candidate = Candidate.objects.create(
        edition=edition, code=code, name=name, employer=employer, title="Team leader", consent=Consent.ACCEPTED
    )
    ShortlistDecision.objects.create(candidate=candidate, is_shortlisted=True, reason="They listen.", decided_by=chair)
    Finalist.objects.create(candidate=candidate, reason="Visit them.", picked_by=chair)
    Score.objects.bulk_create(
        Score(juror=juror, candidate=candidate, area=area.code, value=score) for area in edition.content.round_two.areas
    )
    visit = Visit.objects.create(candidate=candidate, on=date(2027, 8, 31))
    visit.observers.add(observer)
    traits = edition.content.traits
    TraitRating.objects.bulk_create(
        TraitRating(visit=visit, observer=observer, trait=trait.code, value=rating) for trait in traits
    )
    Observation.objects.create(
        visit=visit,
        observer=observer,
        trait=traits[0].code,
        kind="heard",
        tone="for",
        text="Took the headset off and asked: “What did you hear?”",
    )
    return candidate


@pytest.fixture
def finalists(at_decision):
    """Åse, Torbjørn, and Mette whose team gave too few answers."""
    return at_decision()


@pytest.fixture
def voted(edition, finalists, chair, juror, second_juror):
    """Chair and jurors have voted: two for Åse, one for Torbjørn."""
    for seat, code in ((chair, "C01"), (juror, "C01"), (second_juror, "C02")):
        actions.vote(edition=edition, candidate=finalists[code], reason="I saw it myself.", by=seat)
    return finalists


@pytest.fixture
def proposed(edition, voted, chair):
    """The chair has proposed Åse."""
    return actions.propose_verdict(
        edition=edition,
        candidate=voted["C01"],
        citation="For making listening a method.",
        reason="The visits convinced us.",
        by=chair,
    )


@pytest.fixture
def decided(edition, proposed, organiser, juror):
    """Two people have confirmed: the verdict stands."""
    actions.confirm_verdict(edition=edition, by=juror, today=date(2027, 9, 27))
    return actions.confirm_verdict(edition=edition, by=organiser, today=date(2027, 9, 27))


@pytest.fixture
def announced(edition, decided, at):
    return at_announced(edition, at)


def at_announced(edition, at):
    rules_hash = edition.rules_hash
    at(edition, Phase.ANNOUNCED)
    type(edition).objects.filter(pk=edition.pk).update(rules_hash=rules_hash)
    edition.refresh_from_db()
    return edition


@pytest.fixture
def screening(edition, at):
    return at(edition, Phase.SCREENING)


@pytest.fixture
def candidates(edition):
    """More candidates who take part, by code."""

    def make(*codes):
        return [
            Candidate.objects.create(edition=edition, code=code, name=f"Leder {code}", consent=Consent.ACCEPTED)
            for code in codes
        ]

    return make


@pytest.fixture
def release_of():
    """Counts an edition from made-up answers: code -> (employees, centre of their answers, answers of the leader)."""

    def release(edition, teams):
        rng = random.Random(7)
        survey = edition.content.survey
        codes = [item.code for item in survey.items]
        lines = ["candidate,respondent," + ",".join(codes)]
        for code, (employees, centre, own) in teams.items():
            for _each in range(employees):
                points = (min(5, max(1, round(rng.gauss(centre, 0.7)))) for _code in codes)
                lines.append(f"{code},employee," + ",".join(map(str, points)))
            if own:
                lines.append(f"{code},self," + ",".join([str(own)] * len(codes)))
        source = ("\n".join(lines) + "\n").encode()
        return import_results(edition=edition, source=source, measure=measure, by=None)

    return release


@pytest.fixture
def no_ties():
    """These people of the jury have declared, for every candidate there is by now, that nothing binds them."""

    def declare(*seats):
        for seat in seats:
            for candidate in accepted(seat.edition):
                Declaration.objects.get_or_create(
                    person=seat.user, candidate=candidate, defaults={"standing": Standing.NONE}
                )

    return declare


@pytest.fixture
def chair_as_juror(edition, chair):
    """The chair's second seat."""
    from award.accounts.actions import give_seat

    return give_seat(edition=edition, email=chair.user.email, role=Role.JUROR, by=None)
