"""The pages of ties: what a person reads, types and is told."""

import re

import pytest
from django.urls import reverse

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.states import Phase
from jury.conflicts.forms import key_of
from jury.conflicts.models import Declaration
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent

WORDS = "My company sells them headsets."
REASON = "Contract ended three years ago."


@pytest.fixture
def taking_part(screening):
    """Three candidates, made in another order than that of their names."""
    people = [("C1", "Åse Østberg", "Kundesenter Nordlys"), ("C2", "Håvard Åsnes", "Fjellvann"), ("C3", "Ylva Moe", "")]
    return [
        Candidate.objects.create(edition=screening, code=code, name=name, employer=employer, consent=Consent.ACCEPTED)
        for code, name, employer in people
    ]


@pytest.fixture
def page(screening):
    return reverse("jury:conflicts", args=[screening.slug])


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed(seat, candidates, said=(), *, rest=True, seen=None):
    """What a browser sends: `said` as (candidate, standing, tie, words)."""
    keys = [key_of(each, seat) for each in (candidates if seen is None else seen)]
    fields = {"seen": " ".join(keys)} | ({"rest": "on"} if rest else {})
    for candidate, standing, tie, words in said:
        key = key_of(candidate, seat)
        fields |= {f"standing_{key}": standing, f"tie_{key}": tie, f"words_{key}": words}
    return fields


def standings_of(seat):
    return dict(Declaration.objects.filter(person=seat.user).values_list("candidate__code", "standing"))


# ---- declaring ------------------------------------------------------------------------------------------------------


def test_names_and_employers_stand_in_order_without_codes_and_numbers(screening, taking_part, juror, sign_in, page):
    read = sign_in(juror).get(page)
    words = text_of(read)

    order = [words.index(each) for each in ("Håvard Åsnes Fjellvann", "Ylva Moe", "Åse Østberg Kundesenter Nordlys")]
    assert order == sorted(order)
    assert not re.search(r"\bC\d\b", re.sub(r'value="[^"]*"', "", read.content.decode()))


def test_the_keys_in_the_fields_differ_from_person_to_person(taking_part, juror, second_juror):
    assert key_of(taking_part[0], juror) != key_of(taking_part[0], second_juror)


def test_one_tick_answers_for_all_and_opens_the_list(taking_part, screening, juror, sign_in, page):
    browser = sign_in(juror)

    answer = browser.post(page, typed(juror, taking_part), follow=True)

    assert "Thank you. What you have declared is kept." in text_of(answer)
    assert standings_of(juror) == {"C1": "none", "C2": "none", "C3": "none"}
    assert browser.get(reverse("jury:screening", args=[screening.slug])).status_code == 200


def test_a_tie_and_one_tick_for_the_others(taking_part, juror, sign_in, page):
    sign_in(juror).post(page, typed(juror, taking_part, [(taking_part[1], "recused", "supplier", WORDS)]))

    assert standings_of(juror) == {"C1": "none", "C2": "recused", "C3": "none"}


def test_without_the_tick_everybody_wants_an_answer(taking_part, juror, sign_in, page):
    answer = sign_in(juror).post(page, typed(juror, taking_part, rest=False))

    assert "Say how you stand to Ylva Moe, or confirm the sentence at the end." in text_of(answer)
    assert "3 things need another look" in text_of(answer)
    assert standings_of(juror) == {}


def test_a_form_with_errors_keeps_what_was_typed_and_stands_open_there(taking_part, juror, sign_in, page):
    one, two = taking_part[:2]
    said = [(one, "declared", "", WORDS), (two, "recused", "other", "")]

    read = sign_in(juror).post(page, typed(juror, taking_part, said)).content.decode()

    key, other = key_of(one, juror), key_of(two, juror)
    assert "Say what kind of tie it is." in read
    assert "Describe the tie in a few words." in read
    assert re.search(rf'name="standing_{key}" value="declared" id="[^"]+" checked', read)
    assert f">\n{WORDS}</textarea>" in read
    assert re.search(rf'<select name="tie_{other}".*?value="other" selected', read, re.S)
    assert f'aria-describedby="id_tie_{key}_error"' in read
    assert read.count('<details class="other-way" open>') == 2
    assert 'name="rest" class="form-check-input" id="id_rest" checked' in read
    assert standings_of(juror) == {}


