"""Organisers remind the leaders who have not handed in; nobody else is written to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.refusal import Refused
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent
from surveys.selves.actions import hand_in, remind, save


@pytest.fixture
def second(survey, leader):
    """Torbjørn Vågå-Lien, whose mails are in Norwegian."""
    candidate = Candidate.objects.create(
        edition=survey, code="C02", name="Torbjørn Vågå-Lien", language="nb", consent=Consent.ACCEPTED
    )
    address = "torbjorn@fjordlinjen.example"
    seat = give_seat(edition=survey, email=address, role=Role.LEADER, name="Torbjørn Vågå-Lien", by=None)
    return Leader.objects.create(
        candidate=candidate, name="Torbjørn Vågå-Lien", email=address, consent=Consent.ACCEPTED, seat=seat
    )


def reminded(survey, organiser, now=None):
    return remind(edition=survey, by=organiser, now=now or timezone.now())


def lines():
    return list(Entry.objects.filter(verb="reminded the leaders").values_list("facts", flat=True))


def test_who_has_not_handed_in_is_written_to(survey, leader, second, whole, organiser):
    hand_in(leader=leader, given=whole, by=leader.seat, now=timezone.now())

    assert reminded(survey, organiser) == (1, [])

    (only,) = mail.outbox
    assert only.to == [second.email]
    assert f"/{survey.slug}/leader/?lang=nb" in only.body
    assert lines() == [{"mails": 1}]


def test_who_has_only_saved_is_written_to_like_who_has_not_begun(survey, leader, whole, organiser):
    save(leader=leader, given={"JC1": "4"}, now=timezone.now())

    reminded(survey, organiser)

    (only,) = mail.outbox
    assert only.subject == f"Your self-assessment for {survey.name} is not handed in yet"
    assert "Your own answers to the 24 statements are not handed in yet" in only.body
    assert "The survey closes" in only.body


def test_once_a_day_is_enough(survey, leader, organiser):
    reminded(survey, organiser)

    with pytest.raises(Refused, match="reminded today already"):
        reminded(survey, organiser)

    assert len(mail.outbox) == 1
    assert len(lines()) == 1


def test_nobody_is_reminded_when_all_have_handed_in(survey, leader, whole, organiser):
    hand_in(leader=leader, given=whole, by=leader.seat, now=timezone.now())

    with pytest.raises(Refused, match="Every leader who can be written to has handed in"):
        reminded(survey, organiser)

    assert lines() == []


def test_nobody_is_reminded_after_closing(survey, leader, organiser, closing):
    with pytest.raises(Refused, match="The closing time has passed"):
        reminded(survey, organiser, closing + timedelta(minutes=1))

    assert mail.outbox == []


def test_who_does_not_take_part_is_left_alone(survey, leader, second, organiser):
    Leader.objects.filter(pk=second.pk).update(consent=Consent.DECLINED)

    reminded(survey, organiser)

    assert [each.to for each in mail.outbox] == [[leader.email]]


def test_nothing_is_stored_where_no_mail_leaves(survey, leader, organiser, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(Refused, match="nothing is stored"):
        reminded(survey, organiser)

    assert lines() == []


def test_the_page_shows_the_mail_and_a_press_sends_it(survey, leader, organiser, sign_in, text_of):
    browser, page = sign_in(organiser), f"/{survey.slug}/organise/surveys/remind/"

    words = text_of(browser.get(page))
    response = browser.post(page, follow=True)

    assert "Dear Åse Østberg," in words
    assert "Send 1 reminder" in words
    assert "1 mail was sent." in text_of(response)
    assert "reminded today already" in text_of(browser.post(page))


def test_a_longer_list_asks_the_database_no_more(survey, leader, second, organiser, sign_in, django_assert_num_queries):
    browser, page = sign_in(organiser), f"/{survey.slug}/organise/surveys/remind/"
    Leader.objects.filter(pk=second.pk).update(consent=Consent.DECLINED)
    browser.get(page)
    with django_assert_num_queries(QUERIES):
        browser.get(page)

    Leader.objects.filter(pk=second.pk).update(consent=Consent.ACCEPTED)

    with django_assert_num_queries(QUERIES):
        browser.get(page)


QUERIES = 7


def test_only_organisers_remind(survey, leader, juror, sign_in):
    for who in (leader.seat, juror):
        assert sign_in(who).post(f"/{survey.slug}/organise/surveys/remind/").status_code == 403

    assert mail.outbox == []
