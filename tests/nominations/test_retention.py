"""How long nominations are kept, and that nobody stands in one for long without knowing."""

from datetime import date, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils import timezone

from award.audit.models import Entry
from award.editions.actions import purge
from award.editions.models import Window
from award.editions.registers import kept_longer
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import ask_consent, create_candidate, set_leaders
from nominations.candidates.models import Candidate
from nominations.intake.actions import add_message, submit
from nominations.intake.models import Message, Nomination, SpentReceipt
from nominations.intake.weeks import first_day, week_of
from nominations.retention import clocks
from nominations.sorting.actions import add_to_candidate, make_candidate
from nominations.sorting.merging import merge
from tests.nominations.conftest import NOON, STORY

MONDAY = date(2027, 2, 22)  # week 8


@pytest.fixture
def announced(open_edition, at, monkeypatch):
    """The award was announced on 14 October 2027, and decided on the first."""

    def put():
        at(open_edition, Phase.ANNOUNCED)
        monkeypatch.setattr(clocks, "moved_on", lambda edition, to: date(2027, 10, 14))
        closes_at = timezone.make_aware(datetime(2027, 10, 1, 12))
        Window.objects.create(edition=open_edition, phase=Phase.DECISION, closes_at=closes_at)
        return open_edition

    return put


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    browser = sign_in(organiser)
    browser.at = f"/{open_edition.slug}/organise/nominations/told/"
    return browser


def test_a_week_is_read_back_as_its_monday():
    assert first_day(week_of(date(2027, 2, 28))) == MONDAY
    assert first_day(week_of(date(2027, 1, 1))) == date(2026, 12, 28)


# ---- the clocks -----------------------------------------------------------------------------------------------------


def test_nominations_of_those_not_shortlisted_go_sixty_days_after_the_decision(asked, nominate, announced, monkeypatch):
    other = nominate(name="Kjeld Brøndum")
    add_message(nomination=other.row, text="When?", is_question=True, visible_on=None)
    Nomination.objects.update(told_week="2027-W09")
    monkeypatch.setattr("award.editions.registers.kept_longer", [lambda edition: {asked.candidate.code}])
    announced()

    purge(today=date(2027, 11, 29))
    assert Nomination.objects.count() == 2
    purge(today=date(2027, 11, 30))
    assert [each.candidate for each in Nomination.objects.all()] == [asked.candidate]
    assert Message.objects.count() == 0
    assert SpentReceipt.objects.count() == 0


def test_nominations_of_those_shortlisted_go_half_a_year_after_the_award(asked, announced, monkeypatch):
    monkeypatch.setattr("award.editions.registers.kept_longer", [lambda edition: {asked.candidate.code}])
    announced()

    purge(today=date(2028, 4, 12))
    assert Nomination.objects.count() == 1
    purge(today=date(2028, 4, 13))
    assert Nomination.objects.count() == 0
    assert Entry.objects.filter(verb="purged").latest("pk").facts["what"] == "nominations of those shortlisted"


def test_nothing_of_an_award_that_runs_is_due_but_what_nobody_was_told(open_edition, asked, at):
    for phase in (Phase.SURVEYS, Phase.SCREENING, Phase.DECISION):
        at(open_edition, phase)
        assert (clocks.others_due_on(open_edition), clocks.shortlisted_due_on(open_edition)) == (None, None)
        assert clocks.untold_due_on(open_edition) is None


def test_the_jury_says_who_is_kept_longer(open_edition):
    assert [register(open_edition) for register in kept_longer] == [set()]


@pytest.mark.parametrize("state", ["waiting", "held", "rejected"])
def test_what_nobody_was_told_of_goes_after_a_month_week_by_week(open_edition, nominate, state):
    for week in range(3):
        nominate(today=MONDAY + timedelta(weeks=week))
    Nomination.objects.update(state=state)

    purge(today=MONDAY + timedelta(days=29))
    assert Nomination.objects.count() == 3
    purge(today=MONDAY + timedelta(days=30))
    assert sorted(Nomination.objects.values_list("week", flat=True)) == ["2027-W09", "2027-W10"]
    purge(today=MONDAY + timedelta(days=37))
    assert sorted(Nomination.objects.values_list("week", flat=True)) == ["2027-W10"]


