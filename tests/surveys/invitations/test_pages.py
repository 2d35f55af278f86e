"""Where an organiser plans, starts and watches the mails of a survey."""

import re

import pytest
from django.utils import timezone

from award.editions.models import Window
from award.mail.models import Letter, MailRun
from award.mail.states import RunState
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.invitations import planning
from surveys.invitations.actions import issue
from surveys.invitations.models import ReminderPlan
from surveys.invitations.states import Mails
from surveys.questionnaire.dates import day_of
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee, SendState


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def at_mails(edition, page="invite"):
    return f"/{edition.slug}/organise/surveys/{page}/"


@pytest.fixture
def do(desk, ready):
    """Presses a button about the mails, and reads where one comes out."""

    def press(act):
        return text_of(desk.post(at_mails(ready, "mails"), {"do": act}, follow=True))

    return press


def test_the_days_are_planned_before_anything_leaves(ready, desk, days_on):
    asked = desk.get(at_mails(ready))
    assert f'value="{days_on(10)}"' in asked.content.decode()
    assert f"a reminder on {day_of(days_on(10))}" in text_of(asked)

    fields = {"do": "plan", "first_on": str(days_on(4)), "second_on": str(days_on(8))}
    said = text_of(desk.post(at_mails(ready), fields, follow=True))

    assert "The days are stored." in said
    assert f"a reminder on {day_of(days_on(4))} and on {day_of(days_on(8))}" in said
    assert ReminderPlan.objects.get().days == [days_on(4), days_on(8)]
    assert not MailRun.objects.exists()


def test_days_that_cannot_be_are_refused_where_they_were_typed(ready, desk, days_on):
    fields = {"do": "plan", "first_on": str(days_on(8)), "second_on": str(days_on(4))}

    said = desk.post(at_mails(ready), fields)

    assert "The reminders need two days" in text_of(said)
    assert f'value="{days_on(8)}"' in said.content.decode()
    assert "Nobody is invited before this is so" not in text_of(said)


def test_without_a_closing_time_the_page_says_where_to_set_it(ready, desk):
    Window.objects.all().delete()

    page = desk.get(at_mails(ready))

    assert "The surveys have no closing time" in text_of(page)
    assert f'href="/{ready.slug}/organise/dates/"' in page.content.decode()


def test_what_has_left_is_counted_and_the_days_stand(ready, desk, outbox):
    said = text_of(desk.post(at_mails(ready), {"agreed": "on"}, follow=True))

    assert "9 of 9 are done." in said
    assert "Invitations and reminders" in said
    assert "First reminder:" in said
    assert "Store the days" not in said
    assert len(outbox) == 9


