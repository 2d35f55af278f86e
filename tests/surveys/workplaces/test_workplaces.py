"""The second contact: asked by the organisers, answering by a link of their own, and never shown who answers."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from surveys.invitations.actions import invite
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee, Workplace
from surveys.rosters.selectors import Headcount, headcounts, roster
from surveys.signposts import purge_rosters
from surveys.workplaces.actions import answer, ask_contact, bring_roster, state_headcount, take_back_contact

YES = {"employer_agrees": True, "is_voluntary": True, "representatives_know": True, "now": timezone.now()}


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_second_contact_gets_one_mail_with_one_link(contact, own, survey):
    (letter,) = mail.outbox

    assert letter.to == ["hr@nordlys.example"]
    assert letter.body.count("http") == 1
    assert own.startswith(f"/{survey.slug}/workplace/")
    assert own.rpartition("/workplace/")[2].partition("/")[0] not in str(Workplace.objects.values())
    assert Entry.objects.get(verb="asked a second contact").facts == {"candidate": "C01"}


def test_the_second_contact_brings_the_roster_and_confirms(own, survey, candidate, team_text, bring):
    hr = Client()

    looked = hr.post(own, {"text": team_text, "do": "look"})
    bring(hr, own, {"text": team_text, "sheets": "0"})
    hr.post(
        own,
        {"people": "9", "do": "answer", "employer_agrees": "on", "is_voluntary": "on", "representatives_know": "on"},
    )

    assert "8" in text_of(looked)
    assert roster(candidate).count() == 8
    assert headcounts(survey) == {"C01": Headcount(people=9, is_confirmed=True)}
    said = {"candidate": "C01", "acted": "The second contact"}
    assert [(line.verb, line.seat, line.facts) for line in Entry.objects.all()[:2]] == [
        ("stated a headcount", None, {**said, "people": 9, "confirmed": True}),
        ("set a roster", None, {**said, "size": 8, "replaced": 0}),
    ]
    assert "sessionid" not in hr.cookies
    assert "messages" not in hr.cookies


def test_the_trail_says_that_it_was_the_second_contact(contact, survey, desk, team_text):
    bring_roster(workplace=contact, candidate=contact.candidate, text=team_text, now=timezone.now())
    answer(workplace=contact, people=9, **YES)

    trail = text_of(desk.get(f"/{survey.slug}/organise/trail/"))

    assert "The second contact stated a headcount " in trail  # PostgreSQL orders the facts in its own way
    assert "The second contact set a roster " in trail
    assert all(fact in trail for fact in ("people: 9", "confirmed: yes", "size: 8", "replaced: 0"))
    assert "acted" not in trail


def test_what_is_left_open_is_kept_and_confirms_nothing(contact, survey):
    answer(workplace=contact, people=9, **{**YES, "representatives_know": False})

    assert headcounts(survey) == {"C01": Headcount(people=9, is_confirmed=False)}


def test_the_page_shows_neither_addresses_nor_other_teams(own, candidate, other_candidate, team_text):
    set_roster(candidate=candidate, text=team_text, by=None)
    set_roster(candidate=other_candidate, text=team_text.replace("nordlys", "birk"), by=None)
    hr = Client()

    page = hr.get(own)
    looked = hr.post(own, {"text": f"{team_text}\nodd@birk.example", "do": "look"})

    assert "8 adresser" in text_of(page) or "8 addresses" in text_of(page)
    assert "kari@nordlys.example" not in page.content.decode()
    assert "C77" not in text_of(looked)


def test_a_faulty_list_of_the_second_contact_stores_nothing(own, candidate):
    response = Client().post(own, {"text": "hr@nordlys.example\nrubbish", "do": "store"})

    assert response.status_code == 200
    assert "rubbish" in response.content.decode()
    assert not Invitee.objects.exists()
    assert not Entry.objects.filter(verb="set a roster").exists()


def test_the_second_contact_stands_on_no_roster(contact, candidate, team_text):
    with pytest.raises(
        Refused, match="belongs to a leader of this candidate, its second contact or the award’s contact"
    ):
        set_roster(candidate=candidate, text=f"{team_text}\nHR+x@nordlys.example", by=None)


@pytest.mark.parametrize("email", ["ase@nordlys.example", "ASE+hr@nordlys.example", "spor@samtaleprisen.example"])
def test_a_leader_or_the_award_cannot_speak_for_the_workplace(survey, candidate, organiser, outbox, email):
    with pytest.raises(Refused, match="neither a leader in this award nor the award’s own contact"):
        ask_contact(candidate=candidate, name="X", email=email, language="en", by=organiser)

    assert not Workplace.objects.exists()
    assert not outbox


def test_somebody_on_the_roster_cannot_speak_for_the_workplace(survey, candidate, organiser, team_text, outbox):
    set_roster(candidate=candidate, text=team_text, by=organiser)

    with pytest.raises(Refused, match="stands on the roster"):
        ask_contact(candidate=candidate, name="Kari", email="kari@nordlys.example", language="en", by=organiser)


def test_a_mail_that_fails_stores_nothing(survey, candidate, organiser, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1

    with pytest.raises(Refused, match="The mail could not be sent"):
        ask_contact(candidate=candidate, name="Solveig", email="hr@nordlys.example", language="en", by=organiser)

    assert not Workplace.objects.exists()
    assert not Entry.objects.filter(verb="asked a second contact").exists()


def test_another_link_kills_the_first_and_another_person_confirms_anew(contact, own, survey, candidate, organiser):
    answer(workplace=contact, people=9, **YES)

    ask_contact(candidate=candidate, name="Solveig Hauglid", email="hr@nordlys.example", language="nb", by=organiser)
    same_person = headcounts(survey)["C01"]
    ask_contact(candidate=candidate, name="Odd", email="personal@nordlys.example", language="nb", by=organiser)

    assert same_person.is_confirmed
    assert headcounts(survey)["C01"] == Headcount(people=9, is_confirmed=False)
    assert 'data-state="inactive"' in Client().get(own).content.decode()


def test_a_headcount_of_an_organiser_is_not_confirmed(contact, survey, candidate, organiser):
    answer(workplace=contact, people=9, **YES)

    state_headcount(candidate=candidate, people=12, by=organiser)

    assert headcounts(survey)["C01"] == Headcount(people=12, is_confirmed=False)
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == (
        "stated a headcount",
        organiser.pk,
        {"candidate": "C01", "people": 12},
    )


def test_taking_the_contact_back_deletes_who_it_was(contact, own, survey, candidate, organiser):
    answer(workplace=contact, people=9, **YES)

    take_back_contact(candidate=candidate, by=organiser)

    known = Workplace.objects.get()
    assert (known.name, known.email, known.link_hash, known.people, known.is_confirmed) == ("", "", None, 9, False)
    assert 'data-state="inactive"' in Client().get(own).content.decode()
    with pytest.raises(Refused, match="This has been done already"):
        take_back_contact(candidate=candidate, by=organiser)


def test_with_the_rosters_goes_who_the_contact_was_and_what_they_said_stays(contact, survey, at):
    answer(workplace=contact, people=9, **YES)

    purge_rosters(at(survey, Phase.SCREENING))

    assert headcounts(survey) == {"C01": Headcount(people=9, is_confirmed=True)}
    assert Workplace.objects.get().email == ""


def test_once_the_invitations_have_left_no_roster_is_taken(
    own, survey, count_code, candidate, organiser, team_text, closing
):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    typed = {"text": team_text.replace("kari", "liss")}
    looked = Client().post(own, {**typed, "do": "look"}).content.decode()
    invite(edition=survey, by=organiser, now=timezone.now())

    page = Client().get(own)
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', looked)[1]
    Client().post(own, {**typed, "seen": seen, "replace": "on", "do": "store"})

    assert "<textarea" not in page.content.decode()
    assert "liss@nordlys.example" not in set(roster(candidate).values_list("email", flat=True))


def test_after_the_surveys_the_link_is_shut(contact, own, survey, at):
    at(survey, Phase.SCREENING)

    response = Client().post(own, {"people": "99", "do": "answer"})

    assert Client().get(own).status_code == 403
    assert response.status_code == 200
    assert headcounts(survey)["C01"].people is None


@pytest.mark.parametrize("token", ["x", "0" * 26, "Z" * 26, "%00"])
def test_an_unknown_link_opens_nothing(survey, token):
    response = Client().get(f"/{survey.slug}/workplace/{token}/")

    assert response.status_code in (200, 404)
    assert b"<form method" not in response.content


def test_the_organisers_page_asks_stores_and_takes_back(survey, candidate, desk, outbox):
    page = f"/{survey.slug}/organise/surveys/C01/contact/"

    wrong = desk.post(page, {"do": "ask", "name": "Åse", "email": "ase@nordlys.example", "language": "nb"})
    desk.post(page, {"do": "ask", "name": "Solveig Hauglid", "email": "hr@nordlys.example", "language": "nb"})
    desk.post(page, {"do": "count", "people": "14"})
    shown = text_of(desk.get(page))
    desk.post(page, {"do": "forget"})

    assert "neither a leader in this award" in text_of(wrong)
    assert "Solveig Hauglid, hr@nordlys.example" in shown
    assert "14 ○ not confirmed" in shown
    assert Workplace.objects.get().email == ""
    assert desk.get(f"/{survey.slug}/organise/surveys/C99/contact/").status_code == 404


def test_after_the_closing_time_the_workplaces_word_stands(contact, own, survey, closing):
    answer(workplace=contact, people=9, **YES)

    with pytest.raises(Refused, match="The closing time has passed"):
        answer(workplace=contact, people=1, **{**YES, "now": closing + timedelta(minutes=1)})

    assert headcounts(survey) == {"C01": Headcount(people=9, is_confirmed=True)}


def test_the_link_is_dead_when_the_candidate_no_longer_takes_part(own, candidate):
    type(candidate).objects.filter(pk=candidate.pk).update(consent="declined")

    page = Client().get(own).content.decode()

    assert 'data-state="inactive"' in page
    assert "Solveig" not in page


def test_the_same_headcount_takes_nobodys_word_back(contact, survey, candidate, organiser):
    answer(workplace=contact, people=9, **YES)

    state_headcount(candidate=candidate, people=9, by=organiser)

    assert headcounts(survey)["C01"].is_confirmed
