"""What leaders read before they answer, how they put their names right, and how organisers ask and remind them all."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from award.audit.models import Entry
from award.editions.actions import set_dates
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import answer_consent, ask_consent, create_candidate, set_leaders
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.tokens import consent_token, leader_of_token
from nominations.consent.actions import agree, ask_everybody, remind
from nominations.consent.content import asked_in_words


@pytest.fixture
def address(asked):
    return f"/{asked.candidate.edition.slug}/consent/{consent_token(asked)}/?lang=en"


def today():
    return timezone.localdate()


def waited(leader, days):
    Leader.objects.filter(pk=leader.pk).update(asked_on=today() - timedelta(days=days))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# ---- what is read ---------------------------------------------------------------------------------------------------


def test_the_page_says_what_is_asked_promised_and_published_and_when(client, asked, address, open_edition):
    set_dates(open_edition, {Phase.ANNOUNCED: (today() + timedelta(days=200), None)}, by=None)

    page = words(client.get(address))

    assert f"They answer {len(open_edition.content.survey.items)} statements about how you lead" in page
    assert "only if at least 5 came in" in page
    assert "if you become a finalist, when the visits begin" in page
    assert "The winner is announced." in page
    assert "I want to be removed altogether" in page
    assert "Employer: Kundesenter Nordlys" in page


def test_the_mail_says_what_is_published_and_how_to_be_removed(candidate, organiser, open_edition):
    Candidate.objects.update(language="en")
    candidate.refresh_from_db()
    ask_consent(candidate=candidate, by=organiser)

    body = mail.outbox[0].body

    assert "Your name is published only if you become a finalist" in body
    assert "or ask to be removed: then what we hold about you is deleted." in body
    assert candidate.leaders.get().asked_on == today()


# ---- names as they are printed --------------------------------------------------------------------------------------


def test_a_leader_puts_name_and_title_right_with_the_yes(client, asked, address):
    client.post(address, {"answer": "accept", "name": "  Åse   Østberg-Lie ", "title": "Head of service"})

    asked.refresh_from_db()
    candidate = Candidate.objects.get()
    assert (asked.name, candidate.name, candidate.title) == ("Åse Østberg-Lie", "Åse Østberg-Lie", "Head of service")
    assert asked.consent == "accepted"
    line = Entry.objects.get(verb="put right how they are printed")
    assert line.facts == {"candidate": "C01", "changed": "name, title", "acted": "A leader who was asked"}


def test_an_unchanged_name_leaves_no_line(asked):
    agree(leader=asked, name="Åse Østberg", title="Team leader")

    assert not Entry.objects.filter(verb="put right how they are printed").exists()


def test_they_can_be_put_right_after_the_yes_too(client, asked, address):
    client.post(address, {"answer": "accept"})
    assert "Store name and title" in words(client.get(address))

    client.post(address, {"answer": "accept", "name": "Åse Ø. Lie", "title": ""})

    asked.refresh_from_db()
    assert (asked.name, asked.candidate.title, asked.consent) == ("Åse Ø. Lie", "", "accepted")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "   ", "title": "Head of <b>"}, "Your name is missing."),
        ({"name": "\u202e\u200b", "title": "Head of <b>"}, "Your name is missing."),
        ({"name": "x" * 161, "title": "Head of <b>"}, "Say it in at most 160 characters, please; these are 161."),
        ({"name": "Å", "title": "Head of <b>" + "y" * 160}, "Say it in at most 160 characters"),
    ],
)
def test_what_was_typed_is_kept_when_it_cannot_be_stored(client, asked, address, typed, told):
    page = client.post(address, {"answer": "accept", **typed}).content.decode()

    assert told in page
    assert "Head of &lt;b&gt;" in page
    asked.refresh_from_db()
    assert (asked.consent, asked.name) == ("invited", "Åse Østberg")


@pytest.mark.parametrize("answer", [{}, {"answer": "maybe"}])
def test_enter_in_a_field_keeps_what_was_typed_and_decides_nothing(client, asked, address, answer, snapshot):
    page, before = client.get(address).content.decode(), snapshot()
    first = re.search(r'<form method="post".*?(<button[^>]*>)', page, re.DOTALL).group(1)

    shown = client.post(address, {"name": "Åse Ø. Lie", **answer}).content.decode()

    assert "value=" not in first
    assert 'value="Åse Ø. Lie"' in shown
    assert snapshot() == before


def test_nobody_learns_that_a_colleague_is_a_candidate(client, asked, address, open_edition):
    create_candidate(edition=open_edition, name="Bodil Lie", employer="Kundesenter Nordlys", by=None)

    page = client.post(address, {"answer": "accept", "name": "Bodil Lie"}).content.decode()

    assert "The name cannot be stored like this. Write to spor@samtaleprisen.example, please." in page
    assert 'value="Bodil Lie"' in page
    asked.refresh_from_db()
    assert (asked.consent, asked.name) == ("invited", "Åse Østberg")


def test_in_a_group_everybody_confirms_their_own_name(client, group, organiser):
    ask_consent(candidate=group, by=organiser)
    first, second = group.leaders.order_by("pk")
    address = f"/{group.edition.slug}/consent/{consent_token(first)}/?lang=en"
    assert 'name="title"' not in client.get(address).content.decode()

    client.post(address, {"answer": "accept", "name": "Håvard Åsnæs", "title": "King"})

    group.refresh_from_db()
    first.refresh_from_db()
    assert (first.name, group.name, group.title) == ("Håvard Åsnæs", "Lederne i Polarnett", "")
    assert Leader.objects.get(pk=second.pk).name == "Aslaug Fæhn"
    assert Entry.objects.get(verb="put right how they are printed").facts["changed"] == "name"


def test_no_name_is_put_right_once_the_surveys_are_open(client, asked, address, open_edition, at):
    at(open_edition, Phase.SURVEYS)

    page = client.post(address, {"answer": "accept", "name": "Somebody"}).content.decode()

    assert "The surveys have opened" in page
    asked.refresh_from_db()
    assert (asked.name, asked.candidate.name) == ("Åse Østberg", "Åse Østberg")


# ---- asking everybody -----------------------------------------------------------------------------------------------


def test_everybody_is_asked_at_once_after_a_look_at_whom(desk, candidate, group, open_edition):
    create_candidate(edition=open_edition, name="Sindre", leaders=[("Sindre Åmdal", "")], by=None)

    page = words(desk.get(f"{desk.at}consent/ask/"))
    assert "3 mails go to" in page
    assert "aslaug@polarnett.example" in page
    assert "Left out: a leader or an e-mail address is missing Sindre" in page
    assert "/consent/" not in page
    assert mail.outbox == []

    told = words(desk.post(f"{desk.at}consent/ask/", {"code": ["C01", "C02"]}, follow=True))

    assert "3 mails are sent." in told
    assert len(mail.outbox) == 3
    assert set(Leader.objects.exclude(email="").values_list("consent", flat=True)) == {"invited"}


def test_only_those_who_stood_on_the_page_are_asked(desk, candidate, group):
    desk.post(f"{desk.at}consent/ask/", {"code": [candidate.code, "nonsense", "\x00"]})

    assert [each.to for each in mail.outbox] == [["ase@nordlys.example"]]


def test_asking_nobody_is_said_in_words(desk, candidate):
    told = words(desk.post(f"{desk.at}consent/ask/", {"code": "garbage"}, follow=True))

    assert "Nobody of those on the page is still to be written to. Nothing was sent." in told
    desk.post(f"{desk.at}consent/ask/", {"code": "C01"})
    assert "Everybody has been asked already." in words(desk.get(f"{desk.at}consent/ask/", follow=True))


def test_when_the_mail_server_stops_those_asked_before_count_as_asked(candidate, group, organiser, monkeypatch):
    from nominations.candidates import actions

    def send(template, *, to, **context):
        if "nordlys" in to:
            raise OSError("gone")

    monkeypatch.setattr(actions, "send", send)

    sent, stopped = ask_everybody(edition=candidate.edition, codes=["C01", "C02"], by=organiser)

    asked = dict(Leader.objects.values_list("email", "consent"))
    assert (sent, asked["ase@nordlys.example"], asked["havard@polarnett.example"]) == (2, "new", "invited")
    assert stopped.startswith("The mail could not be sent")


# ---- the reminder ---------------------------------------------------------------------------------------------------


def test_the_reminder_goes_to_those_who_have_said_nothing_for_a_week(desk, asked, group, organiser):
    ask_consent(candidate=group, by=organiser)
    first, second = group.leaders.order_by("pk")
    waited(asked, 12)
    waited(first, 7)
    waited(second, 6)
    mail.outbox.clear()
    assert "Remind 2 who have not answered" in words(desk.get(f"{desk.at}candidates/"))

    page = words(desk.get(f"{desk.at}consent/remind/"))
    assert "2 mails go to" in page
    assert "ase@nordlys.example · asked 12 days ago" in page
    assert "Aslaug" not in page
    told = words(desk.post(f"{desk.at}consent/remind/", {"code": ["C01", "C02"]}, follow=True))

    assert "2 mails are sent." in told
    assert [each.to for each in mail.outbox] == [["ase@nordlys.example"], ["havard@polarnett.example"]]
    link = re.search(r"/consent/(\S+)/\?lang=nb", mail.outbox[0].body).group(1)
    assert leader_of_token(link) == asked
    assert "asked 12 days ago, reminded once" in told
    line = Entry.objects.filter(verb="reminded a leader of the question").last()
    assert (line.seat, line.facts) == (organiser.pk, {"candidate": "C01"})


def test_nobody_is_reminded_twice(desk, asked):
    waited(asked, 20)
    desk.post(f"{desk.at}consent/remind/", {"code": "C01"})

    told = words(desk.post(f"{desk.at}consent/remind/", {"code": "C01"}, follow=True))

    assert "was reminded once. Nobody is reminded a second time." in told
    assert len(mail.outbox) == 2
    asked.refresh_from_db()
    assert asked.reminders == 1


@pytest.mark.parametrize("accepts", [True, False])
def test_nobody_is_reminded_who_has_answered(asked, organiser, accepts):
    waited(asked, 20)
    answer_consent(leader=asked, accepts=accepts)

    with pytest.raises(Refused, match="Nobody waits for a reminder"):
        remind(edition=asked.candidate.edition, codes=["C01"], today=today(), by=organiser)

    assert len(mail.outbox) == 1


def test_nobody_is_reminded_of_a_group_that_one_has_declined(group, organiser):
    ask_consent(candidate=group, by=organiser)
    first, second = group.leaders.order_by("pk")
    waited(second, 20)
    answer_consent(leader=first, accepts=False)

    with pytest.raises(Refused, match="Nobody waits for a reminder"):
        remind(edition=group.edition, codes=[group.code], today=today(), by=organiser)


def test_nobody_is_reminded_once_the_surveys_are_open(asked, organiser, open_edition, at):
    waited(asked, 20)
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match="can no longer be done"):
        remind(edition=open_edition, codes=["C01"], today=today(), by=organiser)


def test_without_a_mail_server_nobody_counts_as_reminded(asked, organiser, settings):
    waited(asked, 20)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(Refused, match="could not be sent, so nothing is stored"):
        remind(edition=asked.candidate.edition, codes=["C01"], today=today(), by=organiser)

    asked.refresh_from_db()
    assert asked.reminders == 0


def test_a_new_address_is_asked_and_counted_anew(asked, organiser):
    Leader.objects.update(reminders=1)
    waited(asked, 20)

    set_leaders(candidate=asked.candidate, leaders=[("Åse Østberg", "ny@nordlys.example")], by=organiser)

    asked.refresh_from_db()
    assert (asked.consent, asked.asked_on, asked.reminders) == ("new", None, 0)


def test_how_long_ago_is_said_in_words(asked):
    asked.reminders = 1

    told = [asked_in_words(asked, asked.asked_on + timedelta(days=days)) for days in (0, 1, 12)]

    assert told == ["asked today, reminded once", "asked 1 day ago, reminded once", "asked 12 days ago, reminded once"]


# ---- the list -------------------------------------------------------------------------------------------------------


def test_the_list_can_be_read_by_answer(desk, asked, group):
    for state, here, away in [("invited", "Åse Østberg", "Polarnett"), ("new", "Polarnett", "Åse Østberg")]:
        page = words(desk.get(f"{desk.at}candidates/?consent={state}"))
        assert here in page
        assert away not in page

    assert "Asked (1)" in words(desk.get(f"{desk.at}candidates/"))
    assert "No candidate stands like this." in words(desk.get(f"{desk.at}candidates/?consent=declined"))
    assert "Polarnett" in words(desk.get(f"{desk.at}candidates/?consent=%00nonsense"))


@pytest.mark.parametrize("page", ["consent/ask/", "consent/remind/"])
def test_only_organisers_write_to_leaders(open_edition, candidate, juror, sign_in, page):
    assert sign_in(juror).get(f"/{open_edition.slug}/organise/{page}").status_code == 403
    assert sign_in(juror).post(f"/{open_edition.slug}/organise/{page}").status_code == 403
