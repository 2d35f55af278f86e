import pytest
from django.db import IntegrityError, transaction

from award.audit.models import Entry
from award.mail.models import Letter, MailRun
from award.mail.runs import begin, end, go_on, pause
from award.mail.states import RunState
from award.refusal import Refused


def test_letters_lie_in_no_order_and_say_nothing(started):
    people = [f"person{number:02d}" for number in range(30)]
    run = started(*people)

    laid = list(Letter.objects.order_by("pk").values_list("recipient", flat=True))
    assert sorted(laid) == people
    assert laid != people
    assert {field.name for field in Letter._meta.get_fields()} == {"id", "run", "recipient"}
    assert run.total == 30


def test_nobody_gets_two_of_one_kind_because_two_pages_were_open(started, edition):
    started("kari", "ola")

    run = begin(edition, "greetings", ["ola", "siv"])

    assert MailRun.objects.count() == 1
    assert run.total == Letter.objects.count() == 3


def test_a_letter_written_anew_takes_the_place_of_the_one_that_waits(started, edition):
    started("kari", "ola")
    before = Letter.objects.get(recipient="ola").pk

    run = begin(edition, "greetings", ["ola"], anew=True)

    assert Letter.objects.get(recipient="ola").pk != before
    assert run.total == Letter.objects.count() == 2


def test_mails_of_another_kind_wait_for_the_run_under_way(started):
    started("kari")

    with pytest.raises(Refused, match="have not all left yet"):
        started("kari", kind="farewells")

    assert Letter.objects.count() == 1


def test_the_database_keeps_a_second_open_run_out(started, edition):
    started("kari")

    with pytest.raises(IntegrityError), transaction.atomic():
        MailRun.objects.create(edition_id=edition.pk, kind="farewells")


def test_pausing_going_on_and_ending_leave_their_lines(started, edition, organiser):
    started("kari", "ola")

    pause(edition, by=organiser)
    assert MailRun.objects.get().state == RunState.PAUSED
    go_on(edition, by=organiser)
    assert MailRun.objects.get().state == RunState.RUNNING
    pause(edition, by=organiser)
    assert end(edition, by=organiser) == 2

    assert MailRun.objects.get().state == RunState.FINISHED
    told = [(line.verb, line.seat, line.facts) for line in Entry.objects.order_by("pk")[1:] if "mails" in line.verb]
    assert told == [
        ("paused the mails", organiser.pk, {"kind": "greetings"}),
        ("let the mails go on", organiser.pk, {"kind": "greetings"}),
        ("paused the mails", organiser.pk, {"kind": "greetings"}),
        ("ended the mails before all had left", organiser.pk, {"kind": "greetings", "not_sent": 2}),
    ]


def test_mails_that_are_leaving_are_not_ended(started, edition, organiser):
    started("kari")
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="Pause them first"):
        end(edition, by=organiser)

    assert (Letter.objects.count(), Entry.objects.count()) == (1, lines)


@pytest.mark.parametrize("act", [pause, go_on, end])
def test_without_a_run_there_is_nothing_to_do(edition, organiser, act):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="No mails are waiting to leave"):
        act(edition, by=organiser)

    assert Entry.objects.count() == lines
