"""Whoever asks to be removed is removed: by an organiser, or by the clock a month later."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from award.accounts.models import Seat, User
from award.audit.models import Entry
from award.desks.selectors import tasks
from award.editions.actions import purge
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import answer_consent, ask_consent, ask_removal, create_candidate, set_leaders
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.tokens import consent_token
from nominations.consent.removing import due_on, remove
from nominations.intake.models import Nomination


@pytest.fixture
def address(asked):
    return f"/{asked.candidate.edition.slug}/consent/{consent_token(asked)}/remove/?lang=en"


@pytest.fixture
def leaving(asked):
    return ask_removal(leader=asked, today=timezone.localdate())


@pytest.fixture
def polarnett(group, organiser):
    """Both leaders of the group, asked."""
    ask_consent(candidate=group, by=organiser)
    return list(group.leaders.order_by("pk"))


def today():
    return timezone.localdate()


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# ---- asking ---------------------------------------------------------------------------------------------------------


def test_opening_the_page_removes_nobody(client, asked, address, snapshot):
    before = snapshot()

    page = words(client.get(address))
    client.head(address)

    assert snapshot() == before
    assert "Do you want to be removed?" in page
    assert "Your name, your e-mail address and all that was written about you are deleted" in page
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


def test_asking_is_a_no_at_once(client, asked, address):
    page = words(client.post(address, {"anything": "\x00garbage"}))

    asked.refresh_from_db()
    assert (asked.consent, asked.candidate.consent, asked.removal_asked_on) == ("declined", "declined", today())
    assert "You have asked to be removed." in page
    assert "sessionid" not in client.cookies
    lines = list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:]
    assert lines == ["asked to be removed", "declined to take part"]


def test_asking_after_a_yes_shuts_the_desk(asked):
    answer_consent(leader=asked, accepts=True)

    leader = ask_removal(leader=asked, today=today())

    assert (leader.consent, leader.seat) == ("declined", None)
    assert not Seat.objects.filter(role="leader").exists()


def test_asking_after_a_no_and_asking_again_keep_the_first_day(asked):
    answer_consent(leader=asked, accepts=False)
    ask_removal(leader=asked, today=today() - timedelta(days=3))
    lines = Entry.objects.count()

    leader = ask_removal(leader=asked, today=today())

    assert (leader.consent, leader.removal_asked_on) == ("declined", today() - timedelta(days=3))
    assert Entry.objects.count() == lines


def test_a_yes_takes_the_request_back(leaving):
    leader = answer_consent(leader=leaving, accepts=True)

    assert (leader.consent, leader.removal_asked_on) == ("accepted", None)


def test_once_the_surveys_are_open_one_can_still_ask(client, asked, address, open_edition, at):
    answer_consent(leader=asked, accepts=True)
    at(open_edition, Phase.SURVEYS)

    before = words(client.get(address))
    page = words(client.post(address))

    asked.refresh_from_db()
    assert "The surveys have begun, and you take part." in before
    assert "stay until the award is over" in before
    assert "You have asked to be removed." in page
    assert (asked.consent, asked.removal_asked_on) == ("accepted", today())
    assert asked.seat is not None


def test_who_never_answered_declines_by_asking_later(asked, open_edition, at):
    at(open_edition, Phase.SCREENING)

    assert ask_removal(leader=asked, today=today()).consent == "declined"


def test_a_garbled_link_removes_nobody(client, asked, address, snapshot):
    before = snapshot()

    page = words(client.post(address.replace("/remove/", "x/remove/")))

    assert "This link does not work" in page
    assert snapshot() == before


# ---- what organisers see and do -------------------------------------------------------------------------------------


def test_organisers_see_who_asks(desk, leaving, organiser, open_edition):
    notes = {task["label"]: task["note"] for task in tasks(open_edition, organiser)}

    assert notes["Candidates"].endswith("1 leader asks to be removed.")
    assert "asks to be removed" in words(desk.get(f"{desk.at}candidates/?consent=removal"))
    assert "goes by itself on" in words(desk.get(f"{desk.at}candidates/C01/"))


def test_removing_one_who_leads_alone_takes_everything_along(desk, leaving, nominate, open_edition):
    other = create_candidate(edition=open_edition, name="Another", by=None)
    kept = nominate(name="Another").row
    Nomination.objects.filter(pk=kept.pk).update(candidate=other)
    Candidate.objects.create(edition=open_edition, code="C09", name="Åse Ostberg", merged_into=leaving.candidate)
    spare = nominate(name="Åse Ostberg").row
    Nomination.objects.filter(pk=spare.pk).update(candidate=Candidate.objects.get(code="C09"))
    at = f"{desk.at}candidates/C01/remove/{leaving.pk}/"

    page = words(desk.get(at))
    assert "Remove Åse Østberg?" in page
    assert "Every nomination of this candidate: texts, questions and answers, receipts." in page
    assert Leader.objects.filter(pk=leaving.pk).exists()
    told = words(desk.post(at, {"texts": "keep"}, follow=True))

    assert "The leader is removed." in told
    assert not Leader.objects.exists()
    assert list(Candidate.objects.values_list("code", flat=True)) == ["C02"]
    assert list(Nomination.objects.values_list("pk", flat=True)) == [kept.pk]
    line = Entry.objects.first()
    assert (line.verb, line.facts) == ("removed a leader", {"candidate": "C01", "nominations": 2})
    assert "Åse" not in str([(each.verb, each.facts) for each in Entry.objects.all()])


def test_the_account_of_somebody_who_leaves_stays(asked):
    answer_consent(leader=asked, accepts=True)
    ask_removal(leader=asked, today=today())

    remove(leader=asked, by=None)

    assert User.objects.filter(email="ase@nordlys.example").exists()


def test_the_code_of_somebody_removed_is_given_to_nobody_else(leaving, open_edition):
    remove(leader=leaving, by=None)

    assert create_candidate(edition=open_edition, name="Another", by=None).code == "C02"


@pytest.mark.parametrize(("texts", "left"), [("delete", 0), ("keep", 1), ("garbage", 0), (None, 0)])
def test_of_a_group_the_one_leader_goes_and_the_group_stays_out(desk, group, polarnett, texts, left):
    first, second = polarnett
    ask_removal(leader=first, today=today())
    at = f"{desk.at}candidates/C01/remove/{first.pk}/"
    assert "The group stays as declined." in words(desk.get(at))

    desk.post(at, {"texts": texts} if texts else {})

    group.refresh_from_db()
    assert list(group.leaders.values_list("name", flat=True)) == ["Aslaug Fæhn"]
    assert group.consent == "declined"
    assert Nomination.objects.filter(candidate=group).count() == left
    assert answer_consent(leader=second, accepts=True).candidate.consent == "declined"


def test_organisers_name_the_rest_of_a_group_anew(group, polarnett, organiser):
    first, second = polarnett
    answer_consent(leader=second, accepts=True)
    ask_removal(leader=first, today=today())
    with pytest.raises(Refused, match="Håvard Åsnes has asked to be removed"):
        set_leaders(candidate=group, leaders=[(second.name, second.email)], by=organiser)
    remove(leader=first, by=organiser)

    set_leaders(candidate=group, leaders=[(second.name, second.email)], by=organiser)

    group.refresh_from_db()
    assert group.consent == "accepted"


def test_nobody_is_removed_who_has_not_asked(desk, asked):
    assert desk.post(f"{desk.at}candidates/C01/remove/{asked.pk}/").status_code == 404
    assert desk.get(f"{desk.at}candidates/C01/remove/999999999/").status_code == 404
    with pytest.raises(Refused, match="Åse Østberg has not asked to be removed"):
        remove(leader=asked, by=None)

    assert Leader.objects.filter(pk=asked.pk).exists()


def test_removing_twice_is_said_in_words(leaving):
    remove(leader=leaving, by=None)

    with pytest.raises(Refused, match="removed already"):
        remove(leader=leaving, by=None)


def test_once_the_surveys_have_opened_only_the_texts_go(desk, asked, open_edition, at):
    answer_consent(leader=asked, accepts=True)
    at(open_edition, Phase.SCREENING)
    ask_removal(leader=asked, today=today())
    page = f"{desk.at}candidates/C01/remove/{asked.pk}/"
    assert "so name, ballots and scores stay" in words(desk.get(page))

    desk.post(page)

    asked.refresh_from_db()
    assert (asked.consent, asked.candidate.consent) == ("accepted", "accepted")
    assert Nomination.objects.count() == 0
    assert due_on(open_edition) is None


# ---- the clock ------------------------------------------------------------------------------------------------------


def test_thirty_days_later_the_clock_removes(asked, open_edition):
    day = today()
    ask_removal(leader=asked, today=day)
    assert due_on(open_edition) == day + timedelta(days=30)

    purge(today=day + timedelta(days=29))
    assert Leader.objects.count() == 1
    purge(today=day + timedelta(days=30))

    assert (Leader.objects.count(), Candidate.objects.count(), Nomination.objects.count()) == (0, 0, 0)
    facts = Entry.objects.get(verb="purged").facts
    assert facts == {
        "what": "leaders who asked to be removed", "number": 1, "due_on": str(day + timedelta(days=30))
    }  # fmt: skip


def test_the_clock_leaves_those_who_asked_later(asked, polarnett, open_edition):
    day = today()
    ask_removal(leader=asked, today=day - timedelta(days=30))
    ask_removal(leader=polarnett[0], today=day - timedelta(days=29))

    purge(today=day)

    assert set(Leader.objects.values_list("name", flat=True)) == {"Håvard Åsnes", "Aslaug Fæhn"}
    purge(today=day + timedelta(days=1))
    assert set(Leader.objects.values_list("name", flat=True)) == {"Aslaug Fæhn"}


def test_the_clock_deletes_only_texts_of_those_who_take_part(asked, open_edition, at):
    answer_consent(leader=asked, accepts=True)
    at(open_edition, Phase.SURVEYS)
    ask_removal(leader=asked, today=today())

    purge(today=today() + timedelta(days=30))

    assert (Leader.objects.count(), Candidate.objects.count(), Nomination.objects.count()) == (1, 1, 0)
