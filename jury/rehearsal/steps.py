"""What happens in each phase of a rehearsal: wholly, when the award goes on, or half, when it stops there."""

from award.editions.states import Phase
from jury.rehearsal.collecting import nominations, surveys
from jury.rehearsal.judging import decision_, finals_, round_two_, scoring, screening_

STEPS = {
    Phase.NOMINATIONS: nominations,
    Phase.SURVEYS: surveys,
    Phase.SCREENING: screening_,
    Phase.ROUND_TWO: round_two_,
    Phase.SCORING: scoring,
    Phase.FINALS: finals_,
    Phase.DECISION: decision_,
}
