import re

import pytest
from django.utils import timezone

from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots.manifest import fingerprint
from surveys.ballots.models import CountKey, Ticket
from surveys.ballots.states import TicketState
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee
from surveys.rosters.selectors import roster


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


def test_replacing_a_roster_is_confirmed(survey, desk, candidate, team_text, organiser, bring):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    other = team_text.replace("kari", "liss")

    unsure = bring(desk, url(survey, "C01/roster/"), {"text": other})
    assert "Tick the box to replace the roster." in text_of(unsure)
    assert Invitee.objects.filter(email="kari@nordlys.example").exists()

    sure = bring(desk, url(survey, "C01/roster/"), {"text": other}, replace="on")
    assert "8 addresses about Åse Østberg are stored." in text_of(sure)
    assert not Invitee.objects.filter(email="kari@nordlys.example").exists()


def test_a_roster_that_was_invited_cannot_be_edited(survey, desk, candidate, ticket):
    response = desk.get(url(survey, "C01/roster/"))

    assert "Links have left: nobody can be added." in text_of(response)
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
    assert "8 of 8 are done." in text_of(sure)
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

    with django_assert_num_queries(12):
        page = desk.get(url(survey)).content.decode()

    assert page.count("ready</span>") == rows


def test_25_no_page_of_the_organiser_shows_who_or_how_many_have_answered(
    survey, desk, count_code, candidate, team_text, organiser, employee, whole, outbox
):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=survey, by=organiser, now=timezone.now())
    people = [f"C01/roster/{person.pk}/" for person in roster(candidate)]
    pages = ["", "key/", "invite/", "C01/roster/", "C01/sheets/", *people]
    before = [text_of(desk.get(url(survey, page))) for page in pages]

    for message in outbox[:3]:
        ticket = message.body.split("/s/")[1][:26]
        employee.post("/s/form", {"ticket": ticket, "w": ticket, **whole})

    assert Ticket.objects.filter(state=1).count() == 3
    assert [text_of(desk.get(url(survey, page))) for page in pages] == before


def test_only_organisers_enter(survey, sign_in, juror, leader, stranger, candidate):
    person = Invitee.objects.create(candidate=candidate, email="kari@nordlys.example")
    pages = ("", "key/", "invite/", "C01/roster/", f"C01/roster/{person.pk}/", "C01/again/", "C01/sheets/")
    for page in pages:
        for who in (juror, leader.seat, stranger):
            assert sign_in(who).get(url(survey, page)).status_code == 403
            fields = {"do": "make", "act": "left", "serial": 0, "number": 9}
            assert sign_in(who).post(url(survey, page), fields).status_code == 403
    assert Invitee.objects.count() == 1
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


@pytest.fixture
def invited(survey, count_code, candidate, team_text, organiser, outbox):
    """A team of eight, each with a mail."""
    set_roster(candidate=candidate, text=team_text, by=organiser)
    invite(edition=survey, by=organiser, now=timezone.now())
    return survey


def about(edition, address):
    person = Invitee.objects.get(email=address)
    return url(edition, f"C01/roster/{person.pk}/"), {"serial": person.serial}


def test_after_the_links_left_every_address_has_its_page(invited, desk):
    page = desk.get(url(invited, "C01/roster/")).content.decode()

    hrefs = re.findall(r'href="([^"]+/C01/roster/[^"]+)"', page)
    assert len(hrefs) == 8
    said = text_of(desk.get(hrefs[0]))
    assert "Send it again" in said
    assert "Give another link" in said
    assert "An answer already sent stays sealed and is counted: nobody can find it." in said
    assert "This cannot be undone: once links have left, nobody can be added to a roster again." in said


def test_a_mail_is_sent_again_from_the_page(invited, desk, outbox):
    page, fields = about(invited, "kari@nordlys.example")

    said = text_of(desk.post(page, fields | {"act": "again"}, follow=True))

    assert "1 mail was sent." in said
    assert outbox[-1].to == ["kari@nordlys.example"]
    assert Ticket.objects.count() == 8


def test_a_link_is_replaced_from_the_page_and_not_twice(invited, desk, outbox):
    page, fields = about(invited, "kari@nordlys.example")

    said = text_of(desk.post(page, fields | {"act": "renew"}, follow=True))
    again = text_of(desk.post(page, fields | {"act": "renew"}))

    assert "1 mail was sent." in said
    assert "This has been done already." in again
    assert len(outbox) == 9
    assert sorted(Ticket.objects.values_list("state", flat=True)) == [TicketState.OPEN] * 8 + [TicketState.REVOKED]


def test_somebody_who_left_is_taken_off_from_the_page(invited, desk):
    page, fields = about(invited, "kari@nordlys.example")

    said = text_of(desk.post(page, fields | {"act": "left"}, follow=True))

    assert "kari@nordlys.example is off the roster about Åse Østberg." in said
    assert desk.get(page).status_code == 404
    assert Invitee.objects.count() == 7