def test_a_tie_that_is_described_is_not_swallowed_by_the_tick(taking_part, juror, sign_in, page):
    answer = sign_in(juror).post(page, typed(juror, taking_part, [(taking_part[0], "", "", WORDS)]))

    assert "You have described a tie to Åse Østberg: choose what is to follow from it." in text_of(answer)
    assert standings_of(juror) == {}


def test_the_tick_answers_for_nobody_beside_whom_a_hint_stands(taking_part, screening, sign_in, page):
    seat = give_seat(edition=screening, email="else@nordlys.example", role=Role.JUROR, name="Else", by=None)
    Leader.objects.create(candidate=taking_part[0], name="Åse Østberg", email="ase@nordlys.example")
    browser = sign_in(seat)
    read = text_of(browser.get(page))

    answer = browser.post(page, typed(seat, taking_part))

    assert "You and they have e-mail addresses of the same domain." in read
    assert "The employer’s name is in your e-mail address." in read
    assert "ase@nordlys.example" not in read
    assert "There is a hint beside Åse Østberg: say yourself how you stand to them." in text_of(answer)
    assert standings_of(seat) == {}
    browser.post(page, typed(seat, taking_part, [(taking_part[0], "none", "", "")]))
    assert standings_of(seat) == {"C1": "none", "C2": "none", "C3": "none"}


def test_the_tick_answers_for_nobody_who_was_not_on_the_page(taking_part, juror, sign_in, page):
    answer = sign_in(juror).post(page, typed(juror, taking_part, seen=taking_part[:2]))

    assert "Say how you stand to Ylva Moe" in text_of(answer)
    assert standings_of(juror) == {}


def test_a_choice_that_is_not_offered_is_said_once(taking_part, juror, sign_in, page):
    answer = sign_in(juror).post(page, typed(juror, taking_part, [(taking_part[0], "waived", "other", WORDS)]))

    assert text_of(answer).count("waived is not one of the available choices") == 2  # above and beside the field
    assert standings_of(juror) == {}


def test_without_candidates_the_page_says_what_it_waits_for(screening, juror, sign_in, page):
    assert "There is nobody to declare for yet." in text_of(sign_in(juror).get(page))


def test_when_all_is_declared_the_page_says_so(taking_part, juror, no_ties, sign_in, page):
    no_ties(juror)

    read = text_of(sign_in(juror).get(page))

    assert "You have declared how you stand to every candidate." in read
    assert "confirm the sentence" not in read


# ---- a tie that comes to mind later ---------------------------------------------------------------------------------


def test_recusing_oneself_later_says_what_is_lost_first(taking_part, screening, juror, no_ties, sign_in):
    no_ties(juror)
    there = reverse("jury:recuse", args=[screening.slug, key_of(taking_part[0], juror)])
    browser = sign_in(juror)

    assert "From then on you see nothing of this candidate" in text_of(browser.get(there))
    assert standings_of(juror)["C1"] == "none"

    answer = browser.post(there, {"tie": "relative", "words": "We are cousins."}, follow=True)
    assert "You are recused from Åse Østberg." in text_of(answer)
    assert standings_of(juror)["C1"] == "recused"


def test_a_recusal_without_words_stores_nothing(taking_part, screening, juror, no_ties, sign_in):
    no_ties(juror)
    there = reverse("jury:recuse", args=[screening.slug, key_of(taking_part[0], juror)])

    answer = sign_in(juror).post(there, {"tie": "relative", "words": " "})

    assert answer.status_code == 200
    assert standings_of(juror)["C1"] == "none"


def test_the_key_of_somebody_else_leads_nowhere(taking_part, screening, juror, second_juror, no_ties, sign_in):
    no_ties(juror, second_juror)
    there = reverse("jury:recuse", args=[screening.slug, key_of(taking_part[0], second_juror)])

    assert sign_in(juror).get(there).status_code == 404


# ---- settling -------------------------------------------------------------------------------------------------------


@pytest.fixture
def tie(taking_part, juror):
    return Declaration.objects.create(
        person=juror.user, candidate=taking_part[0], standing="declared", tie="supplier", words=WORDS
    )


def test_the_chair_finds_the_tie_and_settles_it(tie, screening, chair, no_ties, sign_in, page):
    no_ties(chair)
    browser, there = sign_in(chair), reverse("jury:settle", args=[screening.slug, tie.pk])
    assert "○ waits for you" in text_of(browser.get(page))
    assert WORDS in text_of(browser.get(there))

    answer = browser.post(there, {"waives": "yes", "because": REASON}, follow=True)

    tie.refresh_from_db()
    assert (tie.standing, tie.settled_because) == ("waived", REASON)
    assert "The tie is settled." in text_of(answer)
    assert "a tie, waived" in text_of(answer)


