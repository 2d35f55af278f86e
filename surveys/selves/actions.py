from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from award.audit.actions import Numbered, record
from award.editions.rules import check_not_closed, check_phase
from award.editions.states import Phase
from nominations.candidates.models import Leader
from surveys.questionnaire import Questionnaire
from surveys.selves.models import SelfAssessment
from surveys.selves.rules import check_takes_part, check_whole


@transaction.atomic
def hand_in(
    *, leader: Leader, answers: Mapping[str, object], others: Mapping[str, object], by: Numbered | None, now: datetime
) -> SelfAssessment:
    """A leader's own answers, whole; until closing a later set replaces an earlier one. The trail keeps no answer."""
    held = Leader.objects.select_related("candidate__edition").get(pk=leader.pk)
    edition = held.candidate.edition
    check_phase(edition, (Phase.SURVEYS,))
    check_not_closed(edition, Phase.SURVEYS, now)
    check_takes_part(held)
    questionnaire = Questionnaire.of(edition)
    checked, beside = questionnaire.validate(answers, dont_know=False), questionnaire.validate_others(others)
    check_whole(checked)
    check_whole(beside)
    kept, is_new = SelfAssessment.objects.update_or_create(
        leader=held, defaults={"answers": checked.answers, "others": beside.answers}
    )
    verb = "handed in a self-assessment" if is_new else "changed a self-assessment"
    record(edition, verb, by=by, candidate=held.candidate.code, leader=held.pk)
    return kept
