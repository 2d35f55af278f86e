from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.editions.rules import check_not_closed, check_phase
from award.editions.selectors import held
from award.editions.states import Phase
from nominations.candidates.models import Leader
from surveys.questionnaire import Given, Questionnaire
from surveys.selves.models import SelfAssessment
from surveys.selves.rules import check_takes_part, check_whole


@transaction.atomic
def hand_in(*, leader: Leader, given: Given, by: Numbered | None, now: datetime) -> SelfAssessment:
    """A leader's own answers, whole; until closing a later set replaces an earlier one. The trail keeps no answer."""
    here = Leader.objects.select_related("candidate").get(pk=leader.pk)
    edition = held(here.candidate.edition_id)
    check_phase(edition, (Phase.SURVEYS,))
    check_not_closed(edition, Phase.SURVEYS, now)
    check_takes_part(here)
    checked = Questionnaire.of(edition).validate(given, dont_know=False)
    check_whole(checked)
    kept, is_new = SelfAssessment.objects.update_or_create(
        leader=here, defaults={"answers": checked.answers, "others": checked.others}
    )
    verb = gettext_noop("handed in a self-assessment") if is_new else gettext_noop("changed a self-assessment")
    record(edition, verb, by=by, candidate=here.candidate.code, leader=here.pk)
    return kept
