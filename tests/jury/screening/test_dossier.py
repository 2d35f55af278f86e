"""The dossier: what a seat reads of one candidate."""

import re

import pytest
from django.urls import reverse

from award.editions.models import Edition
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.conflicts.states import Standing
from nominations.candidates.models import Leader
from nominations.candidates.states import Consent, Kind
from tests.jury.screening.made_up import area, freeze, item, result

DOSSIER = "dossier"


def at_page(edition, name, *args):
    return reverse(f"jury:{name}", args=[edition.slug, *args])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def counted(screening, leader, candidates, release_of, juror, chair, no_ties):
    candidates("C02", "C03", "C04")
    no_ties(juror, chair)
    release_of(screening, {"C01": (7, 4.6, 4), "C02": (12, 2, 2), "C03": (25, 4, None), "C04": (3, 4, 4)})
    return screening


@pytest.fixture
def dossier_of(screening, leader, juror, no_ties, sign_in):
    """The page of a made-up candidate, and of others beside it."""

    def page(*found):
        freeze(screening, *found)
        no_ties(juror)
        return sign_in(juror).get(at_page(screening, DOSSIER, "C01"))

    return page


@pytest.fixture
def group(leader):
    """Åse's candidate as a group of four leaders."""
    leader.candidate.kind = Kind.GROUP
    leader.candidate.save()
    for name in ("Bodil", "Cato", "Dag"):
        email = f"{name.lower()}@nordlys.example"
        Leader.objects.create(candidate=leader.candidate, name=name, email=email, consent=Consent.ACCEPTED)
    return leader.candidate


def test_a_dossier_shows_the_three_numbers_and_what_they_mean(counted, juror, sign_in):
    response = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    page = text_of(response)
    figures = {figure.label: figure.value for figure in response.context["dossier"].figures}
    assert list(figures) == ["Shortlist index", "Agreement, leader and team", "Level, as the team sees it"]
    assert all(value in page for value in figures.values())
    assert "place 1 of 2" in page
    assert "gate at 50" in page
    assert "The leader gave one and the same answer to every statement" in page