def test_an_unknown_act_does_nothing(invited, desk, outbox):
    page, fields = about(invited, "kari@nordlys.example")

    assert desk.post(page, fields | {"act": "tell"}).status_code == 200
    assert (len(outbox), Invitee.objects.count()) == (8, 8)


def test_a_person_of_another_candidate_has_no_page_here(invited, desk, other_candidate):
    other = Invitee.objects.create(candidate=other_candidate, email="other@sor.example")

    assert desk.get(url(invited, f"C01/roster/{other.pk}/")).status_code == 404
    assert desk.post(url(invited, f"C01/roster/{other.pk}/"), {"act": "left", "serial": 0}).status_code == 404
    assert Invitee.objects.filter(pk=other.pk).exists()


def test_the_whole_team_is_written_to_again(invited, desk, outbox):
    said = text_of(desk.post(url(invited, "C01/again/"), follow=True))

    assert "8 mails were sent." in said
    assert len(outbox) == 16


def test_a_mail_that_does_not_leave_again_is_said(invited, desk, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    page, fields = about(invited, "kari@nordlys.example")

    said = text_of(desk.post(page, fields | {"act": "again"}, follow=True))

    assert "Not every mail could be sent." in said
    assert "not sent" in said


def test_before_taking_somebody_off_a_small_team_the_page_warns(invited, desk):
    Invitee.objects.exclude(email="kari@nordlys.example").filter(email__lt="mona").delete()
    page, _fields = about(invited, "kari@nordlys.example")

    assert "Fewer than 8 people are then left" in text_of(desk.get(page))
    Invitee.objects.filter(email__in=["siv@nordlys.example", "per@nordlys.example"]).delete()
    assert "Fewer than 5 people are then left on this team." in text_of(desk.get(page))


def test_a_team_that_has_become_too_small_is_said_on_roster_and_overview(invited, desk):
    Invitee.objects.filter(email__lt="mona").delete()
    Invitee.objects.filter(email="siv@nordlys.example").delete()

    assert "4 people are left to ask about Åse Østberg; at least 5 were needed." in text_of(
        desk.get(url(invited, "C01/roster/"))
    )
    assert "has become too small" in text_of(desk.get(url(invited)))


def test_the_fingerprint_stands_on_the_overview_once_links_have_left(survey, desk, count_code, candidate, link):
    assert "Fingerprint" not in text_of(desk.get(url(survey)))
    link()

    said = text_of(desk.get(url(survey)))

    assert f"Fingerprint of all links: {' '.join(fingerprint(survey))}" in said
    assert "Write this beside the count code" in said


def test_the_leader_sees_no_fingerprint(survey, sign_in, leader, link):
    link()
    shown = " ".join(fingerprint(survey))

    for page in (f"/{survey.slug}/leader/", f"/{survey.slug}/leader/self/", f"/{survey.slug}/"):
        assert shown not in text_of(sign_in(leader.seat).get(page))


def test_sheets_are_the_answer_to_the_form_and_kept_by_nobody(survey, desk, count_code, candidate):
    asked = text_of(desk.get(url(survey, "C01/sheets/")))
    made = desk.post(url(survey, "C01/sheets/"), {"number": "5", "piles": "0"})
    again = desk.get(url(survey, "C01/sheets/"))

    assert "never the leader" in asked
    assert (made["Content-Type"], made["Cache-Control"]) == ("application/pdf", "no-store")
    assert made["Content-Disposition"] == 'attachment; filename="sheets-C01.pdf"'
    assert made.content.startswith(b"%PDF-")
    assert again["Content-Type"].startswith("text/html")
    assert "5 sheets were printed before" in text_of(again)


def test_a_second_pile_asks_first(survey, desk, count_code, candidate):
    desk.post(url(survey, "C01/sheets/"), {"number": "5", "piles": "0"})

    unsure = desk.post(url(survey, "C01/sheets/"), {"number": "5", "piles": "1"})
    sure = desk.post(url(survey, "C01/sheets/"), {"number": "5", "again": "on", "piles": "1"})

    assert "Sheets were printed before. Tick the box" in text_of(unsure)
    assert sure["Content-Type"] == "application/pdf"
    assert sorted(Ticket.objects.values_list("state", flat=True)) == [0] * 5 + [TicketState.REVOKED] * 5


@pytest.mark.parametrize("number", ["", "0", "-1", "301", "many"])
def test_an_impossible_number_of_sheets_is_refused(survey, desk, count_code, candidate, number):
    response = desk.post(url(survey, "C01/sheets/"), {"number": number, "piles": "0"})

    assert response["Content-Type"].startswith("text/html")
    assert not Ticket.objects.exists()


def test_the_overview_shows_who_is_asked_by_mail_and_who_on_paper(survey, desk, count_code, candidate, bring):
    bring(desk, url(survey, "C01/roster/"), {"text": "a@b.example\nb@b.example", "sheets": "4"})
    desk.post(url(survey, "C01/sheets/"), {"number": "4", "piles": "0"})

    page = desk.get(url(survey)).content.decode()

    assert re.findall(r'<td class="num">(\d+|–)</td>', page) == ["2", "4"]
