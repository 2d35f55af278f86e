"""One act publishes what was decided; each leader gets one letter."""

import inspect
import sys
from smtplib import SMTPRecipientsRefused
from types import ModuleType

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.refusal import Refused
from jury.conflicts.models import Declaration
from jury.shortlist.actions import decide, decline_others, propose, publish
from jury.shortlist.letters import send_letters
from jury.shortlist.marks import mark_of, mark_of_undecided
from jury.shortlist.models import Letter, Publication, ShortlistDecision
from jury.shortlist.selectors import undecided_by
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent

REASON = "Listens, and the team says so."
BROKEN = "mette@sorvind.example"
BEFORE, AFTER = 31, 15


def bar(seat, candidate):
    Declaration.objects.filter(person=seat.user, candidate=candidate).update(standing="recused")


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
    assert refusal(edition, organiser, seen=old).startswith("A decision, an address or a date has changed")

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
    assert no.count("http") == no.count(f"/leader/?lang={language}") == 1
    assert "C0" not in yes + no
    assert REASON not in yes + no


def test_the_page_names_what_happens_and_sends(addressed, edition, organiser, sign_in):
    browser, address = sign_in(organiser), reverse("jury:publish", args=[edition.slug])
    before = browser.get(address).content.decode()

    after = browser.post(address, {"seen": mark_of(edition)}, follow=True).content.decode()

    assert "1 leader reads “shortlisted” in the letter above. 2 leaders read “not on it this year”." in before
    assert "There is no way back" in before
    assert "You are on the shortlist of Samtaleprisen 2027" in before
    assert "To be told by you" in before
    assert "3 of 3 letters have left." in after


def test_only_organisers_publish(addressed, edition, chair, juror, leader, sign_in):
    for seat in (chair, juror, leader.seat):
        assert sign_in(seat).post(reverse("jury:publish", args=[edition.slug])).status_code == 403


def test_the_desk_of_a_leader_tells_nothing_before_the_publication(addressed, edition, leader, sign_in):
    page = sign_in(leader.seat).get(reverse("award:leader", args=[edition.slug])).content.decode()

    assert "You are on the shortlist" not in page
    assert "You are not among them" not in page


def test_the_chair_gives_all_others_one_reason(proposed_by_all, edition, chair, sign_in):
    decide(candidate=proposed_by_all["C01"], is_shortlisted=True, reason=REASON, by=chair)
    address = reverse("jury:decline", args=[edition.slug])
    asked = sign_in(chair).get(address)

    sign_in(chair).post(address, {"reason": "Others convinced us more.", "seen": asked.context["mark"]})

    assert "2 candidates get “not shortlisted”" in asked.content.decode()
    assert [row.candidate.code for row in asked.context["standing"].undecided] == ["C02", "C03"]
    assert sorted(ShortlistDecision.objects.values_list("candidate__code", "is_shortlisted")) == [
        ("C01", True),
        ("C02", False),
        ("C03", False),
    ]
    assert Entry.objects.filter(verb="decided on the shortlist").count() == 3


def test_one_reason_for_all_is_refused_when_somebody_or_something_came_in_between(
    proposed_by_all, edition, chair, juror
):
    mark = mark_of_undecided(list(undecided_by(edition, chair)))
    propose(candidate=proposed_by_all["C02"], choice="no", reason=REASON, by=juror)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="somebody was decided on, or a proposal came in"):
        decline_others(edition=edition, reason=REASON, by=chair, seen=mark)
    with pytest.raises(Refused, match="The chair of the jury writes down"):
        decline_others(edition=edition, reason=REASON, by=juror)

    assert (ShortlistDecision.objects.count(), Entry.objects.count()) == (0, lines)


def test_one_reason_for_all_is_refused_when_nobody_is_undecided(decided_on_all, edition, chair):
    with pytest.raises(Refused, match="Every candidate you may decide on has a decision already"):
        decline_others(edition=edition, reason=REASON, by=chair)


def test_who_decided_and_is_bound_since_has_not_decided(addressed, edition, organiser, chair):
    bar(chair, addressed["C02"])

    assert refusal(edition, organiser) == (
        "Whoever decided on C02 has a conflict of interest since. Another chair has to decide again."
    )


def test_a_place_on_the_shortlist_needs_its_quorum_on_the_day_of_publication(
    addressed, edition, organiser, juror, second_juror
):
    fourth = give_seat(edition=edition, email="bodil@samtaleprisen.example", role=Role.JUROR, by=None)
    assert fourth.pk
    bar(juror, addressed["C01"])

    assert refusal(edition, organiser) == (
        "Somebody who proposed on C01 is recused since, and too few proposals are left to shortlist."
    )


