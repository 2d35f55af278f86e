"""Two candidates that are one leader become one, and can be parted again exactly as they were."""

from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import held
from nominations.sorting.rules import check_may_merge, check_may_part


@transaction.atomic
def merge(*, candidate: Candidate, into: Candidate, by: Numbered | None) -> None:
    """It leaves every list, keeps its nominations and leaders, and lends the nominations to the other."""
    edition = held(candidate.edition)
    locked = {each.pk: each for each in Candidate.objects.select_for_update().filter(pk__in=[candidate.pk, into.pk])}
    merged, kept = locked[candidate.pk], locked[into.pk]
    check_may_merge(edition, merged, kept)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    record(edition, gettext_noop("merged candidates"), by=by, candidate=kept.code, merged=merged.code)


@transaction.atomic
def part(*, candidate: Candidate, by: Numbered | None) -> Candidate:
    """Stand alone again, with the nominations, leaders and code it had."""
    edition = held(candidate.edition)
    parted = Candidate.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=candidate.pk)
    check_may_part(edition, parted)
    kept = parted.merged_into
    parted.merged_into = None
    parted.save(update_fields=["merged_into"])
    record(edition, gettext_noop("parted candidates"), by=by, candidate=kept.code if kept else "", parted=parted.code)
    return parted
