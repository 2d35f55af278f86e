"""Keeping what was weighed, and freezing it into the one release of an edition."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.models import Edition
from award.editions.rules import canonical
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted
from surveys.comments.models import Comment
from surveys.counting.coverage import NOBODY_SAYS, covered
from surveys.counting.measures import Measure, Measured, Terms
from surveys.counting.models import Count, Release, Tally
from surveys.counting.rules import check_not_released
from surveys.counting.states import Origin, Outcome
from surveys.counting.suppression import released, set_against, totals, withheld
from surveys.counting.weighing import Weighed
from surveys.rosters.selectors import headcounts

VERBS = {Origin.SEALED: gettext_noop("counted the ballots"), Origin.IMPORTED: gettext_noop("imported survey results")}


def keep(weighed: Sequence[Weighed], candidates: Mapping[str, Candidate], *, refused: int = 0) -> None:
    """Store what is left of these teams. `refused`: ballots of a team that could not be opened or read."""
    Tally.objects.bulk_create(
        (
            Tally(candidate_id=candidates[team.code].pk, item=item, value=value, n=n)
            for team in weighed
            for item, value, n in team.histogram
        ),
        batch_size=5_000,
    )
    Count.objects.bulk_create(
        Count(
            candidate=candidates[team.code],
            outcome=team.outcome,
            measured={
                "refused": refused,
                "figures": team.measured.as_json() if team.measured else None,
                "picks": team.picks,
            },
        )
        for team in weighed
    )
    texts = [(candidates[team.code].pk, text) for team in weighed for text in team.texts]
    Comment.objects.bulk_create(
        Comment(
            candidate_id=candidate,
            question=text.question,
            text=text.text,
            leader_may_read="leader_may_read" in text.may,
            may_be_quoted="may_be_quoted" in text.may,
        )
        for candidate, text in texts
    )


@transaction.atomic
def make_release(*, edition: Edition, origin: Origin, measure: Measure, by: Numbered | None) -> Release:
    """Rank all counted candidates by their unrounded index, round, suppress, freeze; the unrounded numbers are gone."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    check_not_released(edition)
    counts = (
        Count.objects.filter(candidate__in=accepted(edition)).select_related("candidate").order_by("candidate__code")
    )
    kept: dict[str, dict[str, Any]] = {count.candidate.code: count.measured or {} for count in counts}
    payload = payload_of(edition, origin, kept, measure)
    frozen = Release.objects.create(edition=edition, origin=origin, payload=payload, sha256=fingerprint(payload))
    Count.objects.filter(candidate__edition=edition).update(measured=None)
    record(
        edition,
        VERBS[origin],
        by=by,
        counted=sum(each["outcome"] == Outcome.COUNTED for each in payload["candidates"]),
        too_few=sum(each["outcome"] == Outcome.TOO_FEW for each in payload["candidates"]),
        ballots_refused=sum(each["refused"] for each in kept.values()),
        sha256=frozen.sha256,
    )
    return frozen


def payload_of(
    edition: Edition, origin: Origin, kept: Mapping[str, Mapping[str, Any]], measure: Measure
) -> dict[str, Any]:
    """The whole release: every candidate's shown figures and the rules above them; nothing of how many answered."""
    terms = Terms.of(edition)
    figures = {code: Measured.of(each["figures"]) if each["figures"] else None for code, each in kept.items()}
    ranks = measure.ranks(
        {
            code: each.shortlist_index
            for code, each in figures.items()
            if each and each.status == "ranked" and each.shortlist_index is not None
        }
    )
    cautious = measure.cautious([each for code, each in figures.items() if each and code in ranks])
    shown = [
        released(each, ranks.get(code), terms, kept[code]["picks"], cautious.get(code)) if each else withheld(code)
        for code, each in figures.items()
    ]
    baselines, said = measure.baselines(shown, terms), headcounts(edition)
    invited = {code: each.invited for code, each in figures.items() if each}
    candidates = [
        covered(
            set_against(each, baselines.get(each["code"])),
            invited.get(each["code"]),
            said.get(each["code"], NOBODY_SAYS),
        )
        for each in shown
    ]
    return {
        "edition": edition.slug,
        "origin": origin.value,
        "threshold": edition.threshold,
        "rules_hash": edition.rules_hash,
        "scale": [terms.low, terms.high],
        "candidates": candidates,
        "totals": totals(candidates, terms.items),
    }


def fingerprint(payload: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical form: whoever holds the release can check it."""
    return hashlib.sha256(canonical(payload)).hexdigest()
