"""A letter leaves once, in the words of its reader, and promises what the award keeps."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.editions.registers import signposts
from award.editions.states import Phase
from award.refusal import Refused
from jury.shortlist import letters
from jury.shortlist.actions import publish, send_again, write_to_newcomers
from jury.shortlist.letters import send_letters
from jury.shortlist.models import Letter
from nominations.candidates.models import Leader


@pytest.fixture
def published(decided_on_all, edition, organiser):
    """Two letters wait: to Åse, and to Mette, who is not shortlisted."""
    Leader.objects.create(candidate=decided_on_all["C02"], name="Mette Ærøskov", email="mette@sorvind.example")
    publish(edition=edition, by=organiser)
    return decided_on_all


@pytest.fixture
def killed(published, edition, monkeypatch):
    """The process is killed right after the mail server has taken the first letter."""

    def send_and_die(self, messages):
        mail.outbox.extend(messages)
        raise SystemExit

    with monkeypatch.context() as server:
        server.setattr(EmailBackend, "send_messages", send_and_die)
        with pytest.raises(SystemExit):
            send_letters(edition)
    return Letter.objects.get(is_sent=False, taken_at__isnull=False)


def test_a_letter_that_a_killed_run_had_taken_is_not_sent_again_unasked(killed, edition):
    for _each in range(2):
        send_letters(edition)

    addresses = [each.to[0] for each in mail.outbox]
    assert sorted(addresses) == ["ase@nordlys.example", "mette@sorvind.example"]
    assert Letter.objects.filter(is_sent=False).get() == killed


def test_an_organiser_lets_it_go_again_when_the_run_has_surely_ended(killed, edition, organiser, sign_in):
    browser = sign_in(organiser)
    Letter.objects.filter(pk=killed.pk).update(taken_at=timezone.now() - timedelta(minutes=6))
    before = browser.get(reverse("jury:publish", args=[edition.slug])).content.decode()

    browser.post(reverse("jury:letters", args=[edition.slug]), {"again": str(killed.pk)})

    assert "1 letter may have left, or not" in before
    assert not Letter.objects.filter(is_sent=False).exists()
    assert Entry.objects.filter(verb="let a letter go again").get().facts == {"candidate": killed.leader.candidate.code}


def test_a_letter_that_is_leaving_or_has_left_is_left_alone(killed, edition, organiser, chair):
    lines, later = Entry.objects.count(), timezone.now() + timedelta(minutes=6)

    with pytest.raises(Refused, match="This letter has left, or is about to"):
        send_again(letter=killed, by=organiser, now=timezone.now())
    with pytest.raises(Refused, match="An organiser publishes the shortlist"):
        send_again(letter=killed, by=chair, now=later)

    assert Letter.objects.get(pk=killed.pk).taken_at == killed.taken_at
    assert Entry.objects.count() == lines


def test_two_runs_at_once_send_each_letter_once(published, edition, monkeypatch):
    sending = EmailBackend.send_messages

    def meanwhile(self, messages):
        monkeypatch.setattr(EmailBackend, "send_messages", sending)
        send_letters(edition)
        return sending(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", meanwhile)
    send_letters(edition)

    assert sorted(each.to[0] for each in mail.outbox) == ["ase@nordlys.example", "mette@sorvind.example"]


def test_a_run_ends_in_time_and_the_next_goes_on(published, edition):
    ticks = iter([0, 1, 30])

    first = send_letters(edition, seconds=20, clock=lambda: next(ticks))

    assert (first.sent, send_letters(edition).sent) == (1, 1)


def test_who_is_named_after_the_publication_is_written_to_as_well(published, edition, organiser, chair, sign_in):
    send_letters(edition)
    Leader.objects.create(candidate=published["C03"], name="Kjeld Brøndum", email="kjeld@sundbus.example")
    with pytest.raises(Refused, match="An organiser publishes the shortlist"):
        write_to_newcomers(edition=edition, by=chair)
    page = sign_in(organiser).get(reverse("jury:publish", args=[edition.slug])).content.decode()

    sign_in(organiser).post(reverse("jury:letters", args=[edition.slug]))

    assert "1 leader was named since" in page
    assert Letter.objects.get(leader__name="Kjeld Brøndum").is_sent
    assert [each.to[0] for each in mail.outbox].count("kjeld@sundbus.example") == 1
    assert Entry.objects.filter(verb="wrote to leaders named since").get().facts == {"letters": 1}


def test_a_name_with_line_breaks_makes_no_header(published, edition):
    type(edition).objects.filter(pk=edition.pk).update(name="Samtaleprisen\r\nBcc: all@example.org")
    Leader.objects.filter(name="Mette Ærøskov").update(name="Mette\nÆrøskov")
    edition.refresh_from_db()

    send_letters(edition)

    assert {each.subject for each in mail.outbox} == {
        "You are on the shortlist of Samtaleprisen",
        "Thank you for taking part in Samtaleprisen",
    }
    assert {tuple(each.recipients()) for each in mail.outbox} == {("ase@nordlys.example",), ("mette@sorvind.example",)}


@pytest.fixture
def no_page_of_feedback(monkeypatch):
    """The award without its page of feedback."""
    monkeypatch.setattr(letters, "signposts", [post for post in signposts if post.url_name != "jury:feedback"])


def kind_letter(edition):
    send_letters(edition)
    return next(each.body for each in mail.outbox if each.to == ["mette@sorvind.example"])


def test_no_letter_promises_feedback_that_nobody_makes(published, edition, no_page_of_feedback):
    assert "feedback" not in kind_letter(edition)


def test_feedback_is_promised_because_a_page_of_it_opens_to_leaders(published, edition):
    letter = kind_letter(edition)

    assert "From then on you find your own feedback at your desk." in letter
    assert f"/{edition.slug}/leader/?lang=en" in letter


def test_what_the_letter_promises_is_there_for_the_leader_it_was_sent_to(published, edition, at, sign_in):
    send_letters(edition)
    mette = Leader.objects.get(name="Mette Ærøskov")
    mette.seat = give_seat(edition=edition, email=mette.email, role=Role.LEADER, by=None)
    mette.save()
    at(edition, Phase.ANNOUNCED)
    browser = sign_in(mette.seat)

    desk = browser.get(f"/{edition.slug}/leader/").content.decode()

    assert f'href="/{edition.slug}/leader/feedback/"' in desk
    assert browser.get(f"/{edition.slug}/leader/feedback/").status_code == 200
