"""The moderators' desk, and that nobody else comes near it."""

import re

import pytest
from django.urls import reverse

from award.editions.states import Phase
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.comments import actions
from surveys.comments.models import Comment, Handover
from surveys.comments.selectors import fingerprint, texts
from surveys.rosters.models import Invitee


def at_page(edition, name, *args):
    return reverse(f"surveys:{name}", args=[edition.slug, *args])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def desk(organiser, sign_in):
    return sign_in(organiser)


@pytest.fixture
def decide(desk, edition):
    def post(comment, decision, text="", **options):
        page = at_page(edition, "decide", comment.candidate.code, comment.pk)
        return desk.post(page, {"decision": decision, "text": text}, **options)

    return post


def doors(edition, comment):
    yield at_page(edition, "texts")
    yield at_page(edition, "moderate", "C01")
    yield at_page(edition, "finish", "C01")
    yield at_page(edition, "decide", "C01", comment.pk)
    yield at_page(edition, "remove", "C01", comment.pk)


def test_only_organisers_come_to_the_texts(
    edition, three, leader, juror, chair, observer, stranger, sign_in, client, as_stored
):
    before = as_stored()

    for page in doors(edition, three[0]):
        for person in (juror, chair, leader.seat, stranger):
            browser = sign_in(person)
            assert {browser.get(page).status_code, browser.post(page, {"decision": "withheld"}).status_code} == {403}
        assert "/accounts/login/" in client.get(page).url
        assert "/accounts/login/" in client.post(page, {"decision": "withheld"}).url
    assert as_stored() == before


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.NOMINATIONS, Phase.SURVEYS])
def test_before_the_screening_the_desk_is_closed(edition, three, desk, at, phase):
    at(edition, phase)

    assert [desk.get(page).status_code for page in doors(edition, three[0])] == [403] * 5


def test_the_desk_says_how_far_every_candidate_is(edition, decided, desk):
    actions.undecide(comment=decided[0])

    page = text_of(desk.get(at_page(edition, "texts")))

    assert "Åse Østberg C01 · Kundesenter Nordlys 2 of 3 ○ 1 waits" in page


def test_candidates_without_texts_are_not_listed_and_nothing_says_how_many_wrote(edition, three, desk):
    Candidate.objects.create(edition=edition, code="C02", name="Mette Ærøskov", consent=Consent.ACCEPTED)

    page = text_of(desk.get(at_page(edition, "texts")))

    assert "Mette Ærøskov" not in page
    assert "Texts are kept of teams with 8 answers or more, and only if there are 3 or more to a question." in page


@pytest.mark.parametrize("name", ["texts", "moderate"])
def test_where_nothing_was_kept_the_rule_is_said(screening, candidate, desk, name):
    page = text_of(desk.get(at_page(screening, name, *(["C01"] if name == "moderate" else []))))

    assert "No texts to read" in page
    assert "teams with 8 answers or more, and only if there are 3 or more" in page


def test_before_the_count_is_through_the_desk_says_what_it_waits_for(edition, leader, at, desk):
    at(edition, Phase.SCREENING)

    assert "The ballots are not counted yet" in text_of(desk.get(at_page(edition, "texts")))
    assert desk.get(at_page(edition, "moderate", "C01")).status_code == 404


def test_texts_stand_under_their_questions_with_marks_and_reasons(edition, three, write, desk, candidate):
    Invitee.objects.create(candidate=candidate, email="kari@nordlys.example")
    write("Si ifra før.", question="improve")

    page = desk.get(at_page(edition, "moderate", "C01"))

    content = page.content.decode()
    assert '<p class="voice written">Hun hjalp <mark>Kari</mark> <mark>mandag</mark>.</p>' in content
    assert "Kari a name on the roster mandag a day of the week" in text_of(page)
    first, second = content.split("What would make your leader even better?")
    assert "Si ifra før." in second
    assert "Hun lytter" in first
    assert "0 of 4 decided" in text_of(page)


