"""What strangers see: the form, the slip, the look-up. No session, no trace, no word lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from award.codes import new_code
from award.editions.models import Edition, Window
from award.editions.states import Phase
from nominations.intake.models import Nomination
from nominations.intake.receipts import sealed

STORY = {
    "kind": "person",
    "name": "Åse Østberg",
    "title": "Team leader",
    "employer": "Kundesenter Nordlys",
    "contact": "",
    "reason": "She moved her desk out to us.",
    "traits": ["clear", "understanding"],
    "source": "employee",
}
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}",
    "{% debug %}",
    "[link](https://evil.example)",
]


@pytest.fixture
def address(open_edition):
    return f"/{open_edition.slug}/nominate/"


@pytest.fixture
def receipt_address(open_edition):
    return f"/{open_edition.slug}/receipt/"


@pytest.fixture
def form(client, address):
    """The form as it comes to a stranger: hidden receipt and all."""
    page = client.get(address).content.decode()
    return {**STORY, "receipt": re.search(r'name="receipt" value="([^"]+)"', page).group(1)}


def code_of(form):
    return form["receipt"].split(":")[0]


def bare(response):
    """A page without what is new each time, and without what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r'name="code" value="[^"]*"', 'name="code"', page)


def test_the_receipt_page_answers_the_form_itself(client, address, form):
    response = client.post(address, form)

    page = response.content.decode()
    assert response.status_code == 200
    assert 'data-state="stored"' in page
    assert "".join(re.findall(r"<span>([0-9A-Z]{4,5})</span>", page)) == code_of(form)
    assert "Without this code nobody can find the nomination again" in page
    assert Nomination.objects.get().traits == ["clear", "understanding"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_shows_the_same_page_and_stores_once(client, address, form):
    first, second = client.post(address, form), client.post(address, form)

    assert bare(first) == bare(second)
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize("receipt", [None, "", "0" * 26, "K7QF:nonsense", "\x00", "x" * 10_000])
def test_a_lost_or_altered_receipt_gives_the_form_back_with_a_new_one(client, address, form, receipt):
    sent = {**form, "receipt": receipt} if receipt is not None else {k: v for k, v in form.items() if k != "receipt"}

    response = client.post(address, sent)

    page = response.content.decode()
    assert 'data-state="error"' in page
    assert "It has been renewed and your text is here: send it again." in page
    assert "She moved her desk out to us." in page
    assert 'value="Åse Østberg"' in page
    assert page.count("checked") == 4
    assert Nomination.objects.count() == 0

    fresh = re.search(r'name="receipt" value="([^"]+)"', page).group(1)
    assert 'data-state="stored"' in client.post(address, {**form, "receipt": fresh}).content.decode()


def test_a_receipt_of_another_edition_is_not_taken(client, address, form):
    other = Edition.objects.create(slug="other", name="Other", content_json={}, phase="setup")

    page = client.post(address, {**form, "receipt": sealed(other, new_code())}).content.decode()

    assert "It has been renewed" in page
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize(
    ("differing", "words"),
    [
        ({"name": "\u200b"}, "Write the name of the leader, or of the group."),
        ({"employer": ""}, "Write where the leader works"),
        ({"reason": " "}, "Tell us why, in a sentence or two."),
        ({"reason": "x" * 2001}, "Say it in at most 2000 characters, please; these are 2001."),
        ({"source": ""}, "Choose what you are to the leader."),
    ],
)
def test_what_is_missing_is_said_in_friendly_words_and_nothing_is_lost(client, address, form, differing, words):
    page = client.post(address, {**form, **differing}).content.decode()

    assert words in page
    assert 'value="Team leader"' in page
    assert f'value="{form["receipt"]}"' in page
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize("field", ["kind", "traits", "source"])
@pytest.mark.parametrize("value", ["no_such", "1 OR 1=1", "null"])
def test_a_choice_that_was_not_offered_is_refused(client, address, form, field, value):
    page = client.post(address, {**form, field: value}).content.decode()

    assert 'data-state="error"' in page
    assert Nomination.objects.count() == 0


def test_further_fields_are_ignored(client, address, form):
    client.post(
        address,
        {**form, "state": "assigned", "candidate": "1", "edition": "9", "visible_on": "", "week": "x", "id": "mine"},
    )

    row = Nomination.objects.get()
    assert (row.state, row.candidate, row.visible_on) == ("waiting", None, timezone.localdate() + timedelta(days=1))
    assert row.pk != "mine"


def test_self_is_not_offered_where_the_rules_forbid_it(client, address, form):
    assert 'value="self"' in client.get(address).content.decode()

    Edition.objects.update(own_nominations_allowed=False, rules_hash="0" * 64)

    assert 'value="self"' not in client.get(address).content.decode()
    assert 'data-state="error"' in client.post(address, {**form, "source": "self"}).content.decode()
    assert Nomination.objects.count() == 0


def test_traits_are_the_editions_own(client, address, form, open_edition):
    traits = {"scale": {"min": 1, "max": 7}, "traits": [{"code": "bold", "name": "Bold"}]}
    Edition.objects.update(content_json={**open_edition.content_json, "traits": traits}, rules_hash="0" * 64)

    page = client.get(address).content.decode()

    assert re.findall(r'name="traits" value="(\w+)"', page) == ["bold"]
    assert 'data-state="stored"' in client.post(address, {**form, "traits": ["bold"]}).content.decode()


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.SURVEYS])
def test_a_form_that_arrives_outside_the_phase_comes_back_with_its_text(client, address, form, open_edition, at, phase):
    at(open_edition, phase)

    page = client.post(address, form).content.decode()

    assert 'data-state="closed"' in page
    assert "the award is in the phase" in page
    assert "She moved her desk out to us." in page
    assert Nomination.objects.count() == 0


