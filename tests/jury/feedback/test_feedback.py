"""What a leader takes home: their own, in plain words, and nothing of anybody else's."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.editions.barriers import Thing, may_see
from award.editions.states import ORDER, Phase
from jury.feedback import content
from jury.feedback.pages import certificate
from jury.feedback.selectors import feedback_for, standing_of
from jury.feedback.states import Standing
from jury.models import Finalist, Observation, Proposal, ShortlistDecision, Verdict, Visit
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent
from nominations.intake.models import Nomination
from surveys.comments.models import Comment, Handover
from surveys.counting.models import Release
from surveys.selves.models import SelfAssessment
from tests.jury.feedback.conftest import answers

PATHS = ["leader/feedback/", "leader/feedback.pdf", "leader/certificate.pdf"]


@pytest.fixture
def winner(edition, announced):
    """Åse, who has won, at her desk."""
    candidate = announced and Finalist.objects.get(candidate__code="C01").candidate
    seat = give_seat(edition=edition, email="ase@nordlys.example", role=Role.LEADER, name="Åse Østberg", by=None)
    return Leader.objects.create(candidate=candidate, name="Åse Østberg", consent=Consent.ACCEPTED, seat=seat)


def pdf(edition, browser, name, language="en"):
    answer = browser.get(f"/{edition.slug}/leader/{name}?lang={language}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    return PdfReader(io.BytesIO(answer.content))


def text_of(read):
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


# ---- who, and when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("phase", [phase for phase in ORDER if phase != Phase.ANNOUNCED])
def test_there_is_no_feedback_before_the_announcement(edition, leader, counted, own, at, sign_in, phase, path):
    counted(C01=(answers(edition, 12), [own]))
    at(edition, phase)

    assert sign_in(leader.seat).get(f"/{edition.slug}/{path}").status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["organiser", "chair", "juror", "observer", "stranger"])
def test_nobody_but_a_leader_opens_one(request, edition, leader, counted, own, sign_in, who, path):
    counted(C01=(answers(edition, 12), [own]))

    assert sign_in(request.getfixturevalue(who)).get(f"/{edition.slug}/{path}").status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_without_signing_in_there_is_none(edition, leader, counted, own, client, path):
    counted(C01=(answers(edition, 12), [own]))

    assert client.get(f"/{edition.slug}/{path}").status_code == 302


@pytest.mark.parametrize("path", PATHS)
def test_a_leaders_seat_without_a_candidate_opens_nothing(edition, leader, counted, own, sign_in, path):
    counted(C01=(answers(edition, 12), [own]))
    seat = give_seat(edition=edition, email="nobody@nordlys.example", role=Role.LEADER, by=None)

    assert sign_in(seat).get(f"/{edition.slug}/{path}").status_code == 404


def test_each_leader_reads_their_own_and_no_address_names_anothers(
    edition, leader, another_leader, counted, own, read, sign_in
):
    counted(C01=(answers(edition, 12), [own]), C02=(answers(edition, 12), [own]))

    assert "Feedback to Åse Østberg" in read(leader)
    assert "Feedback to Leder C02" in read(another_leader)
    assert "Østberg" not in read(another_leader)
    for path in ("leader/feedback/C01/", "leader/C01/feedback/"):
        assert sign_in(another_leader.seat).get(f"/{edition.slug}/{path}").status_code == 404
    for query in ("?candidate=C01", "?code=C01", f"?leader={leader.pk}", f"?seat={leader.seat_id}"):
        assert "Østberg" not in read(another_leader, "leader/feedback/" + query)


def test_who_has_withdrawn_has_no_figures(edition, leader, counted, own, read):
    counted(C01=(answers(edition, 12), [own]))
    type(leader.candidate).objects.update(consent=Consent.DECLINED)

    page = read(leader)

    assert "because you do not take part in this award" in page
    assert "legend" not in page


def test_the_desk_of_a_leader_leads_to_it_when_it_is_there(edition, leader, counted, own, at, sign_in):
    counted(C01=(answers(edition, 12), [own]))

    def desk():
        return sign_in(leader.seat).get(f"/{edition.slug}/leader/").content.decode()

    assert f'href="/{edition.slug}/leader/feedback/"' in desk()
    at(edition, Phase.DECISION)
    assert f'href="/{edition.slug}/leader/feedback/"' not in desk()


def test_the_table_that_everybody_can_read_says_what_a_leader_sees():
    things = [thing for thing in Thing for phase in ORDER if may_see("leader", thing, phase)]

    assert {thing for thing in things if not may_see("leader", thing, Phase.DECISION)} == {
        Thing.SURVEY_NUMBERS,
        Thing.COMMENTS,
        Thing.OBSERVATIONS,
    }
    assert {Thing.TOTALS, Thing.OTHERS_SCORES, Thing.OTHERS_PROPOSALS, Thing.NOMINATION_TEXT} & set(things) == set()


# ---- the survey, in words --------------------------------------------------------------------------------------------


def test_a_leader_who_stands_higher_is_told_so_and_how_far(edition, leader, counted, read):
    codes = edition.content.survey.items
    counted(C01=(answers(edition, 12, at=lambda person, place: 3), [[5] * len(codes)]))

    page = read(leader)

    for said in (
        "You rate this area higher than your team does.",
        "Statement by statement, you lie at least 2.0 points apart on average.",
        "Your team’s view of it is mixed.",
        "You rate “Job content”, “The leader role” and “Engagement” higher than your team does.",
        "I see this more favourably than you do:",
        'aria-label="you 5, your team 3.0"',
        "On no statement do you and your team lie more than half a point apart.",
    ):
        assert (said in page) == (not said.startswith("On no")), said


def test_a_leader_who_sees_it_as_the_team_does_is_told_that(edition, leader, counted, own, read):
    counted(C01=(answers(edition, 12, at=lambda person, place: 4), [own]))

    page = read(leader)

    for said in (
        "Your team rates “Job content”, “The leader role” and “Engagement” alike.",
        "On average, you and your team see every area much alike.",
        "You and your team rate this area alike.",
        "On no statement do you and your team lie more than half a point apart.",
        "Your team’s view of it is favourable.",
    ):
        assert said in page


def test_strengths_and_questions_come_from_the_areas(edition, leader, counted, own, read):
    areas = {area.code: n for n, area in enumerate(edition.content.survey.areas)}
    items = edition.content.survey.items
    counted(C01=(answers(edition, 7, at=lambda person, place: 4 - areas[items[place].area]), [own]))

    page = read(leader)

    for said in (
        "Your team rates “Job content” highest and “Engagement” lowest.",
        "You rate “Engagement” and “The leader role” higher than your team does.",
        "On “Engagement”: which one thing, if it were different next month, would help you most?",
        "I see this more favourably than you do: “Engagement”.",
        "On “Job content”: what do we do well that must not get lost?",
        "never ask who answered what",
    ):
        assert said in page


def test_without_figures_there_are_questions_that_can_always_be_asked(edition, leader, counted, own, read):
    counted(C01=(answers(edition, 4), [own]))

    page = read(leader)

    assert [str(each) in page for each in content.GENERAL] == [True] * 3
    assert "Your team rates" not in page


def test_imported_results_are_marked_and_bear_no_promise_of_ours(edition, leader, counted, own, read):
    counted(C01=(answers(edition, 12), [own]))
    imported = read(leader)
    Release.objects.update(origin="sealed")
    found = Release.objects.get()
    found.payload["origin"] = "sealed"
    found.save()

    sealed = read(leader)

    assert "The survey was run elsewhere and its answers were imported" in imported
    assert "were sealed" not in imported
    assert "What your team wrote to you" not in imported
    assert "Your team’s answers were sealed, opened together once" in sealed
    assert "There is no text for you to read." in sealed


def test_traits_the_team_chose_are_named_without_how_many_chose_them(edition, leader, counted, own, read):
    counted(C01=(answers(edition, 12), [own]))
    found = Release.objects.get()
    shares = [{"trait": "encouraging", "share": "some"}, {"trait": "clear", "share": "some"}]
    places = [{"trait": "encouraging", "place": 1}, {"trait": "clear", "place": 2}]

    pages = []
    for team in (shares, places):
        found.payload["candidates"][0]["picks"] = [{"code": "best_traits", "leader": ["clear"], "team": team}]
        found.save()
        pages.append(read(leader))

    assert "Among those your team chose first: Clear and Encouraging. You chose: Clear." in pages[0]
    assert pages[0] == pages[1]


def test_a_release_that_is_not_there_is_said(edition, leader, at, read):
    at(edition, Phase.ANNOUNCED)

    assert "The survey of this award was not counted" in read(leader)


def test_own_texts_with_another_scale_and_without_traits_have_a_feedback(edition, leader, counted, read):
    survey = edition.content_json["survey"]
    survey.pop("themes"), survey.pop("open_questions")
    survey["scale"] = {"min": 1, "max": 7, "labels": {}}
    for item in survey["items"]:
        item.pop("trait"), item.pop("theme")
    edition.save()
    edition.__dict__.pop("content", None)
    counted(C01=(answers(edition, 12, at=lambda person, place: 6), [[7] * len(survey["items"])]))

    page = read(leader)

    assert "on the scale from 1 to 7" in page
    assert "You rate this area higher than your team does." in page


# ---- a group ---------------------------------------------------------------------------------------------------------


def test_each_leader_of_a_group_stands_with_their_own_answers_beside_the_team(edition, group, assessed, counted, read):
    åse, håvard = group
    low, high = [2] * len(edition.content.survey.items), [5] * len(edition.content.survey.items)
    assessed(åse, low, ["clear"])
    assessed(håvard, high, ["encouraging"])
    counted(C01=(answers(edition, 12), [low, high]))

    pages = read(åse), read(håvard)

    assert ['aria-label="you 2, your team 3.0"' in page for page in pages] == [True, False]
    assert ['aria-label="you 5, your team 3.0"' in page for page in pages] == [False, True]
    assert all("your own answers stand here for you alone" in page for page in pages)
    assert all('<th class="num" scope="col">Agreement' not in page for page in pages)
    assert SelfAssessment.objects.count() == 2


# ---- what employees wrote --------------------------------------------------------------------------------------------


@pytest.fixture
def written(edition, leader, counted, own):
    """Three texts, each with what its writer and the moderator decided; the survey was our own."""
    counted(C01=(answers(edition, 12), [own]))
    found = Release.objects.get()
    found.payload["origin"] = "sealed"
    found.save()
    for text, may, state in (
        ("You listen.", True, "shown"),
        ("For the jury alone.", False, "shown"),
        ("Withheld.", True, "withheld"),
    ):
        Comment.objects.create(
            candidate=leader.candidate, question="comment", text=text, leader_may_read=may, state=state
        )
    return leader


def test_a_leader_reads_texts_whose_writers_allowed_it_once_they_are_handed_over(written, read):
    before = read(written)
    Handover.objects.create(candidate=written.candidate, as_written=2, changed=0, withheld=1)

    after = read(written)

    assert "You listen." not in before
    assert "There is no text for you to read." in before
    assert "You listen." in after
    assert "What does your leader do that others could learn from?" in after
    assert "For the jury alone." not in after
    assert "Withheld." not in after


def test_what_people_wrote_stays_text(written, sign_in, edition):
    Comment.objects.filter(text="You listen.").update(text="<script>alert(1)</script> {{ 7|add:7 }}")
    Handover.objects.create(candidate=written.candidate, as_written=2, changed=0, withheld=1)
    browser = sign_in(written.seat)

    page = browser.get(f"/{edition.slug}/leader/feedback/").content.decode()

    assert "<script>alert" not in page
    assert "{{ 7|add:7 }}" in page
    assert "<script>alert(1)</script> {{ 7|add:7 }}" in text_of(pdf(edition, browser, "feedback.pdf"))


# ---- how far they came -----------------------------------------------------------------------------------------------


def test_how_far_a_candidate_came_is_said_and_no_further(edition, leader, counted, own, read, chair):
    counted(C01=(answers(edition, 12), [own]))
    candidate, told = leader.candidate, []

    told.append((standing_of(candidate, None), str(content.STANDING[Standing.TOOK_PART]) in read(leader)))
    ShortlistDecision.objects.create(candidate=candidate, is_shortlisted=True, reason="Listens.", decided_by=chair)
    told.append((standing_of(candidate, None), "You were on the jury’s shortlist." in read(leader)))
    Finalist.objects.create(candidate=candidate, reason="Visit them.", picked_by=chair)
    told.append((standing_of(candidate, None), "You were among the finalists" in read(leader)))

    assert told == [(Standing.TOOK_PART, True), (Standing.SHORTLISTED, True), (Standing.FINALIST, True)]
    assert "Listens." not in read(leader)
    assert "Visit them." not in read(leader)


def test_the_winner_is_told_so(winner, read):
    assert "You are this year’s winner." in read(winner)


def test_a_winner_proposed_and_not_confirmed_is_a_finalist(winner):
    Verdict.objects.update(decided_on=None)

    assert standing_of(winner.candidate, Verdict.objects.get()) == Standing.FINALIST


@pytest.fixture
def noted(edition, leader, counted, own, visited, observer):
    """Åse was visited, and something was noted in each of the four ways."""
    counted(C01=(answers(edition, 12), [own]))
    visited(leader.candidate)
    visit = Visit.objects.create(candidate=leader.candidate, on=date(2027, 8, 31))
    visit.observers.add(observer)
    for kind in ("seen", "heard", "told", "shown"):
        Observation.objects.create(
            visit=visit, observer=observer, trait="clear", kind=kind, tone="against", text=f"Noted as {kind}."
        )
    Observation.objects.create(
        visit=visit, observer=observer, trait="clear", kind="seen", tone="for", text="Gone.", is_taken_back=True
    )
    return leader


def test_a_finalist_reads_the_notes_without_what_was_told_in_confidence(noted, read, observer):
    page = read(noted)

    assert [f"Noted as {kind}." in page for kind in ("seen", "heard", "shown", "told")] == [True, True, True, False]
    assert "Two people of the jury visited you on 31 August 2027." in page
    assert "Gone." not in page
    assert "speaks against" not in page
    assert str(observer.user) not in page


def test_who_was_only_shortlisted_reads_no_notes(noted, read):
    Finalist.objects.all().delete()

    page = read(noted)

    assert "What the observers noted" not in page
    assert "Noted as seen." not in page


def test_what_stays_with_the_jury_is_in_no_feedback(edition, winner, juror, read):
    Nomination.objects.create(
        edition=edition,
        receipt_hash="0" * 64,
        week="2027-W08",
        name="Åse Østberg",
        employer="Kundesenter Nordlys",
        reason="She picks up the phone.",
        source="employee",
        state="assigned",
        candidate=winner.candidate,
    )
    Proposal.objects.create(juror=juror, candidate=winner.candidate, choice="yes", reason="She asks first.", revision=1)

    page = read(winner)

    for hidden in (
        "She picks up the phone.",
        "She asks first.",
        "They listen.",
        "Visit them.",
        "The visits convinced us.",
        "I saw it myself.",
        "77.4",
        "74.1",
        "80.6",
        "75.4",
        "Torbjørn",
        "Mette",
        "10-19",
        "10–19",
        "50–69",
        "C01",
    ):
        assert hidden not in page, hidden
    assert f'href="/{edition.slug}/this-year/"' in page


# ---- cost, trace and paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_asks_as_much_of_one_note_and_text_as_of_three(
    edition, noted, sign_in, observer, django_assert_num_queries, n
):
    Handover.objects.create(candidate=noted.candidate, as_written=n, changed=0, withheld=0)
    visit = Visit.objects.get()
    for each in range(n):
        Comment.objects.create(
            candidate=noted.candidate, question="comment", text=f"T{each}", leader_may_read=True, state="shown"
        )
        Observation.objects.create(visit=visit, observer=observer, trait="clear", kind="seen", tone="for", text="S")
    browser = sign_in(noted.seat)
    browser.get(f"/{edition.slug}/leader/feedback/")

    with django_assert_num_queries(15):
        browser.get(f"/{edition.slug}/leader/feedback/")


def test_that_a_leader_reads_their_feedback_is_written_down_nowhere(edition, noted, sign_in):
    before = Entry.objects.count()

    for path in PATHS:
        assert sign_in(noted.seat).get(f"/{edition.slug}/{path}").status_code == 200
        assert sign_in(noted.seat).post(f"/{edition.slug}/{path}").status_code == 405

    assert Entry.objects.count() == before


def test_the_pdf_says_what_the_page_says(edition, noted, sign_in):
    read = pdf(edition, sign_in(noted.seat), "feedback.pdf")

    text = text_of(read)
    for said in (
        "Feedback to Åse Østberg",
        "You were among the finalists",
        "What your team answered",
        "Noted as seen.",
        "To talk about with your team",
        "is in nobody’s feedback",
        f"1 / {len(read.pages)}",
    ):
        assert said in text, said
    assert "Noted as told." not in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata.title == "Samtaleprisen 2027: feedback to Åse Østberg"
    assert {round(float(page.mediabox.width)) for page in read.pages} == {595}


def test_both_papers_speak_the_language_asked_for(edition, noted, sign_in):
    browser = sign_in(noted.seat)

    spoken = {
        pdf(edition, browser, name, "nb").trailer["/Root"]["/Lang"] for name in ("feedback.pdf", "certificate.pdf")
    }

    assert spoken == {"nb"}


def test_the_certificate_is_one_sheet_that_says_how_far_they_came(edition, winner, sign_in):
    read = pdf(edition, sign_in(winner.seat), "certificate.pdf")

    assert len(read.pages) == 1
    assert "Åse Østberg Kundesenter Nordlys is the winner of Samtaleprisen 2027" in text_of(read)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_everybody_who_took_part_gets_a_certificate(edition, leader, counted, own):
    counted(C01=(answers(edition, 2), [own]))

    assert certificate(feedback_for(edition, leader.seat))["deed"] == "took part in"


def test_a_machine_that_makes_no_pdf_says_so_and_shows_the_page(edition, noted, sign_in, monkeypatch):
    monkeypatch.setattr("award.paper.pdf.RENDER", "/nonexistent/render.py")

    answer = sign_in(noted.seat).get(f"/{edition.slug}/leader/feedback.pdf", follow=True)

    page = answer.content.decode()
    assert "The PDF could not be made. The feedback as a page works all the same." in page
    assert "Feedback to Åse Østberg" in page