def test_a_dossier_of_a_small_team_clamps_means_and_says_so(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01")))

    assert "≥ 4.5" in page
    assert "5.0" not in page.split("Statement by statement")[1].split("Round two")[0]
    assert "Fewer than ten answered." in page


def test_a_dossier_of_a_larger_team_says_nothing_of_small_ones(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C03")))

    assert "Fewer than ten answered." not in page
    assert "Small teams read lower" not in page


def test_a_dossier_without_a_self_assessment_shows_the_level_only(counted, juror, sign_in):
    response = sign_in(juror).get(at_page(counted, DOSSIER, "C03"))

    assert [figure.label for figure in response.context["dossier"].figures] == ["Level, as the team sees it"]
    assert "no self-assessment" in text_of(response)


def test_a_dossier_with_too_few_answers_says_that_and_no_number(counted, juror, sign_in):
    page = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C04")))

    inside = page.split("Previous candidate", 1)[1]
    assert "Too few answers" in inside
    assert not re.search(r"\d+\.\d", inside)
    assert "Statement by statement" not in inside


def bands_in(response):
    """Everything a dossier says of agreement in which one of the bands is named."""
    shown = response.context["dossier"]
    told = [
        *(each.words for each in shown.figures),
        *shown.reading,
        *(words for each in shown.areas_read for words in each.words),
    ]
    return [words for words in told if re.search(r"\b(very close|close|moderate|wide)\b", words)]


def test_without_a_baseline_no_band_of_agreement_is_named(dossier_of, screening):
    areas = [area(each.code, 4.6, 4.0, 70.0) for each in screening.content.survey.areas]

    response = dossier_of(result(areas, agreement=70.0, level=60.0, shortlist_index=64.8, low=60.0, high=70.0))

    assert bands_in(response) == []
    assert "What any leader would get is not known here" in text_of(response)
    assert "Any leader" not in text_of(response)


def test_with_a_baseline_it_stands_on_the_line_of_every_band(dossier_of, screening):
    areas = [area(each.code, 4.6, 4.0, 70.0, baseline=63.0) for each in screening.content.survey.areas]

    response = dossier_of(result(areas, agreement=70.0, baseline=58.2, level=60.0))

    assert bands_in(response) == [
        "close, 12 points above what any leader would get",
        "Leader and team agree to 70.0 of 100, which we call “close”: 12 points above what any leader would get.",
        *["Agreement of leader and team: close, 7 points above what any leader would get."] * 3,
    ]
    assert "Any leader" in text_of(response)


def test_without_a_self_assessment_it_is_said_what_the_jury_can_do(dossier_of, screening):
    items = [item(each.code, None, 3.5) for each in screening.content.survey.items]
    areas = [area(each.code, None, None, None, 62.5) for each in screening.content.survey.areas]
    reasons = ["no_self_assessment", "area_not_scored:engagement"]

    response = dossier_of(result(areas, items, level=62.5, status="not_ranked", reasons=reasons, rank=None))

    page = text_of(response)
    assert [each.label for each in response.context["dossier"].figures] == ["Level, as the team sees it"]
    assert "No index, no place in the order" in page
    assert "the chair may shortlist with a written reason" in page
    assert "Where they differ" not in page
    assert 'class="num" data-label="leader"' not in response.content.decode()
    assert "–</td>" not in response.content.decode()


def test_a_release_without_single_statements_says_so(dossier_of, screening):
    page = text_of(dossier_of(result([area(each.code) for each in screening.content.survey.areas], level=75.0)))

    assert page.count("Single statements are not part of this release.") == 2


def test_every_entry_of_the_contents_leads_somewhere(dossier_of, screening):
    items = [item(each.code, 4.0, 3.5, leaders=(4.0, 4.0)) for each in screening.content.survey.items]
    picks = [{"code": "best_traits", "leader": [], "team": []}]

    page = dossier_of(result([], items, picks=picks, level=62.5)).content.decode().split("<main")[1]

    entries = re.findall(r'href="#([^"]+)"', page)
    assert entries == [
        *("reading", "areas", "leaders", "gaps", "regrouped", "statements", "picks", "texts", "decision"),
    ]
    assert all(f'id="{each}"' in page for each in entries)


def test_terms_lead_to_the_page_that_explains_them(dossier_of, screening, juror, sign_in):
    numbers = at_page(screening, "numbers")
    small = {"flags": ["constant_self_rating"], "size_band": "5-9", "cautious_index": 71, "expected_rank": 1}

    page = dossier_of(result(agreement=70.0, baseline=60.0, level=60.0, shortlist_index=64.8, **small))

    linked = set(re.findall(rf'href="{numbers}#([^"]+)"', page.content.decode()))
    explained = sign_in(juror).get(numbers).content.decode()
    assert linked == {"baseline", "beside", "cannot", "four", "interval", "withheld", "words"}
    assert all(f'id="{each}"' in explained for each in linked)


@pytest.mark.parametrize(
    ("leaders", "words"),
    [
        ((), "This is a group of 4 leaders. 1 of them has given a self-assessment, and it stands for all."),
        (
            (4.0, 2.0),
            "This is a group of 4 leaders. 2 of them have given a self-assessment, and their side is the mean of "
            "those.",
        ),
        ((4.0, 4.0, 2.0, 2.0), "This is a group of leaders: their side is the mean of their answers."),
    ],
)
def test_whose_answers_stand_for_a_group_is_said(dossier_of, group, screening, leaders, words):
    items = [item(each.code, 3.0, 3.5, leaders=leaders) for each in screening.content.survey.items]

    page = text_of(dossier_of(result([], items, agreement=75.0, level=62.5)))

    assert words in page
    assert ("The leaders of the group, one by one" in page) == bool(leaders)


def test_of_an_older_release_it_is_not_said_how_many_of_a_group_answered(dossier_of, group, screening):
    made = result([], [item(each.code, 3.0, 3.5) for each in screening.content.survey.items], level=62.5)
    for each in made.source["items"]:
        del each["leaders"]

    assert "This is a group of leaders: their side is the mean of their answers." in text_of(dossier_of(made))


def test_a_group_of_whom_nobody_answered_says_so(dossier_of, group, screening):
    items = [item(each.code, None, 3.5) for each in screening.content.survey.items]

    page = text_of(dossier_of(result([], items, level=62.5, status="not_ranked", reasons=["no_self_assessment"])))

    assert "This is a group of leaders; none of them has a self-assessment here." in page


def test_a_single_candidate_has_no_neighbours(dossier_of):
    response = dossier_of(result(level=62.5))

    assert "place 1 of 1" in text_of(response)
    assert "Next candidate" not in text_of(response)
    assert "Previous candidate" not in text_of(response)


def test_every_drawing_has_words(counted, juror, sign_in):
    page = sign_in(juror).get(at_page(counted, DOSSIER, "C02")).content.decode()

    plots = re.findall(r'<svg[^>]*class="plot"[^>]*>', page)
    assert plots
    assert all("aria-label=" in plot or 'aria-hidden="true"' in plot for plot in plots)
    assert "style=" not in page.split("<main")[1]


def test_a_juror_who_has_declared_nothing_or_a_tie_finds_no_dossier(counted, leader, juror, sign_in):
    own = Declaration.objects.filter(person=juror.user, candidate=leader.candidate)
    own.update(standing=Standing.RECUSED)
    recused = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))
    other = sign_in(juror).get(at_page(counted, DOSSIER, "C02"))
    own.delete()
    undeclared = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    assert (recused.status_code, other.status_code) == (404, 200)
    assert (undeclared.status_code, undeclared["Location"]) == (302, at_page(counted, "conflicts"))