def test_places_are_counted_again_on_the_day_of_publication(addressed, edition, organiser, chair):
    type(edition).objects.filter(pk=edition.pk).update(shortlist_one_in=1)
    edition.refresh_from_db()
    addressed["C02"].refresh_from_db()
    decide(candidate=addressed["C02"], is_shortlisted=True, reason=REASON, by=chair)
    type(edition).objects.filter(pk=edition.pk).update(shortlist_one_in=3)
    edition.refresh_from_db()

    assert refusal(edition, organiser) == (
        "2 are shortlisted, and there is 1 place for as many candidates as take part now."
    )


def test_an_organiser_who_is_bound_to_a_candidate_neither_reads_nor_publishes(addressed, edition, juror, sign_in):
    both = give_seat(edition=edition, email=juror.user.email, role=Role.ORGANISER, by=None)
    bar(juror, addressed["C02"])

    page = sign_in(both).get(reverse("jury:publish", args=[edition.slug])).content.decode()

    assert refusal(edition, both).startswith("You have a conflict of interest with a candidate: another organiser")
    assert "another organiser reads the letters" in page
    assert "Torbjørn" not in page + "Dear"


def test_who_withdraws_after_the_decision_is_neither_counted_nor_written_to(addressed, edition, organiser):
    Candidate.objects.filter(code="C02").update(consent=Consent.DECLINED)

    publish(edition=edition, by=organiser)

    assert Entry.objects.first().facts["not_shortlisted"] == ["C03"]
    assert list(Letter.objects.values_list("leader__name", flat=True)) == ["Åse Østberg"]


def test_who_withdraws_after_the_publication_gets_no_letter_that_waits(addressed, edition, organiser):
    publish(edition=edition, by=organiser)
    Candidate.objects.filter(code="C02").update(consent=Consent.DECLINED)

    assert send_letters(edition).sent == 1
    assert [each.to for each in mail.outbox] == [["ase@nordlys.example"]]


def test_a_new_address_after_the_preview_takes_a_second_look(addressed, edition, organiser, sign_in):
    browser, address = sign_in(organiser), reverse("jury:publish", args=[edition.slug])
    seen = browser.get(address).context["seen"]
    Leader.objects.create(candidate=addressed["C03"], name="Kjeld Brøndum", email="kjeld@sundbus.example")

    answer = browser.post(address, {"seen": seen}, follow=True).content.decode()
    blind = browser.post(address, {}, follow=True).content.decode()

    assert "Nothing was published and no letter has left." in answer
    assert "Nothing was published and no letter has left." in blind
    assert (Publication.objects.count(), Letter.objects.count(), mail.outbox) == (0, 0, [])


def test_two_tabs_publish_once(addressed, edition, organiser, sign_in):
    browser, address = sign_in(organiser), reverse("jury:publish", args=[edition.slug])
    seen = browser.get(address).context["seen"]
    browser.post(address, {"seen": seen})

    second = browser.post(address, {"seen": seen}, follow=True).content.decode()

    assert "published already. No letter was sent twice." in second
    assert len(mail.outbox) == 3


def test_the_preview_shows_a_letter_of_each_kind_and_language(addressed, edition, organiser, sign_in):
    Candidate.objects.filter(code="C02").update(kind="group", language="da")
    Leader.objects.create(candidate=addressed["C03"], name="Kjeld Brøndum", email="kjeld@sundbus.example")

    page = sign_in(organiser).get(reverse("jury:publish", args=[edition.slug]))

    assert [(each.is_shortlisted, each.language, each.is_group) for each in page.context["previews"]] == [
        (True, "en", False),
        (False, "da", True),
        (False, "en", False),
    ]
    for name in ("Åse Østberg", "Mette Ærøskov", "Torbjørn Vågå-Lien", "Kjeld Brøndum", "dansk"):
        assert name in page.content.decode()


def test_before_the_count_the_page_says_what_it_waits_for(screening, leader, organiser, sign_in):
    page = sign_in(organiser).get(reverse("jury:publish", args=[screening.slug])).content.decode()

    assert "The ballots are not counted yet" in page


def test_totals_are_read_by_organisers_once_the_screening_has_closed(addressed, edition, organiser, at, sign_in):
    publish(edition=edition, by=organiser)
    browser, address = sign_in(organiser), reverse("jury:publish", args=[edition.slug])
    during = browser.get(address)

    at(edition, "round_two")

    assert during.context["totals"] == []
    assert [row.tally["yes"] for row in browser.get(address).context["totals"]] == [3, 3, 3]


@pytest.mark.parametrize("rows", [1, 3])
def test_both_pages_ask_the_database_as_often_for_one_row_as_for_three(
    addressed, edition, organiser, sign_in, django_assert_num_queries, rows
):
    gone = ["C02", "C03"][: 3 - rows]
    Candidate.objects.filter(code__in=gone).update(consent=Consent.DECLINED)
    browser, address = sign_in(organiser), reverse("jury:publish", args=[edition.slug])

    with django_assert_num_queries(BEFORE):
        browser.get(address)
    publish(edition=edition, by=organiser)
    with django_assert_num_queries(AFTER):
        browser.get(address)
