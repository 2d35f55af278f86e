"""Sentences about the phases: what happens now, and what a move does."""

from django.utils.translation import gettext_lazy as _

from award.editions.states import Phase

NOW = {
    Phase.SETUP: _("The award is being prepared. Nominations open soon."),
    Phase.NOMINATIONS: _("Anyone may nominate. It takes about three minutes."),
    Phase.SURVEYS: _("The teams of all candidates answer now."),
    Phase.SCREENING: _("The answers are counted, and the jury compares what leaders and teams say."),
    Phase.ROUND_TWO: _("The shortlisted leaders describe how they work."),
    Phase.SCORING: _("The jury reads and scores, each juror alone first."),
    Phase.FINALS: _("The finalists are visited at work."),
    Phase.DECISION: _("The jury decides."),
    Phase.ANNOUNCED: _("The winner is announced."),
}

CONSEQUENCES = {
    Phase.NOMINATIONS: _("Nominations open to everybody. Rules, questionnaire and all texts freeze."),
    Phase.SURVEYS: _("Nominating ends. Candidates who have not said yes stay out. Invitations can be sent."),
    Phase.SCREENING: _(
        "The survey closes for ever: nobody can answer or withdraw an answer any more. The count can begin."
    ),
    Phase.ROUND_TWO: _("The shortlist stands. Shortlisted leaders can write their descriptions."),
    Phase.SCORING: _("Descriptions close: what was handed in stands. Jurors can score."),
    Phase.FINALS: _("Scores and finalists stand. Visits can be planned."),
    Phase.DECISION: _("Notes and ratings of the visits close. The jury sees totals and votes."),
    Phase.ANNOUNCED: _("The winner becomes public at once, for everybody."),
}