def test_nothing_on_the_page_tells_two_texts_to_be_by_one_person(edition, write, desk):
    write("Med lov.", leader_may_read=True, may_be_quoted=True)
    write("Uten lov.")

    cards = re.findall(r"<article.*?</article>", desk.get(at_page(edition, "moderate", "C01")).content.decode(), re.S)

    bare = {re.sub(r"[0-9a-f]{32}|Med lov\.|Uten lov\.|Text \d of \d|value=\"[A-Za-z0-9]{64}\"", "", c) for c in cards}
    assert len(cards) == 2
    assert len(bare) == 1


@pytest.mark.parametrize(
    ("decision", "text", "stored"),
    [
        ("as_written", "", ("shown", "")),
        ("changed", "Hun hjalp [navn].", ("shown", "Hun hjalp [navn].")),
        ("withheld", "", ("withheld", "")),
    ],
)
def test_a_decision_leads_on_to_the_next_text_that_waits(three, decide, decision, text, stored):
    first, second, _third = sorted(three, key=lambda each: each.pk)

    response = decide(first, decision, text)

    first.refresh_from_db()
    assert (first.state, first.shown_text) == stored
    assert response.url.endswith(f"/organise/texts/C01/#t-{second.pk}")


def test_the_last_decision_leads_to_the_finish(edition, decided, decide, desk):
    actions.undecide(comment=decided[0])

    response = decide(decided[0], "as_written", "", follow=True)

    assert response.redirect_chain[0][0].endswith("#finish")
    assert "Finish: hand these texts to the jury" in text_of(response)


def test_undo_lets_a_text_wait_again(decided, decide):
    decide(decided[1], "waiting")

    decided[1].refresh_from_db()
    assert (decided[1].state, decided[1].shown_text) == ("waiting", "")


