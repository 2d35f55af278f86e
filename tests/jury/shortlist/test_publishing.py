"""One act publishes what was decided; each leader gets one letter."""

import inspect
import sys
from smtplib import SMTPRecipientsRefused
from types import ModuleType

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from award.audit.models import Entry
from award.refusal import Refused
from jury.shortlist.actions import decide, decline_others, propose, publish
from jury.shortlist.letters import send_letters
from jury.shortlist.models import Letter, Publication, ShortlistDecision
from jury.shortlist.rules import mark_of
from nominations.candidates.models import Leader

REASON = "Listens, and the team says so."
BROKEN = "mette@sorvind.example"


class BrokenForOne(EmailBackend):
    """A mail server that takes every address but one."""

    def send_messages(self, messages):
        if BROKEN in messages[0].to:
            raise SMTPRecipientsRefused({BROKEN: (550, b"no such mailbox")})
        return super().send_messages(messages)


def called(backend):
    """The name by which the settings find a class of this module."""
    sys.modules.setdefault(backend.__module__, inspect.getmodule(backend) or ModuleType(backend.__module__))
    setattr(sys.modules[backend.__module__], backend.__name__, backend)
    return f"{backend.__module__}.{backend.__name__}"


@pytest.fixture
def addressed(decided_on_all):
    """Mette and Torbjørn lead C02 together; of C03 no address is known."""
    for name, email in (("Mette Ærøskov", BROKEN), ("Torbjørn Vågå-Lien", "torbjorn@sorvind.example")):
        Leader.objects.create(candidate=decided_on_all["C02"], name=name, email=email)
    return decided_on_all


def test_publishing_stores_a_letter_for_each_leader_with_an_address(addressed, edition, organiser):
    publish(edition=edition, by=organiser)

    line = Entry.objects.first()
    assert sorted(Letter.objects.values_list("leader__name", "is_shortlisted", "is_sent")) == [
        ("Mette Ærøskov", False, False),
        ("Torbjørn Vågå-Lien", False, False),
        ("Åse Østberg", True, False),
    ]
    assert (line.verb, line.seat) == ("published the shortlist", organiser.pk)
    assert line.facts == {
        "shortlisted": ["C01"],
        "not_shortlisted": ["C02", "C03"],
        "letters": 3,
        "without_address": ["C03"],
    }


def test_two_publications_are_one(addressed, edition, organiser):
    publish(edition=edition, by=organiser)

    with pytest.raises(Refused, match="published already"):
        publish(edition=edition, by=organiser)

    assert (Publication.objects.count(), Letter.objects.count()) == (1, 3)


def refusal(edition, by, **more):
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        publish(edition=edition, by=by, **more)
    assert (Publication.objects.count(), Letter.objects.count(), Entry.objects.count()) == (0, 0, lines)
    return str(no.value)


def test_what_publishing_waits_for(addressed, edition, organiser, chair):
    old = mark_of(edition)
    assert refusal(edition, chair) == "An organiser publishes the shortlist."

    decide(candidate=addressed["C01"], is_shortlisted=False, reason=REASON, by=chair)
    assert refusal(edition, organiser, seen=old).startswith("Nobody is shortlisted yet")

    decide(candidate=addressed["C02"], is_shortlisted=True, reason=REASON, by=chair)
    assert refusal(edition, organiser, seen=old).startswith("The chair has changed a decision")

    ShortlistDecision.objects.filter(candidate=addressed["C03"]).delete()
    assert refusal(edition, organiser) == "The chair still has to decide on: C03."


def test_after_it_nobody_proposes_or_decides(addressed, edition, organiser, chair):
    publish(edition=edition, by=organiser)

    with pytest.raises(Refused, match="The shortlist is published"):
        decide(candidate=addressed["C02"], is_shortlisted=False, reason=REASON, by=chair)
    with pytest.raises(Refused, match="The shortlist is published"):
        propose(candidate=addressed["C02"], choice="no", reason=REASON, by=chair)


def test_one_broken_address_stops_nobody_and_a_second_run_writes_only_to_them(addressed, edition, organiser, settings):
    publish(edition=edition, by=organiser)
    settings.EMAIL_BACKEND = called(BrokenForOne)
    first = send_letters(edition)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    again, third = send_letters(edition), send_letters(edition)

    assert (first.sent, first.failed) == (2, ("Mette Ærøskov",))
    assert (again.sent, again.failed, third.sent) == (1, (), 0)
    assert sorted(each.to[0] for each in mail.outbox) == [
        "ase@nordlys.example",
        BROKEN,
        "torbjorn@sorvind.example",
    ]


@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_the_letters_speak_the_leader_s_language_and_of_nobody_else(addressed, edition, organiser, language):
    for candidate in addressed.values():
        candidate.language = language
        candidate.save()
    publish(edition=edition, by=organiser)

    send_letters(edition)

    texts = {each.to[0]: each.body for each in mail.outbox}
    yes, no = texts["ase@nordlys.example"], texts[BROKEN]
    assert f"/leader/?lang={language}" in yes
    assert edition.content.round_two.areas[0].name.spoken_in(language) in yes
    assert "http" not in no
    assert "C0" not in yes + no
    assert REASON not in yes + no


def test_the_page_names_what_happens_and_sends(addressed, edition, organiser, sign_in):
    browser, address = sign_in(organiser), reverse("jury:publish", args=[edition.slug])
    before = browser.get(address).content.decode()

    after = browser.post(address, {"seen": mark_of(edition)}, follow=True).content.decode()

    assert "1 leader is told yes, 2 no; no decision can be changed afterwards." in before
    assert "You are on the shortlist of Samtaleprisen 2027" in before
    assert "To be told by you" in before
    assert "3 of 3 letters have left." in after


def test_only_organisers_publish(addressed, edition, chair, juror, leader, sign_in):
    for seat in (chair, juror, leader.seat):
        assert sign_in(seat).post(reverse("jury:publish", args=[edition.slug])).status_code == 403


def test_the_desk_of_a_leader_tells_nothing_before_the_publication(addressed, edition, leader, sign_in):
    page = sign_in(leader.seat).get(reverse("award:leader", args=[edition.slug])).content.decode()

    assert "hortlist" not in page


def test_the_chair_gives_all_others_one_reason(proposed_by_all, edition, chair, sign_in):
    decide(candidate=proposed_by_all["C01"], is_shortlisted=True, reason=REASON, by=chair)
    address = reverse("jury:decline", args=[edition.slug])
    asked = sign_in(chair).get(address).content.decode()

    sign_in(chair).post(address, {"reason": "Others convinced us more.", "seen": "2"})

    assert "2 candidates are not shortlisted" in asked
    assert sorted(ShortlistDecision.objects.values_list("candidate__code", "is_shortlisted")) == [
        ("C01", True),
        ("C02", False),
        ("C03", False),
    ]
    assert Entry.objects.filter(verb="decided on the shortlist").count() == 3


def test_one_reason_for_all_is_refused_when_their_number_has_changed(proposed_by_all, edition, chair, juror):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="has changed since"):
        decline_others(edition=edition, reason=REASON, by=chair, seen=2)
    with pytest.raises(Refused, match="The chair of the jury writes down"):
        decline_others(edition=edition, reason=REASON, by=juror)

    assert (ShortlistDecision.objects.count(), Entry.objects.count()) == (0, lines)
