"""Two reminders, announced in the invitation, the same to everybody: nobody knows who has answered."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from award.audit.models import Entry
from award.codes import new_code
from award.editions.actions import set_dates
from award.editions.models import Window
from award.editions.states import Phase
from award.mail.models import Letter, MailRun
from award.mail.sending import work
from award.refusal import Refused
from surveys.ballots.actions import submit
from surveys.invitations import planning
from surveys.invitations.actions import invite, opt_out
from surveys.invitations.models import ReminderPlan
from surveys.invitations.planning import plan_reminders
from surveys.invitations.selectors import proposed
from surveys.questionnaire.dates import day_of
from surveys.rosters.links import ticket_of
from surveys.rosters.models import Invitee, SendState


@pytest.fixture
def remind(organiser, later):
    """Sends what is due so many days from now, to the end."""

    def send(edition, days):
        return work(planning.remind(edition=edition, by=organiser, now=later(days)).pk)

    return send


@pytest.fixture
def planned(ready, organiser, days_on, outbox):
    """Invited, with reminders announced for the third and the sixth day."""
    plan_reminders(edition=ready, first_on=days_on(3), second_on=days_on(6), by=organiser, now=timezone.now())
    invite(edition=ready, by=organiser, now=timezone.now())
    outbox.clear()
    return ready


def to_kari(outbox):
    return next(mail.body for mail in outbox if mail.to == ["kari@nordlys.example"])


# ---- the days -------------------------------------------------------------------------------------------------------


def test_without_a_choice_the_days_lie_a_third_and_two_thirds_on_the_way(invited, days_on, outbox):
    assert ReminderPlan.objects.get().days == [days_on(10), days_on(20)]
    first, second = day_of(days_on(10)), day_of(days_on(20))
    assert f"Everybody gets a reminder on {first} and on {second}, whether they have answered or not" in to_kari(outbox)


def test_the_days_an_organiser_chose_stand_in_the_invitation(ready, organiser, days_on, outbox):
    plan_reminders(edition=ready, first_on=days_on(2), second_on=days_on(9), by=organiser, now=timezone.now())

    invite(edition=ready, by=organiser, now=timezone.now())

    assert f"a reminder on {day_of(days_on(2))} and on {day_of(days_on(9))}" in to_kari(outbox)
    line = Entry.objects.get(verb="planned the reminders")
    assert (line.seat, line.facts) == (organiser.pk, {"first_on": str(days_on(2)), "second_on": str(days_on(9))})


@pytest.mark.parametrize(("first", "second"), [(0, 5), (-1, 5), (5, 5), (6, 5), (5, 30), (31, 32)])
def test_days_outside_of_the_survey_or_out_of_order_are_refused(ready, organiser, days_on, first, second):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="The reminders need two days, the first after today, the second before"):
        plan_reminders(
            edition=ready, first_on=days_on(first), second_on=days_on(second), by=organiser, now=timezone.now()
        )

    assert not ReminderPlan.objects.exists()
    assert Entry.objects.count() == lines


def test_without_a_closing_time_no_reminder_is_planned_and_none_announced(ready, organiser, days_on, outbox):
    Window.objects.all().delete()

    with pytest.raises(Refused, match="The surveys have no closing time"):
        plan_reminders(edition=ready, first_on=days_on(2), second_on=days_on(9), by=organiser, now=timezone.now())
    invite(edition=ready, by=organiser, now=timezone.now())

    assert "reminder" not in to_kari(outbox)
    assert not ReminderPlan.objects.exists()


@pytest.mark.parametrize(("days", "expected"), [(2, None), (3, [1, 2]), (4, [1, 3]), (9, [3, 6])])
def test_a_survey_that_closes_too_soon_has_no_reminders(ready, days_on, later, days, expected):
    set_dates(ready, {Phase.SURVEYS: (None, later(days))}, by=None)

    plan = proposed(ready, timezone.now())

    assert (plan.days if plan else None) == (expected and [days_on(each) for each in expected])


def test_announced_days_no_longer_change(invited, organiser, days_on):
    with pytest.raises(Refused, match="Invitations have left, and they name the days"):
        plan_reminders(edition=invited, first_on=days_on(2), second_on=days_on(9), by=organiser, now=timezone.now())

    assert ReminderPlan.objects.get().days == [days_on(10), days_on(20)]


def test_days_chosen_and_passed_are_chosen_anew_before_inviting(ready, organiser, days_on, later, outbox):
    plan_reminders(edition=ready, first_on=days_on(1), second_on=days_on(9), by=organiser, now=timezone.now())

    with pytest.raises(Refused, match="the first after today"):
        invite(edition=ready, by=organiser, now=later(2))

    assert outbox == []


# ---- the reminders --------------------------------------------------------------------------------------------------


def test_everybody_is_reminded_whether_they_have_answered_or_not(planned, remind, whole, outbox):
    everybody = list(Invitee.objects.select_related("candidate__edition"))
    for person in everybody[:4]:
        assert submit(ticket=ticket_of(person), w=new_code(), given=whole, now=timezone.now()) == "stored"

    assert remind(planned, 3) == 9

    assert sorted(to for mail in outbox for to in mail.to) == sorted(each.email for each in everybody)
    links = {mail.to[0]: mail.body.split("/s/")[1][:26] for mail in outbox}
    assert links == {each.email: ticket_of(each) for each in everybody}
    assert all("We cannot see who has answered" in mail.body for mail in outbox if mail.to != ["tor@nordlys.example"])


def test_both_reminders_are_the_same_to_the_last_letter_in_another_order(planned, remind, server):
    remind(planned, 3)
    remind(planned, 6)

    first, second = server.mails[:9], server.mails[9:]
    told = [{each.rcpt_tos[0]: body_of(each) for each in run} for run in (first, second)]
    sizes = [{each.rcpt_tos[0]: len(each.content) for each in run} for run in (first, second)]
    assert told[0] == told[1]
    assert sizes[0] == sizes[1]
    assert [each.rcpt_tos for each in first] != [each.rcpt_tos for each in second]


def body_of(envelope):
    return envelope.content.decode().partition("\r\n\r\n")[2]


def test_a_reminder_does_not_leave_before_its_day(planned, remind, organiser, days_on, outbox):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match=f"announced for {day_of(days_on(3))}. It does not leave before"):
        remind(planned, 2)
    remind(planned, 3)
    with pytest.raises(Refused, match=f"announced for {day_of(days_on(6))}"):
        remind(planned, 5)

    assert len(outbox) == 9
    assert Entry.objects.count() == lines + 1
    line = Entry.objects.get(verb="sent a reminder")
    assert (line.seat, line.facts) == (organiser.pk, {"announced_for": str(days_on(3)), "mails": 9})


def test_there_is_no_third_reminder(planned, remind, outbox):
    remind(planned, 3)
    remind(planned, 6)

    with pytest.raises(Refused, match=r"Both reminders have left\. There is no third"):
        remind(planned, 7)

    assert len(outbox) == 18


def test_two_days_missed_make_one_mail(planned, remind, outbox):
    remind(planned, 7)

    with pytest.raises(Refused, match="Both reminders have left"):
        remind(planned, 8)

    assert len(outbox) == 9


def test_nobody_is_reminded_after_closing_or_in_another_phase(planned, remind, at, outbox):
    with pytest.raises(Refused, match="The closing time has passed"):
        remind(planned, 31)
    at(planned, Phase.SCREENING)
    with pytest.raises(Refused, match="can no longer be done"):
        remind(planned, 3)

    assert outbox == []


def test_letters_that_wait_when_the_survey_closes_are_not_sent(planned, organiser, later, at, outbox):
    run = planning.remind(edition=planned, by=organiser, now=later(3))
    at(planned, Phase.SCREENING)

    assert work(run.pk) == 0

    assert outbox == []
    assert not Letter.objects.exists()


def test_reminders_nobody_announced_are_not_sent(ready, organiser, remind, outbox):
    Window.objects.all().delete()
    invite(edition=ready, by=organiser, now=timezone.now())

    with pytest.raises(Refused, match="No reminders were announced"):
        remind(ready, 3)

    assert len(outbox) == 9


def test_who_wants_no_mail_or_has_no_mailbox_is_left_out(planned, remind, outbox):
    opt_out(invitee_pk=Invitee.objects.get(email="kari@nordlys.example").pk)
    Invitee.objects.filter(email="siv@nordlys.example").update(send_state=SendState.BOUNCED)

    assert remind(planned, 3) == 7
    assert not {"kari@nordlys.example", "siv@nordlys.example"} & {to for mail in outbox for to in mail.to}


def test_a_team_without_links_is_not_reminded(planned, remind, other_candidate, outbox):
    Invitee.objects.create(candidate=other_candidate, email="early@sor.example")

    assert remind(planned, 3) == 9


# ---- every day, by itself -------------------------------------------------------------------------------------------


def test_the_daily_command_sends_what_is_due_and_no_more(planned, days_on, outbox, capsys):
    for day in (1, 3, 3, 4, 6, 6, 9):
        call_command("remind", "--on", str(days_on(day)))

    assert capsys.readouterr().out == f"{planned.slug}: 9 mails sent\n" * 2
    assert len(outbox) == 18
    assert set(Entry.objects.filter(verb="sent a reminder").values_list("seat", flat=True)) == {None}


def test_asked_for_one_edition_the_command_says_why_not(planned, days_on, outbox):
    with pytest.raises(CommandError, match="It does not leave before"):
        call_command("remind", planned.slug, "--on", str(days_on(1)))
    with pytest.raises(CommandError, match="There is no edition"):
        call_command("remind", "nowhere")

    assert outbox == []


def test_the_command_goes_on_with_a_reminder_that_broke_off(planned, organiser, later, days_on, outbox, capsys):
    planning.remind(edition=planned, by=organiser, now=later(3))

    call_command("remind", "--on", str(days_on(4)))

    assert len(outbox) == 9
    assert MailRun.objects.filter(kind__startswith="reminder").count() == 1


def test_the_command_says_that_the_mail_server_is_away(planned, days_on, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1

    with pytest.raises(CommandError, match="The mail server did not take several mails in a row"):
        call_command("remind", "--on", str(days_on(3)))


def test_a_reminder_that_stopped_goes_on_when_its_edition_is_named(planned, days_on, settings, outbox, capsys):
    day, working = str(days_on(3)), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    with pytest.raises(CommandError, match=f"or by manage.py remind {planned.slug}"):
        call_command("remind", "--on", day)
    settings.EMAIL_BACKEND = working

    call_command("remind", "--on", day)
    by_itself = len(outbox)
    call_command("remind", planned.slug, "--on", day)

    assert (by_itself, len(outbox)) == (0, 9)
    assert Entry.objects.first().verb == "let the mails go on"


def test_a_late_team_is_told_the_same_days(planned, organiser, other_candidate, later, days_on, outbox):
    Invitee.objects.bulk_create(Invitee(candidate=other_candidate, email=f"p{n}@sor.example") for n in range(5))

    assert invite(edition=planned, by=organiser, now=later(1)) == 5

    assert all(f"a reminder on {day_of(days_on(3))} and on {day_of(days_on(6))}" in mail.body for mail in outbox)