def test_missed_nights_are_made_up_for(nominate):
    for week in range(3):
        nominate(today=MONDAY + timedelta(weeks=week))

    gone = [each for each in purge(today=MONDAY + timedelta(days=100)) if each.what == "nominations nobody was told of"]

    assert Nomination.objects.count() == 0
    assert [each.number for each in gone] == [1, 1, 1]


def test_who_is_told_or_asked_stays(asked, nominate):
    told, taken = nominate(name="Kjeld Brøndum"), nominate()
    add_to_candidate(nominations=[taken.row], candidate=asked.candidate, by=None)
    Nomination.objects.filter(pk=told.row.pk).update(told_week="2027-W09")

    purge(today=MONDAY + timedelta(days=60))

    assert Nomination.objects.count() == 3


def test_what_nobody_was_asked_about_goes_and_the_candidate_waits_to_be_asked(candidate, twin, group):
    merge(candidate=twin, into=candidate, by=None)
    ask_consent(candidate=group, by=None)

    purge(today=MONDAY + timedelta(days=30))

    assert [each.candidate for each in Nomination.objects.all()] == [group]
    assert set(Candidate.objects.all()) == {candidate, twin, group}


def test_of_a_candidate_nobody_asked_later_weeks_stay(candidate, nominate):
    later = nominate(today=MONDAY + timedelta(weeks=1))
    add_to_candidate(nominations=[later.row], candidate=candidate, by=None)

    purge(today=MONDAY + timedelta(days=30))

    assert list(Nomination.objects.all()) == [later.row]


def test_who_was_asked_knows_whatever_address_is_put_right_later(asked, organiser):
    named = [("Åse Østberg", "aase@nordlys.example")]
    set_leaders(candidate=asked.candidate, leaders=named, by=organiser)

    purge(today=MONDAY + timedelta(days=90))

    assert Nomination.objects.count() == Candidate.objects.count() == 1


def test_candidates_nobody_asked_go_a_month_after_the_surveys_began(
    open_edition, candidate, twin, group, at, monkeypatch
):
    merge(candidate=twin, into=candidate, by=None)
    ask_consent(candidate=group, by=None)
    create_candidate(edition=open_edition, name="Brought in", employer="Nattlinjen", by=None)
    purge(today=MONDAY + timedelta(days=200))
    assert Candidate.objects.count() == 4

    at(open_edition, Phase.SURVEYS)
    monkeypatch.setattr(clocks, "moved_on", lambda edition, to: MONDAY if to == Phase.SURVEYS else None)
    purge(today=MONDAY + timedelta(days=29))
    assert Candidate.objects.count() == 4
    purge(today=MONDAY + timedelta(days=30))
    assert list(Candidate.objects.all()) == [group]


# ---- telling --------------------------------------------------------------------------------------------------------


def test_an_organiser_reads_the_mail_and_sends_it(desk, client, read_nomination, open_edition):
    rows = [
        read_nomination(contact="kjeld@sundbus.example", name="Kjeld Brøndum", source=s).row
        for s in ("peer", "customer")
    ]

    listed = desk.get(desk.at).content.decode()
    assert listed.count("Kjeld Brøndum") == 1
    page = desk.get(f"{desk.at}{rows[0].pk}/").content.decode()
    assert "kjeld@sundbus.example" in page
    assert "someone at your workplace, a customer" in page
    assert mail.outbox == []

    desk.post(f"{desk.at}{rows[0].pk}/", {"do": "tell"})

    (sent,) = mail.outbox
    assert sent.to == ["kjeld@sundbus.example"]
    assert "is not decided yet" in sent.body
    assert "two" not in sent.body.split("You may")[0].lower()
    assert set(Nomination.objects.values_list("told_week", flat=True)) == {week_of(timezone.localdate())}
    assert "Nobody has to be told." in desk.get(desk.at).content.decode()

    address = next(line for line in sent.body.splitlines() if "/consent/told/" in line).partition("://")[2]
    path = address[address.index("/") :]
    assert "Delete it for good" in client.get(path).content.decode()
    assert Nomination.objects.count() == 2
    assert "It is deleted." in client.post(path).content.decode()
    assert Nomination.objects.count() == 0
    assert 'data-state="inactive"' in client.post(path).content.decode()
    assert "sessionid" not in client.cookies


