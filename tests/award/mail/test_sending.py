"""Letters leave one by one, each once; whatever goes wrong, what has left is struck off and the rest goes on."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail import lease
from award.mail.models import Letter, MailRun
from award.mail.runs import go_on, pause
from award.mail.selectors import progress
from award.mail.sending import IN_A_ROW, leave_off, work
from award.mail.states import Halt, RunState

PEOPLE = [f"person{number:02d}" for number in range(12)]


def addresses(people):
    return sorted(f"{each}@example.org" for each in people)


def test_everybody_gets_one_mail_of_their_own_over_the_wire(started, server, noted, state_of):
    run = started(*PEOPLE)

    assert work(run.pk) == 12

    assert sorted(server.reached) == addresses(PEOPLE)
    assert [len(each.rcpt_tos) for each in server.mails] == [1] * 12
    assert sorted(noted) == [(each, "sent") for each in PEOPLE]
    assert state_of(run) == (RunState.FINISHED, "")
    assert not Letter.objects.exists()


def test_a_mail_says_that_a_program_wrote_it_and_carries_the_letters_own_number(started, server, settings):
    run = started("kari")
    host = settings.DEFAULT_FROM_EMAIL.partition("@")[2]
    number = Letter.objects.get().pk

    work(run.pk)

    raw = server.mails[0].content.decode()
    assert f"Message-ID: <{number}@{host}>" in raw
    assert "Auto-Submitted: auto-generated" in raw


def test_no_two_runs_write_in_the_same_order(started, server):
    for _ in range(2):
        work(started(*PEOPLE).pk)

    first, second = server.reached[:12], server.reached[12:]
    assert sorted(first) == sorted(second)
    assert first != second


def test_working_again_sends_nothing_again(started, server):
    run = started(*PEOPLE)
    work(run.pk)

    assert work(run.pk) == 0
    assert len(server.mails) == 12


def test_a_connection_is_changed_after_fifty_mails(started, server):
    assert work(started(*[f"p{number}" for number in range(120)]).pk) == 120
    assert len({each.mail_from for each in server.mails}) == 1


def test_somebody_who_is_gone_gets_nothing_and_does_not_stop_the_others(started, server, noted, state_of):
    run = started("kari", "gone", "ola")

    assert work(run.pk) == 2
    assert state_of(run) == (RunState.FINISHED, "")
    assert ("gone", "sent") not in noted


def test_an_address_the_server_does_not_know_is_noted_and_the_run_goes_on(started, server, noted, state_of):
    server.says["siv@example.org"] = "550 5.1.1 no such mailbox"
    run = started("kari", "siv", "ola")

    assert work(run.pk) == 2

    assert ("siv", "refused") in noted
    assert state_of(run) == (RunState.FINISHED, "")
    assert MailRun.objects.get().refused == 1


def test_a_refusal_that_is_about_us_is_not_held_against_the_address(started, server, noted, state_of):
    server.says["siv@example.org"] = "550 5.7.1 relaying denied"
    run = started("kari", "siv")

    assert work(run.pk) == 1

    assert ("siv", "refused") not in noted
    assert state_of(run) == (RunState.STOPPED, Halt.REST)


def test_what_fails_for_a_moment_is_tried_once_more_in_the_same_run(started, server, state_of):
    server.says["siv@example.org"] = "451 4.2.0 greylisted"

    def better(address):
        if len(server.mails) >= 2:
            server.says.clear()

    server.before = better
    run = started("kari", "siv", "ola")

    assert work(run.pk) == 3
    assert state_of(run) == (RunState.FINISHED, "")


def test_several_failures_in_a_row_stop_the_run_and_it_goes_on_later(started, server, edition, organiser, state_of):
    server.says = dict.fromkeys(addresses(PEOPLE), "451 4.3.0 too busy")
    run = started(*PEOPLE)

    assert work(run.pk) == 0
    assert len(server.asked) == IN_A_ROW
    assert state_of(run) == (RunState.STOPPED, Halt.AWAY)

    server.says = {}
    assert work(go_on(edition, by=organiser).pk) == 12
    assert sorted(server.reached) == addresses(PEOPLE)


def test_a_server_that_refuses_everybody_is_not_believed(started, server, noted, state_of):
    server.says = dict.fromkeys(addresses(PEOPLE), "550 5.1.1 who?")
    run = started(*PEOPLE)

    work(run.pk)

    assert state_of(run) == (RunState.STOPPED, Halt.REFUSING)
    assert len(noted) == IN_A_ROW


def test_a_server_that_is_not_there_stops_the_run(started, settings, state_of):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    run = started(*PEOPLE)

    assert work(run.pk) == 0
    assert state_of(run) == (RunState.STOPPED, Halt.AWAY)
    assert Letter.objects.count() == 12


def test_a_letter_that_cannot_be_written_stays_and_is_logged_without_its_words(started, server, state_of, said):
    run = started("kari", "broken", "ola")

    assert work(run.pk) == 2

    assert state_of(run) == (RunState.STOPPED, Halt.REST)
    assert "a letter could not be written" in said()
    assert "KeyError" in said()
    assert "broken" not in said()


def test_no_line_of_the_log_names_an_address(started, server, said):
    server.says = {"kari@example.org": "550 5.1.1 kari@example.org unknown", "ola@example.org": "451 ola@example.org"}

    work(started("kari", "ola").pk)

    assert said().count("a letter could not be handed over: SMTPRecipientsRefused") == 2
    assert "@" not in said()


def test_a_pause_lets_the_mail_in_hand_leave_and_none_after_it(
    started, server, edition, organiser, meanwhile, state_of
):
    meanwhile[4] = lambda: pause(edition, by=organiser)
    run = started(*PEOPLE)

    assert work(run.pk) == 4
    assert state_of(run) == (RunState.PAUSED, "")
    assert progress(MailRun.objects.get()).done == 4
    assert work(run.pk) == 0

    assert work(go_on(edition, by=organiser).pk) == 8
    assert sorted(server.reached) == addresses(PEOPLE)


def test_a_worker_that_is_asked_to_end_sends_the_mail_in_hand_and_leaves_the_rest(started, server, state_of):
    server.before = lambda address: leave_off.set() if len(server.mails) == 3 else None
    run = started(*PEOPLE)

    assert work(run.pk) == 4
    assert state_of(run) == (RunState.RUNNING, "")
    assert MailRun.objects.get().holder == ""


def test_a_page_works_for_its_time_and_the_next_goes_on(started, server, state_of):
    run = started(*PEOPLE)

    assert work(run.pk, seconds=1e-9) == 0
    assert state_of(run) == (RunState.RUNNING, "")
    assert progress(MailRun.objects.get()).may_go_on
    assert work(run.pk, seconds=60) == 12


# ---- two that would send for one run --------------------------------------------------------------------------------


def test_nobody_sends_for_a_run_that_a_living_process_holds(started, server):
    run = started(*PEOPLE)

    with lease.lease(run.pk):
        assert progress(MailRun.objects.get()).is_sending
        assert work(run.pk) == 0

    assert work(run.pk) == 12


@pytest.fixture
def held(started):
    """A run with whatever stands in its lease."""

    def hold(holder, ago=timedelta(0)):
        run = started(*PEOPLE)
        MailRun.objects.filter(pk=run.pk).update(holder=holder, beat=timezone.now() - ago)
        return run

    return hold


def test_the_run_of_a_process_that_died_on_this_machine_is_taken_over_at_once(held, server):
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)

    assert work(held(f"{lease._place()}:{dead}:abc").pk) == 12


def test_an_earlier_process_of_the_same_number_is_not_taken_for_this_one(held, server):
    assert work(held(f"{lease._place()}:{os.getpid()}:abc").pk) == 12


def test_a_process_that_lives_keeps_its_run(held, server):
    assert work(held(f"{lease._place()}:{os.getppid()}:abc").pk) == 0


def test_another_machine_is_believed_until_it_has_been_silent_for_too_long(held, server):
    run = held("elsewhere:1:abc", ago=lease.LONGEST_SILENCE - timedelta(seconds=30))

    assert work(run.pk) == 0
    MailRun.objects.update(beat=timezone.now() - lease.LONGEST_SILENCE - timedelta(seconds=1))
    assert work(run.pk) == 12


def test_who_has_lost_a_run_to_another_sends_no_further(started, server, meanwhile):
    meanwhile[4] = lambda: MailRun.objects.update(holder="elsewhere:1:abc")
    run = started(*PEOPLE)

    assert work(run.pk) == 4
    assert MailRun.objects.get(pk=run.pk).state == RunState.RUNNING


def test_pausing_is_seen_by_whoever_holds_the_run(started, server, edition, organiser):
    run = started(*PEOPLE)

    with lease.lease(run.pk) as mine:
        assert lease.beat(mine)
        pause(edition, by=organiser)
        assert not lease.beat(mine)
