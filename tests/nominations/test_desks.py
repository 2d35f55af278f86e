"""What organisers see and do, what leaders see, and what stands before the surveys."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from award.audit.models import Entry
from award.desks.selectors import gates_ahead, tasks
from award.editions.actions import advance
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import answer_consent, create_candidate
from nominations.candidates.models import Candidate
from nominations.candidates.tokens import consent_token
from nominations.intake.models import Nomination
from nominations.sorting.actions import make_candidate, reject


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    client = sign_in(organiser)
    client.at = f"/{open_edition.slug}/organise/"
    return client


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_nominations_asks_the_same_number_of_questions(
    desk, read_nomination, candidate, number, django_assert_num_queries
):
    for each in range(number):
        read_nomination(name=f"Leader {each}")
    Nomination.objects.filter(name="Leader 0").update(candidate=candidate)
    desk.get(f"{desk.at}nominations/")  # the first listing of a day makes the batch

    with django_assert_num_queries(10):
        page = desk.get(f"{desk.at}nominations/").content.decode()

    assert page.count(f"{desk.at}nominations/") >= number


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_candidates_asks_the_same_number_of_questions(
    desk, open_edition, number, django_assert_num_queries
):
    for each in range(number):
        create_candidate(edition=open_edition, name=f"Leader {each}", leaders=[(f"Leader {each}", "")], by=None)

    with django_assert_num_queries(15):
        page = desk.get(f"{desk.at}candidates/").content.decode()

    assert page.count("no e-mail address") == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_candidate_asks_the_same_number_of_questions(
    desk, candidate, nominate, number, django_assert_num_queries
):
    for _each in range(number - 1):
        Nomination.objects.filter(pk=nominate().row.pk).update(candidate=candidate, state="assigned")

    with django_assert_num_queries(10):
        page = desk.get(f"{desk.at}candidates/C01/").content.decode()

    assert page.count("the whole nomination") == number


def test_what_came_today_is_not_listed_before_tomorrow(desk, nominate):
    row = nominate(today=timezone.localdate(), name="Hidden Today").row

    assert "Hidden Today" not in desk.get(f"{desk.at}nominations/").content.decode()
    assert desk.get(f"{desk.at}nominations/{row.pk}/").status_code == 404
    assert desk.get(f"{desk.at}candidates/new/?n={row.pk}").status_code == 302
    row.refresh_from_db()
    assert row.visible_on is not None


def test_listing_opens_the_batch_and_other_pages_only_read(desk, read_nomination, snapshot):
    row = read_nomination().row
    before = snapshot()
    desk.get(f"{desk.at}nominations/{row.pk}/")
    desk.get(f"{desk.at}candidates/")
    desk.get(desk.at)
    assert snapshot() == before

    desk.get(f"{desk.at}nominations/")

    row.refresh_from_db()
    assert row.visible_on is None


def test_the_list_can_be_narrowed_to_a_state(desk, read_nomination, organiser):
    read_nomination(name="Still Waiting")
    reject(nominations=[read_nomination(name="Put Aside").row], reason="Left", by=organiser)

    page = desk.get(f"{desk.at}nominations/?state=rejected").content.decode()

    assert "Put Aside" in page
    assert "Still Waiting" not in page


def test_fifty_stand_on_a_page(desk, read_nomination):
    row = read_nomination().row
    rows = [Nomination(edition=row.edition, receipt_hash=str(n), week="2027-W08", name=f"N{n:02d}", employer="X",
                       reason="x", source="peer") for n in range(60)]  # fmt: skip
    Nomination.objects.bulk_create(rows)

    assert desk.get(f"{desk.at}nominations/").content.decode().count('name="pick"') == 50
    assert desk.get(f"{desk.at}nominations/?page=2").content.decode().count('name="pick"') == 11


def test_empty_lists_say_what_to_do_next(desk):
    assert "What people send today stands here tomorrow" in desk.get(f"{desk.at}nominations/").content.decode()
    assert "A candidate is made of nominations" in desk.get(f"{desk.at}candidates/").content.decode()


def test_nothing_ticked_makes_no_candidate(desk, read_nomination):
    read_nomination()

    page = desk.post(f"{desk.at}nominations/", {"act": "make"}, follow=True).content.decode()

    assert "Tick the nominations first that this is about." in page
    assert Candidate.objects.count() == 0


def test_a_candidate_is_corrected_before_it_is_made(desk, read_nomination):
    pk = read_nomination(contact="ase@nordlys.example").row.pk
    page = desk.get(f"{desk.at}candidates/new/?n={pk}").content.decode()
    assert "Åse Østberg; ase@nordlys.example" in page

    refused = desk.post(f"{desk.at}candidates/new/?n={pk}", {
        "kind": "person", "name": "Åse Østberg", "title": "", "employer": "Nordlys", "language": "nb",
        "leaders": "Åse Østberg; ase@nordlys.example\nHåvard Åsnes",
    }).content.decode()  # fmt: skip

    assert "Several leaders are named: choose “A leader group”, or leave one." in refused
    assert "Håvard Åsnes" in refused
    assert Candidate.objects.count() == 0


@pytest.mark.parametrize(
    ("leaders", "words"),
    [("a@x.example b@x.example Åse", "Line 1: one leader, one e-mail address."), ("Åse\n;a@x.example", "Line 2: the")],
)
def test_leaders_that_cannot_be_read_are_named_by_their_line(desk, candidate, leaders, words):
    page = desk.post(f"{desk.at}candidates/C01/", {"leaders": leaders}).content.decode()

    assert words in page
    assert candidate.leaders.get().email == "ase@nordlys.example"


def test_leaders_are_written_one_a_line(desk, group):
    desk.post(f"{desk.at}candidates/C01/", {"leaders": "Aslaug Fæhn <ASLAUG@polarnett.example>\nSindre Åmdal"})

    named = list(group.leaders.order_by("name").values_list("name", "email"))
    assert named == [("Aslaug Fæhn", "aslaug@polarnett.example"), ("Sindre Åmdal", "")]


def test_the_mail_is_read_before_it_goes(desk, candidate):
    page = desk.get(f"{desk.at}candidates/C01/ask/").content.decode()
    assert "ase@nordlys.example" in page
    assert consent_token(candidate.leaders.get()) not in page
    assert "/consent/" not in page
    assert mail.outbox == []

    page = desk.post(f"{desk.at}candidates/C01/ask/", follow=True).content.decode()

    assert "1 mail is sent." in page
    assert len(mail.outbox) == 1


def test_asking_somebody_without_an_address_names_them(desk, open_edition):
    create_candidate(edition=open_edition, name="Åse", leaders=[("Åse Østberg", "")], by=None)

    page = desk.post(f"{desk.at}candidates/C01/ask/", follow=True).content.decode()

    assert "Åse Østberg cannot be asked: the e-mail address is missing." in page
    assert mail.outbox == []


@pytest.mark.parametrize("page", ["nominations/", "candidates/", "candidates/C01/", "candidates/C01/ask/"])
def test_only_organisers_come_in(open_edition, candidate, juror, leader_seat, sign_in, page):
    address = f"/{open_edition.slug}/organise/{page}"

    for seat in (juror, leader_seat):
        assert sign_in(seat).get(address).status_code == 403
        assert sign_in(seat).post(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.fixture
def leader_seat(asked):
    return answer_consent(leader=asked, accepts=True).seat


def test_a_leader_decides_with_a_button_and_never_by_opening_the_page(client, asked, snapshot):
    address = f"/{asked.candidate.edition.slug}/consent/{consent_token(asked)}/"
    before = snapshot()

    page = client.get(address).content.decode()
    client.head(address)
    client.post(address, {"answer": "maybe"})

    assert snapshot() == before
    assert "Nominated by someone at your workplace." in " ".join(page.split())
    assert "desk out to us" not in page
    assert set(client.cookies) <= {"csrftoken"}


def test_a_leader_accepts_and_is_told_how_to_sign_in(client, asked):
    address = f"/{asked.candidate.edition.slug}/consent/{consent_token(asked)}/?lang=en"

    page = client.post(address, {"answer": "accept"}, follow=True).content.decode()

    assert "You take part." in page
    assert f"/{asked.candidate.edition.slug}/leader/" in page
    assert "sessionid" not in client.cookies
    page = client.post(address, {"answer": "decline"}, follow=True).content.decode()
    assert "You do not take part." in page


def test_after_the_surveys_have_opened_the_answer_stands(client, asked, open_edition, at):
    address = f"/{open_edition.slug}/consent/{consent_token(asked)}/?lang=en"
    at(open_edition, Phase.SURVEYS)

    page = client.post(address, {"answer": "accept"}).content.decode()

    assert "The surveys have opened, so answers can no longer be given or changed." in page
    assert 'value="accept"' not in page
    asked.refresh_from_db()
    assert asked.consent == "invited"


def test_a_link_that_does_not_work_says_whom_to_ask(client, asked, open_edition):
    from award.editions.actions import create_edition

    other = create_edition(slug="another", name="Another", contact="spor@samtaleprisen.example")
    type(other).objects.filter(pk=other.pk).update(phase="nominations", rules_hash="f")
    token = consent_token(asked)
    wrong = [(open_edition, token[:-2]), (open_edition, "garbled"), (other, token)]

    pages = [client.post(f"/{edition.slug}/consent/{each}/", {"answer": "accept"}) for edition, each in wrong]

    for response in pages:
        assert response.status_code == 200
        assert "This link does not work" in response.content.decode()
        assert "spor@samtaleprisen.example" in response.content.decode()
        assert "Åse" not in response.content.decode()
    asked.refresh_from_db()
    assert asked.consent == "invited"


def test_consent_needs_its_token(asked):
    address = f"/{asked.candidate.edition.slug}/consent/{consent_token(asked)}/"

    assert Client(enforce_csrf_checks=True).post(address, {"answer": "accept"}).status_code == 403


def own_gate(edition):
    return next(each for each in gates_ahead(edition)[1] if each.gate.url_name == "nominations:nominations")


def test_the_surveys_wait_until_every_nomination_is_read(open_edition, read_nomination, organiser):
    sent = read_nomination()

    assert not own_gate(open_edition).is_open
    assert own_gate(open_edition).words.startswith("1 nomination waits: make it a candidate's")
    with pytest.raises(Refused, match="1 nomination waits"):
        own_gate(open_edition).gate.check(open_edition)

    reject(nominations=[sent.row], reason="Left", by=organiser)

    assert own_gate(open_edition).is_open


def test_an_edition_without_candidates_may_go_on(open_edition):
    assert own_gate(open_edition).is_open


def test_the_gate_does_not_tell_that_somebody_wrote_today(open_edition, organiser, nominate):
    def seen():
        return own_gate(open_edition), tasks(open_edition, organiser)

    before = seen()

    nominate(today=timezone.localdate())

    assert seen() == before
    assert own_gate(open_edition).gate.check(open_edition)["unread"] == 1


def test_the_move_to_the_surveys_keeps_totals(open_edition, asked, group, nominate, organiser):
    answer_consent(leader=asked, accepts=True)

    advance(open_edition, Phase.SURVEYS, by=organiser)

    facts = Entry.objects.filter(verb="moved the award").first().facts
    told = {name: facts[name] for name in
            ("nominations", "unread", "candidates", "accepted", "declined", "unanswered")}  # fmt: skip
    assert told == {
        "nominations": 2, "unread": 0, "candidates": 2, "accepted": 1, "declined": 0, "unanswered": 1,
    }  # fmt: skip


def test_desks_say_how_it_stands(open_edition, organiser, read_nomination, candidate):
    read_nomination()

    notes = {task["label"]: task["note"] for task in tasks(open_edition, organiser)}

    assert notes["Nominations"].startswith(
        "1 waits for you. What comes today stands here tomorrow. 1 leader must be told"
    )
    assert notes["Candidates"] == "Taking part: 0. Declined: 0. Not answered yet: 1."


def test_a_whole_nomination_from_the_form_to_the_leaders_desk(client, desk, open_edition):
    """A stranger nominates, the organiser sorts and asks, the leader says yes and signs in."""
    import re

    slug = open_edition.slug
    page = client.get(f"/{slug}/nominate/?lang=en").content.decode()
    receipt = re.search(r'name="receipt" value="([^"]+)"', page).group(1)
    client.post(f"/{slug}/nominate/?lang=en", {
        "receipt": receipt, "kind": "person", "name": "Åse Østberg", "employer": "Kundesenter Nordlys",
        "contact": "ase@nordlys.example", "reason": "She listens.", "traits": ["understanding"], "source": "customer",
    })  # fmt: skip
    Nomination.objects.update(visible_on=timezone.localdate() - timedelta(days=1))  # a night passes

    pk = re.search(r'name="pick" value="(\w+)"', desk.get(f"{desk.at}nominations/").content.decode()).group(1)
    to_form = desk.post(f"{desk.at}nominations/", {"pick": pk, "act": "make"}).url
    desk.post(to_form, {
        "kind": "person", "name": "Åse Østberg", "title": "", "employer": "Kundesenter Nordlys", "language": "en",
        "leaders": "Åse Østberg; ase@nordlys.example",
    })  # fmt: skip
    desk.post(f"{desk.at}candidates/C01/ask/")
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body).group(1)
    assert "Nominated by a customer." in " ".join(client.get(link).content.decode().split())
    client.post(link, {"answer": "accept"})

    made = Candidate.objects.get()
    assert (made.code, made.consent) == ("C01", "accepted")
    taken = client.post(f"/{slug}/receipt/?lang=en", {"code": receipt.split(":")[0]}).content.decode()
    assert "taken it up" in taken
    leader = Client()
    leader.force_login(made.leaders.get().seat.user)
    assert leader.get(f"/{slug}/leader/").status_code == 200


def test_a_candidates_page_says_who_cannot_be_asked(desk, open_edition, nominate, organiser):
    make_candidate(
        edition=open_edition, nominations=[nominate().row], name="Åse", employer="", title="", kind="person",
        leaders=[], language="en", by=organiser,
    )  # fmt: skip

    assert "Write down the e-mail address of Åse below." in desk.get(f"{desk.at}candidates/C01/").content.decode()
