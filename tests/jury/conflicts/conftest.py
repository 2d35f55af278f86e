"""An award in which everything that can be known of one candidate is written down somewhere. All of it is invented."""

from types import SimpleNamespace

import pytest

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.actions import record
from jury.conflicts.forms import key_of
from jury.conflicts.models import Declaration
from jury.models import (
    Description,
    Finalist,
    KeyFigure,
    Observation,
    Portfolio,
    Proposal,
    Score,
    ShortlistDecision,
    Verdict,
    Visit,
    Vote,
)
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from nominations.intake.models import Nomination
from surveys.comments.models import Comment, Handover

AT = "2027-05-25T12:00:00Z"


@pytest.fixture
def recuse():
    """This person is recused from this candidate, whatever they said before."""

    def to(seat, candidate, standing="recused", **more):
        said = {"standing": standing, "tie": "supplier", "words": "My company sells them headsets.", **more}
        return Declaration.objects.update_or_create(person=seat.user, candidate=candidate, defaults=said)[0]

    return to


@pytest.fixture
def story(edition, proposed, chair, juror, second_juror, observer, recuse, no_ties):
    """Åse was nominated, surveyed, shortlisted, wrote, was scored and visited, and is proposed as the winner.

    Bodil of the jury has declared a tie to her, too. Returns everything that is Åse's.
    """
    candidate = proposed.candidate
    candidate.edition = edition
    bodil = give_seat(
        edition=edition, email="bodil@samtaleprisen.example", role=Role.JUROR, name="Bodil Lynæs", by=None
    )
    no_ties(bodil)
    tie = recuse(bodil, candidate, "declared")
    area = edition.content.round_two.areas[0].code
    for number, each in enumerate((candidate, *type(candidate).objects.exclude(pk=candidate.pk).order_by("code"))):
        folder = Portfolio.objects.create(candidate=each, handed_in_at=AT, revision=1)
        Description.objects.create(portfolio=folder, area=area, text=f"We read the fives aloud, {number}")
        KeyFigure.objects.create(
            portfolio=folder, position=1, name=f"Solved at once, {number}", before="61 %", after="83 %",
            period="2026", source=f"Call log, {number}",
        )  # fmt: skip
        Proposal.objects.bulk_create(
            Proposal(juror=seat, candidate=each, choice="yes", reason=f"Quiet where it counts, {number}")
            for seat in (chair, juror, second_juror)
        )
        Score.objects.create(
            juror=second_juror, candidate=each, area=area, value=4, comment=f"Thin on reporting, {number}"
        )
        Score.objects.bulk_create(
            Score(juror=chair, candidate=each, area=each_area.code, value=3)
            for each_area in edition.content.round_two.areas
        )
    ShortlistDecision.objects.filter(candidate=candidate).update(reason="Shortlisted for her night line.")
    Finalist.objects.filter(candidate=candidate).update(reason="Visit her on a Monday.")
    visit = Visit.objects.get(candidate=candidate)
    visit.observations.update(text="Headset off, she heard.")
    question = edition.content.survey.open_questions[0].code
    comment = Comment.objects.create(candidate=candidate, question=question, text="She asks us first.", state="shown")
    Handover.objects.create(candidate=candidate, as_written=1, changed=0, withheld=0)
    nomination = Nomination.objects.create(
        edition=edition, receipt_hash="0" * 64, week="2027-W08", name="Åse Østberg", employer="Kundesenter Nordlys",
        reason="She picks up the phone herself.", source="employee", state="assigned", candidate=candidate,
    )  # fmt: skip
    Leader.objects.create(
        candidate=candidate, name="Åse Østberg", email="ase@nordlys.example", consent=Consent.ACCEPTED
    )
    Vote.objects.filter(candidate=candidate).update(reason="The calls decided it.")
    Verdict.objects.update(citation="For asking first.", reason="Nobody else was heard like this.")
    facts = {"candidate": "C01", "reason": "Shortlisted for her night line."}
    record(edition, "decided on the shortlist", by=chair, **facts)
    return SimpleNamespace(
        candidate=candidate,
        visit=visit,
        note=visit.observations.first(),
        comment=comment,
        nomination=nomination,
        tie=tie,
        area=area,
        key_for=lambda seat: key_of(candidate, seat),
    )


@pytest.fixture
def organiser_of_the_jury(edition, second_juror):
    """Åsmund, who organises, too."""
    return give_seat(edition=edition, email=second_juror.user.email, role=Role.ORGANISER, by=None)


@pytest.fixture
def other_figures(edition, released):
    """Everything that was measured, scored, rated or written of Åse becomes something else."""

    def change(story):
        from surveys.counting.models import Release

        Release.objects.all().delete()
        released(edition, {"C01": 61.3, "C02": 78.5, "C03": None})
        Score.objects.filter(candidate=story.candidate).update(value=2, comment="Other")
        story.visit.ratings.update(value=2)
        Observation.objects.filter(visit=story.visit).update(text="Other", kind="seen", tone="against")
        Proposal.objects.filter(candidate=story.candidate).update(choice="no", reason="Other")
        Description.objects.filter(portfolio__candidate=story.candidate).update(text="Other")
        KeyFigure.objects.filter(portfolio__candidate=story.candidate).update(name="Other", after="1 %")
        Comment.objects.filter(candidate=story.candidate).update(text="Other")
        Nomination.objects.filter(candidate=story.candidate).update(reason="Other")
        ShortlistDecision.objects.filter(candidate=story.candidate).update(reason="Other", numbers={"level": 1})
        Vote.objects.filter(candidate=story.candidate).update(reason="Other")
        Verdict.objects.update(citation="Other", reason="Other")

    return change