def test_a_form_that_arrives_after_closing_comes_back_with_its_text(client, address, form, open_edition):
    Window.objects.create(
        edition=open_edition, phase=Phase.NOMINATIONS, closes_at=timezone.now() - timedelta(minutes=1)
    )

    page = client.post(address, form).content.decode()

    assert "The closing time has passed. Nothing can be sent any more." in page
    assert "She moved her desk out to us." in page
    assert "Nominations are closed." in client.get(address).content.decode()
    assert Nomination.objects.count() == 0


def test_the_language_of_the_address_survives_the_form(client, address, form):
    page = client.post(f"{address}?lang=nb", {**form, "name": ""})

    assert page.headers["Content-Language"] == "nb"
    assert 'action="?lang=nb"' in page.content.decode()


def test_another_language_takes_everything_typed_along(client, address, form):
    response = client.post(f"{address}?lang=da", {**form, "speak": "da", "employer": ""})

    page = response.content.decode()
    assert response.headers["Content-Language"] == "da"
    assert "She moved her desk out to us." in page
    assert "data-state" not in page
    assert f'value="{form["receipt"]}"' in page
    assert Nomination.objects.count() == 0


def test_anonymous_pages_keep_no_session_and_are_not_stored(client, address, receipt_address, form):
    answers = [
        client.get(address),
        client.post(address, form),
        client.get(receipt_address),
        client.post(receipt_address, {"code": code_of(form)}),
        client.post(receipt_address, {"code": code_of(form), "step": "gone"}),
    ]

    assert {response.status_code for response in answers} == {200}
    assert set(client.cookies) <= {"csrftoken"}
    assert client.cookies["csrftoken"]["max-age"] == ""
    for response in answers:
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_every_form_needs_its_token(address, receipt_address, form):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address, form).status_code == 403
    assert strict.post(receipt_address, {"code": code_of(form)}).status_code == 403
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_for_these_pages(client, address, receipt_address, method):
    assert getattr(client, method)(address).status_code == 405
    assert getattr(client, method)(receipt_address).status_code == 405


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_strangers_write_is_only_words(client, address, receipt_address, form, payload, organiser, sign_in):
    from django.utils.html import escape

    fields = ("name", "title", "employer", "contact", "reason")
    client.post(address, {**form, **dict.fromkeys(fields, payload)})
    Nomination.objects.update(visible_on=None)
    row, desk = Nomination.objects.get(), sign_in(organiser)
    slug = row.edition.slug

    pages = [
        client.post(receipt_address, {"code": code_of(form)}),
        desk.get(f"/{slug}/organise/nominations/"),
        desk.get(f"/{slug}/organise/nominations/{row.pk}/"),
        desk.get(f"/{slug}/organise/candidates/new/?n={row.pk}"),
    ]

    for response in pages:
        page = response.content.decode()
        assert response.status_code == 200
        assert escape(payload) in page
        assert not re.search(r"<(script(?! src=\"/static/)|svg onload|img)", page)
        assert 'href="javascript' not in page
        assert "https://evil.example" not in re.findall(r'href="([^"]+)"', page)