def test_the_neighbours_and_the_place_are_among_what_the_seat_may_read(counted, leader, juror, sign_in):
    before = sign_in(juror).get(at_page(counted, DOSSIER, "C02")).context["dossier"]
    Declaration.objects.filter(person=juror.user, candidate=leader.candidate).update(standing=Standing.RECUSED)

    page = sign_in(juror).get(at_page(counted, DOSSIER, "C02"))

    after = page.context["dossier"]
    assert (before.neighbours.previous.code, before.result.rank, before.neighbours.ranked) == ("C01", 2, 2)
    assert (after.neighbours.previous, after.result.rank, after.neighbours.ranked, after.neighbours.following.code) == (
        None,
        1,
        1,
        "C03",
    )
    assert "C01" not in page.content.decode()


def test_the_code_stands_for_the_name_while_names_are_hidden(counted, juror, organiser, sign_in):
    hidden = text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01")))
    shown = text_of(sign_in(organiser).get(at_page(counted, DOSSIER, "C01")))
    Edition.objects.filter(pk=counted.pk).update(phase=Phase.ROUND_TWO)

    assert "Åse Østberg" not in hidden
    assert "Kundesenter Nordlys" not in hidden
    assert "Åse Østberg" in shown
    assert "Kundesenter Nordlys" in shown
    assert "Åse Østberg" in text_of(sign_in(juror).get(at_page(counted, DOSSIER, "C01")))


@pytest.mark.parametrize("codes", [[], ["C02", "C03"]])
def test_a_dossier_asks_the_database_as_often_among_one_candidate_as_among_three(
    screening, leader, candidates, release_of, juror, no_ties, sign_in, django_assert_num_queries, codes
):
    candidates(*codes)
    no_ties(juror)
    release_of(screening, dict.fromkeys(["C01", *codes], (7, 4, 4)))
    browser = sign_in(juror)
    browser.get(at_page(screening, DOSSIER, "C01"))

    with django_assert_num_queries(18):
        page = browser.get(at_page(screening, DOSSIER, "C01"))

    assert page.context["dossier"].neighbours.among == 1 + len(codes)


def test_a_dossier_tells_themes_and_traits_and_texts_without_themes_have_no_such_table(counted, juror, sign_in):
    with_themes = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))
    content = {
        **counted.content_json,
        "survey": {k: v for k, v in counted.content_json["survey"].items() if k != "themes"},
    }
    Edition.objects.filter(pk=counted.pk).update(content_json=content)
    without = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    assert "Trust, involvement, presence" in text_of(with_themes)
    assert len(with_themes.context["dossier"].traits) == 7
    assert "By theme" not in text_of(without)
    assert "By trait" in text_of(without)


@pytest.mark.parametrize(
    ("size", "has_open_end", "words"),
    [
        ("10-19", True, "fewer than ten answered is shown"),
        ("5-9", True, "Fewer than ten answered."),
        ("20+", False, ""),
    ],
)
def test_an_open_end_is_explained_also_in_a_team_of_ten(dossier_of, size, has_open_end, words):
    made = result(items=[item("A1", 4.0, 4.5, "≥" if has_open_end else "")], size_band=size, level=75.0)

    page = text_of(dossier_of(made))

    told = ("A statement that fewer than ten answered is shown", "Fewer than ten answered.")
    assert [each for each in told if each in page] == [each for each in told if words and words in each]
    assert ("an open end: at most" in page) == has_open_end
