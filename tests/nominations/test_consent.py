"""Leaders are asked one by one, and answer until the surveys open."""

import re
import time

import pytest
from django.core import mail

from award.accounts.models import Seat, User
from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import answer_consent, ask_consent, create_candidate, set_leaders
from nominations.candidates.models import Leader
from nominations.candidates.selectors import accepted, leader_of_seat
from nominations.candidates.tokens import consent_token, leader_of_token
from nominations.sorting.actions import make_candidate


def test_every_leader_gets_a_mail_with_a_link_of_their_own(group, organiser):
    assert ask_consent(candidate=group, by=organiser) == 2

    links = [re.search(r"/consent/(\S+)/\?lang=en", each.body).group(1) for each in mail.outbox]
    assert [each.to for each in mail.outbox] == [["havard@polarnett.example"], ["aslaug@polarnett.example"]]
    assert [leader_of_token(link).name for link in links] == ["Håvard Åsnes", "Aslaug Fæhn"]
    group.refresh_from_db()
    assert group.consent == "invited"
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("asked for consent", organiser.pk, {"candidate": "C01", "mails": 2})


def test_the_mail_is_plain_text_to_one_person_and_names_no_nominator(asked):
    letter = mail.outbox[0]

    assert letter.recipients() == ["ase@nordlys.example"]
    assert letter.content_subtype == "plain"
    assert not getattr(letter, "alternatives", [])
    assert len(re.findall(r"https?://", letter.body)) == 1
    assert "?lang=nb" in letter.body
    assert "desk out to us" not in letter.body


def test_markup_and_headers_in_a_name_are_only_words_in_the_mail(open_edition, nominate, organiser):
    name = "{{7*7}} <b>Åse</b>\r\nBcc: x@evil.example"
    candidate = make_candidate(
        edition=open_edition, nominations=[nominate().row], name=name, employer="X", title="", kind="person",
        leaders=[(name, "ase@x.example")], language="en", by=organiser,
    )  # fmt: skip

    ask_consent(candidate=candidate, by=organiser)

    assert len(mail.outbox) == 1
    assert mail.outbox[0].recipients() == ["ase@x.example"]
    assert set(mail.outbox[0].message().keys()) & {"Bcc", "Cc"} == set()
    assert "Dear {{7*7}} <b>Åse</b> Bcc: x@evil.example," in mail.outbox[0].body


def test_a_leader_without_an_address_cannot_be_asked(open_edition, nominate, organiser):
    candidate = make_candidate(
        edition=open_edition, nominations=[nominate().row], name="Åse", employer="X", title="", kind="person",
        leaders=[], language="en", by=organiser,
    )  # fmt: skip

    with pytest.raises(Refused, match="Åse cannot be asked: the e-mail address is missing"):
        ask_consent(candidate=candidate, by=organiser)

    assert mail.outbox == []
    assert candidate.leaders.get().consent == "new"
    assert not Entry.objects.filter(verb="asked for consent").exists()


def test_a_group_without_leaders_cannot_be_asked(open_edition, organiser):
    group = create_candidate(edition=open_edition, name="Nobody yet", kind="group", by=organiser)

    with pytest.raises(Refused, match="Nobody is named yet"):
        ask_consent(candidate=group, by=organiser)


def test_nobody_is_asked_twice(asked, organiser):
    with pytest.raises(Refused, match="Everybody has been asked already"):
        ask_consent(candidate=asked.candidate, by=organiser)

    assert len(mail.outbox) == 1


def test_nobody_is_asked_once_the_surveys_are_open(candidate, organiser, open_edition, at):
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match="can no longer be done"):
        ask_consent(candidate=candidate, by=organiser)

    assert mail.outbox == []