def test_settling_without_a_reason_keeps_the_choice_and_stores_nothing(tie, screening, chair, sign_in):
    there = reverse("jury:settle", args=[screening.slug, tie.pk])

    answer = sign_in(chair).post(there, {"waives": "no", "because": "No."})

    tie.refresh_from_db()
    assert tie.standing == "declared"
    assert 'value="no"' in answer.content.decode()
    assert "checked" in answer.content.decode()


def test_an_organiser_sees_who_has_declared_and_settles_for_the_chair(
    tie, screening, juror, chair, organiser, sign_in, no_ties
):
    no_ties(juror)
    own = Declaration.objects.create(
        person=chair.user, candidate=tie.candidate, standing="declared", tie="other", words="We sang in one choir."
    )
    browser = sign_in(organiser)
    read = text_of(browser.get(reverse("jury:declarations", args=[screening.slug])))

    assert "Ingunn Råheim ○ 2 open" in read
    assert "Søren Kjærgård-Bløch ✓ all declared Åse Østberg, Kundesenter Nordlys: a tie, waiting for the chair" in read
    assert WORDS not in read
    browser.post(
        reverse("jury:settle_chair", args=[screening.slug, own.pk]), {"waives": "no", "because": "They still sing."}
    )
    own.refresh_from_db()
    assert (own.standing, own.settled_by) == ("recused", organiser)


def test_without_a_jury_the_overview_says_what_to_do(screening, organiser, sign_in):
    read = text_of(sign_in(organiser).get(reverse("jury:declarations", args=[screening.slug])))

    assert "Nobody is seated in the jury yet." in read


def test_doors_of_the_ties(tie, screening, juror, observer, chair, organiser, stranger, sign_in, client, at, page):
    overview = reverse("jury:declarations", args=[screening.slug])
    settle = reverse("jury:settle", args=[screening.slug, tie.pk])

    assert [sign_in(seat).get(page).status_code for seat in (juror, observer, chair, organiser, stranger)] == [
        200,
        200,
        200,
        403,
        403,
    ]
    assert [sign_in(seat).get(overview).status_code for seat in (organiser, chair, juror)] == [200, 403, 403]
    assert [sign_in(seat).get(settle).status_code for seat in (chair, juror, organiser)] == [200, 403, 404]
    assert client.get(page).status_code == 302
    at(screening, Phase.NOMINATIONS)
    assert sign_in(juror).get(page).status_code == 403


def test_the_desks_say_how_it_stands(tie, screening, juror, chair, organiser, sign_in, no_ties):
    desk, organise = (reverse(f"award:{name}", args=[screening.slug]) for name in ("jury", "organise"))
    assert "2 candidates still to declare" in text_of(sign_in(juror).get(desk))
    assert "0 of 2 of the jury have declared" in text_of(sign_in(organiser).get(organise))

    no_ties(juror, chair)

    assert "all declared" in text_of(sign_in(juror).get(desk))
    assert "1 tie waits for you" in text_of(sign_in(chair).get(desk))
    assert "2 of 2 of the jury have declared" in text_of(sign_in(organiser).get(organise))


# ---- what it costs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("is_declared", "queries"), [(False, 8), (True, 7)])
def test_the_page_of_ties_costs_the_same_for_one_and_for_three(
    screening, candidates, juror, no_ties, sign_in, page, rows, is_declared, queries, django_assert_num_queries
):
    candidates(*["C1", "C2", "C3"][:rows])
    if is_declared:
        no_ties(juror)
    browser = sign_in(juror)

    with django_assert_num_queries(queries):
        read = browser.get(page).content.decode()

    assert read.count("<fieldset") == (0 if is_declared else rows)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_costs_the_same_for_one_and_for_three(
    screening, candidates, juror, chair, organiser, recuse, sign_in, rows, django_assert_num_queries
):
    for each in candidates(*["C1", "C2", "C3"][:rows]):
        for seat in (juror, chair):
            recuse(seat, each)
    browser = sign_in(organiser)

    with django_assert_num_queries(10):
        read = browser.get(reverse("jury:declarations", args=[screening.slug])).content.decode()

    assert read.count(": recused") == 2 * rows