def test_reversed_and_hidden_signs_are_gone_from_names(client, address, form):
    client.post(address, {**form, "name": "\u202eÅse\u200b\x00 Øst\u2066berg"})

    assert Nomination.objects.get().name == "Åse Østberg"


def test_the_receipt_opens_what_was_written_and_how_it_stands(client, address, receipt_address, form):
    client.post(address, form)
    typed = " - ".join(code_of(form).lower()).replace("0", "o").replace("1", "l")

    page = client.post(receipt_address, {"code": typed}).content.decode()

    assert "Your nomination waits." in page
    assert "She moved her desk out to us." in page
    assert "Take it back" in page


def test_the_receipt_tells_kindly_that_it_was_not_taken_up(client, read_nomination, receipt_address, organiser):
    from nominations.sorting.actions import reject

    sent = read_nomination()
    reject(nominations=[sent.row], reason="She left last year.", by=organiser)

    page = client.post(receipt_address, {"code": sent.receipt}).content.decode()

    assert "did not take it up. Thank you for writing it." in page
    assert "She left last year." in page


def test_the_receipt_says_nothing_of_what_a_candidate_answered(client, candidate, nominate, receipt_address, asked):
    from nominations.candidates.actions import answer_consent
    from nominations.sorting.actions import add_to_candidate

    sent = nominate()
    add_to_candidate(nominations=[sent.row], candidate=candidate, by=None)
    invited = bare(client.post(receipt_address, {"code": sent.receipt}))

    answer_consent(leader=asked, accepts=False)

    assert "taken it up" in invited
    assert bare(client.post(receipt_address, {"code": sent.receipt})) == invited


def test_unknown_garbled_and_taken_back_codes_are_answered_alike(client, nominate, receipt_address):
    from nominations.intake.actions import take_back

    gone = nominate()
    take_back(edition=gone.row.edition, receipt=gone.receipt)
    codes = [gone.receipt, new_code(), "garbled", "", "\x00", "U" * 26, "0" * 5000, "' OR 1=1 --"]

    answers = [client.post(receipt_address, {"code": code, "step": step}) for code in codes for step in ("", "gone")]

    assert {response.status_code for response in answers} == {200}
    assert len({bare(response) for response in answers}) == 1
    assert "No nomination is found with this code." in bare(answers[0])
    headers = [{k: v for k, v in each.headers.items() if k != "Content-Length"} for each in answers]
    assert all(each == headers[0] for each in headers)


def test_many_wrong_codes_lock_nobody_out(client, nominate, receipt_address):
    sent = nominate()
    for _try in range(50):
        client.post(receipt_address, {"code": new_code()})

    assert "Your nomination waits." in client.post(receipt_address, {"code": sent.receipt}).content.decode()


def test_taking_back_asks_first_and_then_deletes(client, nominate, receipt_address, organiser, sign_in):
    sent = nominate(reason="Known to nobody else")

    page = client.post(receipt_address, {"code": sent.receipt, "step": "take_back"}).content.decode()
    assert "Take it back: the text is gone" in page
    assert Nomination.objects.count() == 1

    page = client.post(receipt_address, {"code": sent.receipt, "step": "gone"}).content.decode()
    assert "It is taken back." in page
    assert Nomination.objects.count() == 0

    desk = sign_in(organiser).get(f"/{sent.row.edition.slug}/organise/nominations/")
    assert "Known to nobody else" not in desk.content.decode()
    again = client.post(receipt_address, {"code": sent.receipt})
    assert "No nomination is found with this code." in again.content.decode()


def test_reading_a_receipt_changes_nothing(client, nominate, receipt_address, snapshot):
    sent = nominate()
    before = snapshot()

    client.get(receipt_address)
    client.post(receipt_address, {"code": sent.receipt})
    client.post(receipt_address, {"code": sent.receipt, "step": "take_back"})

    assert snapshot() == before


def test_the_slip_says_what_could_show_the_writer(client, address, form):
    page = client.post(address, {**form, "reason": "Ring meg på 900 00 000"}).content.decode()

    assert "<span data-traces-list>900 00 000</span>" in page