def test_a_mail_server_that_is_away_is_said_and_the_mails_go_on_later(ready, desk, do, outbox, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1

    said = text_of(desk.post(at_mails(ready), {"agreed": "on"}, follow=True))
    assert "0 of 9 are done." in said
    assert "The mail server did not take several mails in a row." in said
    assert "Go on" in said

    settings.EMAIL_BACKEND = backend
    assert "9 of 9 are done." in do("go_on")
    assert len(outbox) == 9


def test_mails_are_paused_gone_on_with_and_ended(ready, organiser, do, outbox):
    issue(edition=ready, by=organiser, now=timezone.now())

    paused = do("pause")
    assert "paused" in paused
    assert "Go on" in paused
    assert outbox == []
    ended = do("end")
    assert "finished" in ended
    assert not Letter.objects.exists()
    assert Invitee.objects.filter(send_state=SendState.PENDING).count() == 9
    assert "Send 9 invitations" in ended


def test_a_page_that_worked_for_its_time_offers_to_go_on(ready, organiser, desk, do, outbox):
    issue(edition=ready, by=organiser, now=timezone.now())

    page = text_of(desk.get(at_mails(ready)))

    assert "0 of 9 are done." in page
    assert "Nobody sends at this moment" in page
    assert "9 of 9 are done." in do("go_on")


def test_with_a_worker_the_page_waits_and_can_be_looked_at_again(ready, desk, settings, outbox):
    settings.BACKGROUND_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    page = desk.post(at_mails(ready), {"agreed": "on"}, follow=True)

    assert "0 of 9 are done." in text_of(page)
    assert "Look again" in text_of(page)
    assert "Go on" not in text_of(page)
    assert outbox == []
    assert "Refresh" not in page.headers
    assert "http-equiv" not in page.content.decode()


def test_a_button_pressed_too_late_is_answered_in_words(ready, do):
    assert "No mails are waiting to leave." in do("pause")
    assert "No reminders were announced" in do("remind")
    assert "Send 9 invitations" in do("nothing of ours")


def test_a_reminder_that_is_due_is_sent_from_the_page(invited, desk, do, days_on, outbox):
    assert "Send the reminder" not in text_of(desk.get(at_mails(invited)))
    ReminderPlan.objects.update(first_on=days_on(0))
    assert "Send the reminder to everybody" in text_of(desk.get(at_mails(invited)))

    said = do("remind")

    assert "First reminder" in said
    assert "9 of 9 are done." in said
    assert len(outbox) == 18
    assert "It does not leave before." in do("remind")


def test_while_a_reminder_leaves_no_invitation_begins(invited, desk, organiser, later, other_candidate):
    planning.remind(edition=invited, by=organiser, now=later(10))
    set_roster(candidate=other_candidate, text="\n".join(f"p{n}@sor.example" for n in range(5)), by=organiser)

    said = text_of(desk.post(at_mails(invited), {"agreed": "on"}))

    assert "Other mails of this award have not all left yet." in said
    assert Letter.objects.count() == 9


def test_addresses_that_came_back_stand_on_the_page_and_are_corrected_there(invited, desk, person, outbox):
    Invitee.objects.filter(email="kari@nordlys.example").update(send_state=SendState.BOUNCED)
    own = f"/{invited.slug}/organise/surveys/C01/roster/{person('kari').pk}/"

    page = desk.get(at_mails(invited)).content.decode()
    assert "These mails came back" in page
    assert f'href="{own}"' in page
    assert "came back" in text_of(desk.get(f"/{invited.slug}/organise/surveys/C01/roster/"))
    assert "The right address of this person" in text_of(desk.get(own))

    fields = {"act": "correct", "serial": 0}
    wrong = desk.post(own, fields | {"email": "rubbish"})
    assert "“rubbish” is not an e-mail address." in text_of(wrong)
    assert 'value="rubbish"' in wrong.content.decode()
    assert "1 mail was sent." in text_of(desk.post(own, fields | {"email": "kari.moe@nordlys.example"}, follow=True))
    assert outbox[-1].to == ["kari.moe@nordlys.example"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three_teams_and_addresses_as_for_one(
    survey, count_code, desk, organiser, candidate, team_text, rows, django_assert_num_queries
):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    for number in range(2, rows + 1):
        more = Candidate.objects.create(
            edition=survey, code=f"C0{number}", name=f"Leder {number}", consent=Consent.ACCEPTED
        )
        set_roster(candidate=more, text=team_text, by=organiser)
    for each in Candidate.objects.filter(edition=survey):
        Invitee.objects.filter(pk=Invitee.objects.filter(candidate=each)[0].pk).update(send_state=SendState.BOUNCED)
    run = MailRun.objects.create(edition_id=survey.pk, kind=Mails.INVITATION, state=RunState.FINISHED, total=rows)
    Letter.objects.bulk_create(Letter(run=run, recipient=f"r{number}") for number in range(rows))
    desk.get(at_mails(survey))

    with django_assert_num_queries(26):
        page = desk.get(at_mails(survey)).content.decode()

    assert page.count("Correct it") == rows


def test_only_organisers_press_the_buttons(ready, sign_in, juror, leader, stranger):
    for who in (juror, leader.seat, stranger):
        assert sign_in(who).post(at_mails(ready, "mails"), {"do": "go_on"}).status_code == 403
    assert not MailRun.objects.exists()
