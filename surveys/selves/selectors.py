from award.editions.models import Edition
from nominations.candidates.models import Leader
from surveys.selves.models import SelfAssessment


def self_assessment(leader: Leader) -> SelfAssessment | None:
    return SelfAssessment.objects.filter(leader=leader).first()


def handed_in(edition: Edition, seat_id: int) -> bool:
    return SelfAssessment.objects.filter(leader__seat=seat_id, leader__candidate__edition=edition).exists()