@pytest.mark.parametrize(
    ("decision", "typed", "message"),
    [
        ("changed", "  ", "Write what the jury shall read, or withhold the text."),
        ("changed", "Ord " * 501, "Write at most 2000 characters; these are 2003."),
        ("as_written", "Hun lytter.", "You changed the text below."),
        ("nonsense", "Hun lytter.", "nonsense is not one of the available choices"),
        ("", "Hun lytter.", "Choose what becomes of this text."),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(three, decide, as_stored, decision, typed, message):
    before = as_stored()

    page = decide(three[1], decision, typed)

    assert message in text_of(page)
    assert f'id="t-{three[1].pk}-text"' in page.content.decode()
    assert re.search(rf">\s*{re.escape(typed)}</textarea>", page.content.decode())
    assert as_stored() == before


def test_hidden_signs_that_were_typed_are_taken_out_and_the_rest_is_kept(three, decide):
    decide(three[0], "changed", "Hun\u202e lyt\u200bter\x00.\r\nOg følger opp.")

    three[0].refresh_from_db()
    assert three[0].shown_text == "Hun lytter.\nOg følger opp."


def test_markup_and_hidden_signs_stand_as_text_without_effect(edition, write, desk, candidate, hand_over):
    (evil,) = write("<script>alert(1)</script> {{7*7}} \u202ednes\u200b <mark>x</mark>")

    before = desk.get(at_page(edition, "moderate", "C01")).content.decode()
    actions.show(comment=evil)
    hand_over(candidate)
    after = desk.get(at_page(edition, "moderate", "C01")).content.decode()

    for content in (before, after):
        assert "<script>alert" not in content
        assert "&lt;script&gt;" in content
        assert "{{7*7}}" in content
        assert "&lt;mark&gt;x" in content
        assert not {"\u202e", "\u200b"} & set(content)


def test_finishing_says_what_will_be_lost_and_does_it_on_the_second_press(edition, candidate, decided, desk, organiser):
    page = desk.get(at_page(edition, "finish", "C01"))
    assert "1 shown as written" in text_of(page)
    assert "1 shown changed: the jury reads your wording, the originals are destroyed" in text_of(page)
    assert "1 withheld: destroyed" in text_of(page)
    assert Comment.objects.count() == 3

    done = desk.post(at_page(edition, "finish", "C01"), {"seen": page.context["form"]["seen"].value()}, follow=True)

    assert "The texts about Åse Østberg are handed to the jury." in text_of(done)
    assert "✓ with the jury" in text_of(done)
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("seen", ["", "0" * 64, "x" * 100])
def test_finishing_without_having_seen_the_decisions_destroys_nothing(edition, decided, desk, as_stored, seen):
    before = as_stored()

    desk.post(at_page(edition, "finish", "C01"), {"seen": seen})

    assert as_stored() == before
    assert not Handover.objects.exists()


def test_the_finish_is_shut_while_a_text_waits(edition, candidate, three, desk):
    seen = fingerprint(texts(candidate))

    for response in (
        desk.get(at_page(edition, "finish", "C01")),
        desk.post(at_page(edition, "finish", "C01"), {"seen": seen}),
    ):
        assert response.url == at_page(edition, "moderate", "C01")
    assert "3 texts wait for a decision. Then you can hand them all to the jury." in text_of(
        desk.get(at_page(edition, "moderate", "C01"))
    )
    assert not Handover.objects.exists()


def test_a_decision_that_comes_after_the_handover_is_refused_in_words(candidate, decided, decide, hand_over):
    hand_over(candidate)

    for comment in decided:
        page = decide(comment, "withheld", follow=True)
        assert "Nothing was changed: these texts were handed to the jury in the meantime." in text_of(page)
    assert Comment.objects.count() == 2


def test_a_released_text_is_removed_on_the_second_press(edition, candidate, decided, desk, hand_over):
    hand_over(candidate)
    page = at_page(edition, "remove", "C01", decided[0].pk)
    assert page in desk.get(at_page(edition, "moderate", "C01")).content.decode()

    assert "It is gone for good" in text_of(desk.get(page))
    assert Comment.objects.filter(pk=decided[0].pk).exists()
    after = desk.post(page, follow=True)

    assert "The text is gone." in text_of(after)
    assert "Hun lytter og følger opp." not in text_of(after)
    assert not Comment.objects.filter(pk=decided[0].pk).exists()


def test_before_the_handover_there_is_nothing_to_remove(edition, decided, desk):
    page = at_page(edition, "remove", "C01", decided[0].pk)

    assert (desk.get(page).status_code, desk.post(page).status_code) == (404, 404)
    assert Comment.objects.count() == 3


def test_a_text_is_reached_through_its_own_candidate_only(edition, three, desk, as_stored):
    Candidate.objects.create(edition=edition, code="C02", name="Mette Ærøskov", consent=Consent.ACCEPTED)
    before = as_stored()

    desk.post(at_page(edition, "decide", "C02", three[0].pk), {"decision": "withheld"})

    assert as_stored() == before
    assert desk.get(at_page(edition, "moderate", "C99")).status_code == 404


@pytest.mark.parametrize("written", [["En."], ["En.", "To.", "Tre."]])
@pytest.mark.parametrize(("name", "queries"), [("moderate", 12), ("texts", 11)])
def test_pages_ask_the_database_as_often_for_one_text_as_for_three(
    edition, write, desk, django_assert_num_queries, written, name, queries
):
    write(*written)
    page = at_page(edition, name, *(["C01"] if name == "moderate" else []))
    desk.get(page)

    with django_assert_num_queries(queries):
        response = desk.get(page)

    assert response.status_code == 200


def test_the_organiser_s_desk_says_how_the_texts_stand(edition, candidate, three, desk, hand_over):
    def note():
        return text_of(desk.get(reverse("award:organise", args=[edition.slug])))

    assert "3 texts wait for a decision." in note()
    for comment in three:
        actions.show(comment=comment)
    assert "All texts are decided; those of 1 candidate are to be handed to the jury." in note()
    hand_over(candidate)
    assert "All texts are decided." in note()
    Comment.objects.all().delete()
    Handover.objects.all().delete()
    assert "No texts are kept." in note()