def test_if_the_mail_server_is_away_nobody_counts_as_asked(group, organiser, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(Refused, match="could not be sent, so nothing is stored"):
        ask_consent(candidate=group, by=organiser)

    assert set(group.leaders.values_list("consent", flat=True)) == {"new"}
    assert not Entry.objects.filter(verb="asked for consent").exists()


def test_yes_comes_with_an_account_and_a_desk(asked):
    leader = answer_consent(leader=asked, accepts=True)

    assert (leader.consent, leader.candidate.consent) == ("accepted", "accepted")
    assert (leader.seat.role, leader.seat.user.email) == ("leader", "ase@nordlys.example")
    assert leader.seat.user.language == "nb"
    assert leader_of_seat(leader.seat) == leader
    assert list(accepted(leader.candidate.edition)) == [leader.candidate]
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("agreed to take part", leader.seat.pk, {"candidate": "C01"})


def test_no_makes_no_account(asked):
    leader = answer_consent(leader=asked, accepts=False)

    assert (leader.consent, leader.candidate.consent, leader.seat) == ("declined", "declined", None)
    assert not User.objects.filter(email="ase@nordlys.example").exists()
    assert Entry.objects.first().verb == "declined to take part"


def trail_of(edition, browser):
    return " ".join(re.sub(r"<[^>]+>", " ", browser.get(f"/{edition.slug}/organise/trail/").content.decode()).split())


def test_the_trail_says_that_a_leader_answered_who_has_no_seat(asked, open_edition, organiser, sign_in):
    answer_consent(leader=asked, accepts=False)

    told = trail_of(open_edition, sign_in(organiser))

    assert "A leader who was asked declined to take part candidate: C01" in told
    assert "The command line declined" not in told


def test_the_trail_takes_nobody_for_the_command_line_whose_seat_is_gone(asked, open_edition, organiser, sign_in):
    answer_consent(leader=asked, accepts=True)
    answer_consent(leader=asked, accepts=False)

    told = trail_of(open_edition, sign_in(organiser))

    assert "Somebody whose seat was taken back declined to take part candidate: C01" in told
    assert "Somebody whose seat was taken back agreed to take part candidate: C01" in told
    assert "A leader who was asked gave a seat" in told


def test_answering_the_same_again_changes_nothing(asked):
    first = answer_consent(leader=asked, accepts=True)
    lines = Entry.objects.count()

    assert answer_consent(leader=asked, accepts=True).seat == first.seat
    assert Entry.objects.count() == lines


def test_a_leader_may_say_otherwise_until_the_surveys_open(asked):
    seat = answer_consent(leader=asked, accepts=True).seat

    leader = answer_consent(leader=asked, accepts=False)

    assert (leader.consent, leader.seat) == ("declined", None)
    assert not Seat.objects.filter(pk=seat.pk).exists()
    assert answer_consent(leader=asked, accepts=True).seat is not None


def test_no_answer_is_taken_once_the_surveys_are_open(asked, open_edition, at):
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match=r"surveys have opened.*spor@samtaleprisen\.example"):
        answer_consent(leader=asked, accepts=True)

    asked.refresh_from_db()
    assert asked.consent == "invited"
    assert not Seat.objects.filter(role="leader").exists()


def test_a_group_takes_part_when_all_its_leaders_do(group, organiser):
    ask_consent(candidate=group, by=organiser)
    first, second = group.leaders.order_by("pk")

    assert answer_consent(leader=first, accepts=True).candidate.consent == "invited"
    assert answer_consent(leader=second, accepts=False).candidate.consent == "declined"
    assert answer_consent(leader=second, accepts=True).candidate.consent == "accepted"


@pytest.mark.parametrize("garble", [lambda t: t[:-1] + "Z", lambda t: "", lambda t: "2" + t, lambda t: t + "\x00"])
def test_a_garbled_link_is_nobodys(asked, garble):
    assert leader_of_token(garble(consent_token(asked))) is None


def test_a_link_ends_after_sixty_days(asked, monkeypatch):
    token, now = consent_token(asked), time.time()

    monkeypatch.setattr(time, "time", lambda: now + 59 * 24 * 3600)
    assert leader_of_token(token) == asked

    monkeypatch.setattr(time, "time", lambda: now + 61 * 24 * 3600)
    assert leader_of_token(token) is None


def test_a_new_address_ends_the_old_link_and_asks_again(asked, organiser):
    token = consent_token(asked)

    set_leaders(candidate=asked.candidate, leaders=[("Åse Østberg", "ase.ny@nordlys.example")], by=organiser)

    assert leader_of_token(token) is None
    assert ask_consent(candidate=asked.candidate, by=organiser) == 1
    assert mail.outbox[-1].to == ["ase.ny@nordlys.example"]


def test_naming_the_leaders_leaves_a_trace(group, organiser):
    before = dict(group.leaders.values_list("email", "pk"))

    set_leaders(
        candidate=group,
        leaders=[("Aslaug Fæhn", "aslaug@polarnett.example"), ("Sindre Åmdal", "sindre@polarnett.example")],
        by=organiser,
    )

    after = dict(group.leaders.values_list("email", "pk"))
    assert set(after) == {"aslaug@polarnett.example", "sindre@polarnett.example"}
    assert after["aslaug@polarnett.example"] == before["aslaug@polarnett.example"]
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("named the leaders", organiser.pk, {"candidate": "C01", "leaders": 2})


@pytest.mark.parametrize("named", [[("Åse Østberg", "another@nordlys.example")], []])
def test_whoever_has_agreed_is_not_replaced(asked, organiser, named):
    answer_consent(leader=asked, accepts=True)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="Åse Østberg has agreed to take part"):
        set_leaders(candidate=asked.candidate, leaders=named, by=organiser)

    assert Leader.objects.get().email == "ase@nordlys.example"
    assert Entry.objects.count() == lines


def test_the_leaders_are_settled_when_the_surveys_open(candidate, organiser, open_edition, at):
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match="The leaders are settled"):
        set_leaders(candidate=candidate, leaders=[], by=organiser)

    assert candidate.leaders.count() == 1


def test_who_came_with_imported_results_gets_leaders_and_desks_later(open_edition, organiser, at):
    at(open_edition, Phase.SCREENING)
    imported = create_candidate(edition=open_edition, name="Nattlinjen", consent="accepted", by=organiser)

    set_leaders(candidate=imported, leaders=[("Gunnvor Sæterdal", "gunnvor@natt.example")], by=organiser)

    leader = imported.leaders.get()
    assert (leader.consent, leader.seat.user.email) == ("accepted", "gunnvor@natt.example")
    assert list(accepted(open_edition)) == [imported]