def test_a_candidate_nobody_asked_is_listed_once_and_is_asked_or_goes(desk, candidate, read_nomination, twin):
    merge(candidate=twin, into=candidate, by=None)
    written = read_nomination(name="Åse Ø.", contact="somebody@elsewhere.example")
    add_to_candidate(nominations=[written.row], candidate=candidate, by=None)

    listed = desk.get(desk.at).content.decode()
    assert listed.count("a candidate, not asked") == 1
    page = desk.get(f"{desk.at}{written.row.pk}/").content.decode()
    assert f"/candidates/{candidate.code}/" in page
    assert "somebody@elsewhere.example" not in page
    assert "The candidate goes with them." in page

    desk.post(f"{desk.at}{written.row.pk}/", {"do": "forget"})
    assert [each.candidate for each in Nomination.objects.all()] == [candidate, twin]  # of this week: read tomorrow


def test_a_link_sent_to_an_address_a_nominator_gave_reaches_what_it_told_of(desk, client, read_nomination, nominate):
    told = read_nomination(contact="somebody@elsewhere.example").row
    desk.post(f"{desk.at}{told.pk}/", {"do": "tell"})
    taken, later = read_nomination().row, nominate().row
    make_candidate(
        edition=told.edition, nominations=[taken], name="Åse Østberg", employer="Nordlys", title="", kind="person",
        leaders=[("Åse Østberg", "ase@nordlys.example")], language="nb", by=None,
    )  # fmt: skip

    address = next(line for line in mail.outbox[0].body.splitlines() if "/consent/told/" in line).partition("://")[2]
    client.post(address[address.index("/") :])

    assert set(Nomination.objects.all()) == {taken, later}
    assert Candidate.objects.count() == 1


def test_what_a_leader_had_deleted_does_not_come_back_with_the_form(desk, read_nomination):
    sent = read_nomination()
    desk.post(f"{desk.at}{sent.row.pk}/", {"do": "forget"})

    with pytest.raises(Refused, match="taken back"):
        submit(edition=sent.row.edition, receipt=sent.receipt, today=MONDAY, now=NOON, **STORY)


def test_a_mail_that_cannot_leave_counts_for_nothing(desk, read_nomination, monkeypatch):
    def broken(*args, **kwargs):
        raise SMTPException

    monkeypatch.setattr("nominations.retention.actions.send", broken)
    row = read_nomination(contact="kjeld@sundbus.example").row

    page = desk.post(f"{desk.at}{row.pk}/", {"do": "tell"}).content.decode()

    assert "nothing is stored" in page
    assert Nomination.objects.get().told_week == ""
    assert not Entry.objects.filter(verb="told somebody of a nomination").exists()


def test_who_knows_already_is_noted_and_who_is_unknown_is_deleted(desk, read_nomination):
    known, gone = read_nomination(name="Kjeld Brøndum").row, read_nomination(name="Mette Ærøskov").row

    assert "Send the mail" not in desk.get(f"{desk.at}{known.pk}/").content.decode()
    desk.post(f"{desk.at}{known.pk}/", {"do": "known"})
    desk.post(f"{desk.at}{gone.pk}/", {"do": "forget"})

    assert [each.name for each in Nomination.objects.all()] == ["Kjeld Brøndum"]
    assert Nomination.objects.get().told_week


@pytest.mark.parametrize("do", ["", "nonsense", "tell"])
def test_what_cannot_be_done_is_said_in_words(desk, read_nomination, do):
    row = read_nomination().row

    response = desk.post(f"{desk.at}{row.pk}/", {"do": do})

    assert response.status_code == 200
    assert "alert" in response.content.decode()
    assert Nomination.objects.get().told_week == ""


def test_what_came_today_is_not_listed_and_an_altered_link_opens_nothing(desk, client, nominate, open_edition):
    row = nominate(today=timezone.localdate()).row

    assert row.name not in desk.get(desk.at).content.decode()
    assert desk.get(f"{desk.at}{row.pk}/").status_code == 404
    for token in ("x", "a:b", "\u202e", "0" * 400):
        assert 'data-state="inactive"' in client.get(f"/{open_edition.slug}/consent/told/{token}/").content.decode()


def test_the_desk_says_who_must_be_told_within_a_fortnight(desk, read_nomination, open_edition):
    read_nomination()

    page = desk.get(f"/{open_edition.slug}/organise/").content.decode()

    assert "1 leader must be told or is deleted by" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions(desk, read_nomination, number, django_assert_max_num_queries):
    for each in range(number):
        read_nomination(name=f"Leader {each}")

    with django_assert_max_num_queries(9):
        desk.get(desk.at)
