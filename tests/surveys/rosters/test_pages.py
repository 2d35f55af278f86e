import re

import pytest
from django.utils import timezone

from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots.models import CountKey, Ticket
from surveys.rosters.actions import invite, set_roster
from surveys.rosters.models import Invitee


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def url(edition, page=""):
    return f"/{edition.slug}/organise/surveys/{page}"


def code_on(response):
    return "".join(re.findall(r"<span>([0-9A-Z]{4,5})</span>", response.content.decode())[:6])


def test_the_code_is_shown_once_and_typed_back(survey, desk):
    asked = desk.get(url(survey, "key/"))
    made = desk.post(url(survey, "key/"), {"do": "make", "instead_of": ""})
    code = code_on(made)
    again = desk.get(url(survey, "key/"))

    assert "Whoever loses this code loses all answers" in text_of(asked)
    assert made.content.decode().count('class="slip"') == 2
    assert made["Cache-Control"] == "no-store"
    assert len(code) == 26
    assert code[:4] not in text_of(again)

    proven = desk.post(url(survey, "key/"), {"do": "prove", "code": code.lower()}, follow=True)
    assert "The code opens the ballots. Invitations may leave." in text_of(proven)
    assert CountKey.objects.get().is_proven


def test_a_page_sent_twice_does_not_make_the_printed_code_worthless(survey, desk):
    desk.post(url(survey, "key/"), {"do": "make", "instead_of": ""})
    public = CountKey.objects.get().public

    response = desk.post(url(survey, "key/"), {"do": "make", "instead_of": ""})

    assert "A code was made already" in text_of(response)
    assert CountKey.objects.get().public == public


def test_a_lost_paper_is_replaced_knowingly(survey, desk):
    desk.post(url(survey, "key/"), {"do": "make", "instead_of": ""})
    public = bytes(CountKey.objects.get().public)

    response = desk.post(url(survey, "key/"), {"do": "make", "instead_of": public.hex()})

    assert len(code_on(response)) == 26
    assert bytes(CountKey.objects.get().public) != public


def test_a_wrong_code_is_said_to_be_wrong(survey, desk):
    desk.post(url(survey, "key/"), {"do": "make", "instead_of": ""})

    response = desk.post(url(survey, "key/"), {"do": "prove", "code": "0" * 26})

    assert "This code does not open the ballots" in text_of(response)
    assert not CountKey.objects.get().is_proven


def test_a_faulty_roster_comes_back_as_it_was_typed(survey, desk, candidate, team_text):
    response = desk.post(url(survey, "C01/roster/"), {"text": team_text + "\n<b>rubbish"})

    page = response.content.decode()
    assert "Line 9: “&lt;b&gt;rubbish” is not an e-mail address." in page
    assert "kari@nordlys.example\nola@nordlys.example" in page
    assert not Invitee.objects.exists()


def test_replacing_a_roster_is_confirmed(survey, desk, candidate, team_text, organiser):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    other = team_text.replace("kari", "liss")

    unsure = desk.post(url(survey, "C01/roster/"), {"text": other})
    assert "Tick the box to replace the roster." in text_of(unsure)
    assert Invitee.objects.filter(email="kari@nordlys.example").exists()

    sure = desk.post(url(survey, "C01/roster/"), {"text": other, "replace": "on"}, follow=True)
    assert "8 addresses about Åse Østberg are stored." in text_of(sure)
    assert not Invitee.objects.filter(email="kari@nordlys.example").exists()


def test_a_roster_that_was_invited_cannot_be_edited(survey, desk, candidate, ticket):
    response = desk.get(url(survey, "C01/roster/"))

    assert "The invitations have left" in text_of(response)
    assert "<textarea" not in response.content.decode()


def test_there_is_no_roster_of_an_unknown_candidate(survey, desk):
    assert desk.get(url(survey, "C99/roster/")).status_code == 404


def test_inviting_shows_the_mail_and_asks_for_agreement(
    survey, desk, count_code, candidate, team_text, organiser, outbox
):
    set_roster(candidate=candidate, text=team_text, by=organiser)

    asked = desk.get(url(survey, "invite/"))
    assert "Send 8 invitations" in text_of(asked)
    assert "How is it to work with Åse Østberg?" in text_of(asked)

    unsure = desk.post(url(survey, "invite/"), {})
    assert "Nobody is invited before this is so." in text_of(unsure)
    assert outbox == []

    sure = desk.post(url(survey, "invite/"), {"agreed": "on"}, follow=True)
    assert "8 mails were sent." in text_of(sure)
    assert len(outbox) == 8


def test_inviting_without_a_proven_code_is_refused_on_the_page(survey, desk, candidate, team_text, organiser, outbox):
    set_roster(candidate=candidate, text=team_text, by=organiser)

    response = desk.post(url(survey, "invite/"), {"agreed": "on"})

    assert "Make the count code first" in text_of(response)
    assert outbox == []


def test_a_candidate_without_a_roster_is_named_as_left_out(survey, desk, count_code, candidate):
    response = desk.get(url(survey, "invite/"))

    assert "Left out: the survey cannot be opened for these leaders" in text_of(response)
    assert "Åse Østberg" in text_of(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_asks_as_often_for_three_candidates_as_for_one(
    survey, desk, candidate, team_text, organiser, rows, django_assert_num_queries
):
    for number in range(2, rows + 1):
        more = Candidate.objects.create(
            edition=survey, code=f"C0{number}", name=f"Leder {number}", consent=Consent.ACCEPTED
        )
        set_roster(candidate=more, text=team_text, by=organiser)
    set_roster(candidate=candidate, text=team_text, by=organiser)
    desk.get(url(survey))

    with django_assert_num_queries(8):
        page = desk.get(url(survey)).content.decode()

    assert page.count("ready</span>") == rows


def test_25_no_page_of_the_organiser_shows_who_or_how_many_have_answered(
    survey, desk, count_code, candidate, team_text, organiser, employee, whole, outbox
):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=survey, by=organiser, now=timezone.now())
    pages = ["", "key/", "invite/", "C01/roster/"]
    before = [text_of(desk.get(url(survey, page))) for page in pages]

    for message in outbox[:3]:
        ticket = message.body.split("/s/")[1][:26]
        employee.post("/s/form", {"ticket": ticket, "w": ticket, **whole})

    assert Ticket.objects.filter(state=1).count() == 3
    assert [text_of(desk.get(url(survey, page))) for page in pages] == before


def test_only_organisers_enter(survey, sign_in, juror, leader, stranger, candidate):
    for page in ("", "key/", "invite/", "C01/roster/"):
        for who in (juror, leader.seat, stranger):
            assert sign_in(who).get(url(survey, page)).status_code == 403
            assert sign_in(who).post(url(survey, page), {"do": "make"}).status_code == 403
    assert not CountKey.objects.exists()


def test_the_desk_says_how_the_surveys_stand(survey, desk, candidate, team_text, organiser, at, outbox):
    def said():
        return text_of(desk.get(f"/{survey.slug}/organise/"))

    assert "The count code is not made and proven yet." in said()
    made = desk.post(url(survey, "key/"), {"do": "make", "instead_of": ""})
    desk.post(url(survey, "key/"), {"do": "prove", "code": code_on(made)})
    assert "1 candidate has no roster yet." in said()
    set_roster(candidate=candidate, text=team_text, by=organiser)
    assert "8 invitations are not sent yet." in said()
    invite(edition=survey, by=organiser, now=timezone.now())
    assert "All invitations are sent." in said()

    at(survey, Phase.SCREENING)
    assert url(survey) not in desk.get(f"/{survey.slug}/organise/").content.decode()
