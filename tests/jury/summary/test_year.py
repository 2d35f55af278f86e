"""What marks a good leader this year, and that nobody's result can be subtracted out of it."""

import hashlib

import pytest
from django.test import Client

from award.editions.rules import canonical
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.summary import content
from jury.summary.figures import Together, Year, among_first, year
from jury.summary.pages import laid_out
from jury.summary.selectors import summary_of
from jury.summary.states import Silence
from jury.summary.telling import FEW, MOST, SOME, Mean, may_tell, mean_over, share_of, told
from nominations.candidates.models import Candidate
from surveys.counting.models import Release
from surveys.counting.results import Picked
from surveys.counting.selectors import results


def teams(n):
    return {f"C{k:02}": (12, 3 + k / 10, 4) for k in range(1, n + 1)}


def counted(edition, code, team, own, picks=()):
    """A team that answers `team` to every statement, and a leader who answers `own`."""
    items = [
        {"code": item.code, "self": own, "team": team, "team_sign": "", "gap": round(own - team, 1)}
        for item in edition.content.survey.items
    ]
    names = ("rank", "agreement", "level", "shortlist_index", "low", "high", "bias", "category", "gate_passed")
    return {
        "code": code,
        "outcome": "counted",
        "status": "ranked",
        "reasons": [],
        **dict.fromkeys(names),
        "flags": [],
        "response_class": "unknown",
        "size_band": "10-19",
        "areas": [],
        "items": items,
        "picks": [{"code": "PICK", "leader": [], "team": list(picks)}] if picks else [],
    }


@pytest.fixture
def made(screening, candidates):
    """Releases these rows as they stand."""

    def make(rows):
        candidates(*(row["code"] for row in rows))
        payload = {
            "edition": screening.slug,
            "origin": "sealed",
            "threshold": screening.threshold,
            "rules_hash": screening.rules_hash,
            "scale": [1, 5],
            "candidates": rows,
        }
        digest = hashlib.sha256(canonical(payload)).hexdigest()
        Release.objects.create(edition=screening, origin="sealed", payload=payload, sha256=digest)
        return results(screening)

    return make


@pytest.fixture
def release(screening, candidates, release_of):
    def make(n):
        candidates(*teams(n))
        release_of(screening, teams(n))
        return results(screening)

    return make


@pytest.mark.parametrize(
    ("told", "shown", "may"),
    [
        (0, 0, False),
        (4, 0, False),
        (5, 0, True),
        (5, 1, False),
        (6, 1, True),
        (1, 1, False),
        (5, 5, True),
        (9, 5, False),
        (10, 5, True),
    ],
)
def test_a_figure_is_told_only_if_what_is_left_after_subtracting_is_of_five_teams(told, shown, may):
    codes = [f"C{k}" for k in range(told)]

    assert may_tell(set(codes), set(codes[:shown])) is may


def test_with_the_winner_known_the_rest_is_a_figure_over_five_teams(edition, release):
    released = release(6)
    found = year(released, edition, {"C06"})
    code = found.most[0].code
    known = [item.team for each in released.candidates for item in each.items if item.code == code]

    left = found.most[0].teams.value * 6 - known[-1]

    assert left == pytest.approx(sum(known[:-1]), abs=6 * 0.05 + 1e-9)
    assert len(known[:-1]) == 5


def test_five_teams_with_the_winner_among_them_have_no_summary(edition, release):
    released = release(5)

    assert year(released, edition, {"C05"}) is None
    assert year(released, edition, set()).teams == 5


@pytest.mark.parametrize("n", range(6, 40))
@pytest.mark.parametrize("winner", [0, 1])
def test_a_class_never_says_that_none_or_all_of_the_others_chose_a_trait(n, winner):
    for word in {share_of(k, n) for k in range(n + 1)}:
        others = {k - winner for k in range(n + 1) if share_of(k, n) == word and 0 <= k - winner <= n - 1}
        assert others not in ({0}, {n - 1})


def test_the_ends_of_the_classes():
    assert (share_of(6, 6), share_of(4, 6), share_of(2, 6)) == (MOST, MOST, FEW)


def test_content_without_traits_has_no_figures_of_them(edition, release):
    released = release(6)
    for item in edition.content_json["survey"]["items"]:
        item.pop("trait", None)
    del edition.__dict__["content"]

    found = year(released, edition, set())

    assert found.traits == ()
    assert len(found.themes) == 5


def test_everybody_reads_it_after_the_announcement_without_a_cookie(screening, release, at):
    release(6)
    at(screening, Phase.ANNOUNCED)

    page = Client().get(f"/{screening.slug}/this-year/")

    assert page.status_code == 200
    assert "6 teams, taken together" in page.content.decode()
    assert page.cookies == {}
    assert page["Cache-Control"] == "no-store"


def test_too_few_teams_are_said(screening, release, at):
    release(2)
    at(screening, Phase.ANNOUNCED)

    assert "Too few teams have a result" in Client().get(f"/{screening.slug}/this-year/").content.decode()


def test_before_the_announcement_it_is_closed(screening, release):
    release(6)

    assert Client().get(f"/{screening.slug}/this-year/").status_code == 403


@pytest.mark.parametrize(("n", "queries"), [(1, 4), (3, 4), (8, 5), (12, 5)])  # with something to tell: the texts, too
def test_the_page_asks_as_much_of_some_teams_as_of_many(screening, release, at, n, queries, django_assert_num_queries):
    release(n)
    at(screening, Phase.ANNOUNCED)

    Client().get(f"/{screening.slug}/this-year/")
    with django_assert_num_queries(queries):
        Client().get(f"/{screening.slug}/this-year/")


# ---- what a mean says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([5] * 6, Mean(4.5, "≥")),
        ([5, 5, 5, 5, 5, 2], Mean(4.5, "≥")),
        ([4, 4, 4, 5, 5, 4], Mean(4.3)),
        ([1, 1, 2, 1, 1, 1], Mean(1.5, "≤")),
        ([], None),
    ],
)
def test_a_mean_at_an_end_of_the_scale_is_an_open_end(numbers, expected):
    assert mean_over(numbers, (1, 5)) == expected


def test_six_leaders_who_all_answer_five_are_not_given_away(edition, made):
    """A mean of 5.0 over six leaders would say what each of them answered; so would 4.8 to who knows one of them."""
    released = made([counted(edition, f"C0{k}", 3.5, 5.0) for k in range(1, 7)])

    found = year(released, edition, {"C06"})

    assert {each.leaders for each in (*found.most, *found.least, *found.traits, *found.themes)} == {Mean(4.5, "≥")}
    assert {each.bias for each in (*found.most, *found.traits)} == {None}


@pytest.mark.parametrize("winner", [1, 2, 3, 4, 5])
def test_whoever_knows_the_winners_answer_cannot_tell_that_all_others_answered_one_thing(winner):
    """Whatever is told of six leaders, the five others may have answered more or less than the end of the scale."""
    fits = {}
    for points in range(5, 26):
        answers = {"C06": winner, **{f"C0{k}": points / 5 for k in range(1, 6)}}
        fits.setdefault(told(answers, {"C06"}, (1, 5)), set()).add(points)

    assert {5} not in fits.values()
    assert {25} not in fits.values()


def test_a_mean_that_gives_the_others_away_is_not_told():
    """The winner answered 2, everybody else 5: 4.5 over six could be nothing else."""
    others = {f"C0{k}": 5 for k in range(1, 6)}

    assert told({**others, "C06": 2}, {"C06"}, (1, 5)) is None
    assert told({**others, "C06": 5}, {"C06"}, (1, 5)) == Mean(4.5, "≥")
    assert told({**others, "C06": 2}, set(), (1, 5)) == Mean(4.5, "≥")


def test_a_statement_is_the_mean_of_teams_and_a_trait_the_mean_of_statements(edition, made):
    released = made([counted(edition, f"C0{k}", 3 + k / 10, 4.0) for k in range(1, 7)])

    found = year(released, edition, {"C06"})

    assert {each.teams for each in (*found.most, *found.least, *found.traits, *found.themes)} == {Mean(3.4)}  # 3.35
    assert {each.bias for each in found.traits} == {0.6}


def test_the_themes_have_their_names_and_their_statements(edition, made):
    rows = [counted(edition, f"C0{k}", 3.0, 4.0) for k in range(1, 7)]
    about = {item.code for item in edition.content.survey.items if "001" in item.themes}
    for row in rows:
        for item in row["items"]:
            item["team"] = 4.0 if item["code"] in about else 3.0

    found = year(made(rows), edition, set())

    assert [(each.code, each.name) for each in found.themes] == [
        ("003", "Trust, involvement, presence"),
        ("000", "Accountability and ownership"),
        ("004", "Empowerment"),
        ("002", "What a leader does and is"),
        ("001", "Talent and development"),
    ]
    assert found.themes[-1].teams == Mean(4.0)


# ---- traits chosen ---------------------------------------------------------------------------------------------------


def test_first_chosen_are_the_first_three_places_of_a_small_team_and_the_highest_class_of_a_large_one():
    small = [Picked("clear", place=1), Picked("encouraging", place=3)]
    large = [Picked("clear", share="some"), Picked("goal_oriented", share="some"), Picked("understanding", share="few")]
    sure = [Picked("clear", share="most"), Picked("goal_oriented", share="some")]
    nobody = [Picked("clear", share="few")]

    assert among_first(small) == {"clear", "encouraging"}
    assert among_first(large) == {"clear", "goal_oriented"}
    assert among_first(sure) == {"clear"}
    assert among_first(nobody) == set()


def test_in_how_many_teams_a_trait_was_chosen_is_a_class_and_never_a_number(edition, made):
    clear, goals = {"trait": "clear", "place": 1}, {"trait": "goal_oriented", "place": 2}
    rows = [counted(edition, f"C0{k}", 3.5, 4.0, [clear, goals] if k <= 3 else [clear]) for k in range(1, 7)]

    found = year(made(rows), edition, {"C06"})

    chosen = {each.code: each.chosen for each in found.traits}
    assert (chosen["clear"], chosen["goal_oriented"], chosen["understanding"]) == (MOST, SOME, FEW)


def test_without_picks_there_is_no_column_of_them(edition, made):
    page = laid_out(year(made([counted(edition, f"C0{k}", 3.5, 4.0) for k in range(1, 7)]), edition, set()))

    assert page["has_picks"] is False


def test_picks_of_too_few_teams_are_not_told(edition, made):
    rows = [
        counted(edition, f"C0{k}", 3.5, 4.0, [{"trait": "clear", "place": 1}] if k < 5 else ()) for k in range(1, 7)
    ]

    assert {each.chosen for each in year(made(rows), edition, set()).traits} == {""}


# ---- the sentences ---------------------------------------------------------------------------------------------------


def trait(name, teams, leaders, chosen=""):
    return Together(name.lower(), name, Mean(teams), Mean(leaders), chosen)


def said(*traits):
    return content.sentences(Year((1, 5), 6, traits, (), (), ()))


def test_the_finding_is_told_in_sentences():
    assert said(
        trait("Clear", 4.0, 4.1, MOST), trait("Encouraging", 3.5, 4.0, FEW), trait("Understanding", 3.8, 3.6, FEW)
    ) == [
        "In most teams, “Clear” is among the first traits chosen for the leader.",
        "Teams agree most with the statements on “Clear” (4.0 on the scale 1 to 5) and least with those on "
        "“Encouraging” (3.5).",
        "Leaders stand furthest above their teams on “Encouraging”, by 0.5 points on average.",
    ]


def test_what_holds_for_most_traits_is_said_once():
    traits = [trait("Clear", 4.0, 4.2), trait("Encouraging", 3.5, 3.7), trait("Understanding", 3.8, 3.8)]

    assert said(*traits)[-1] == "On most traits, leaders answer 0.2 points higher than their teams."


def test_nothing_to_tell_makes_no_sentence():
    assert said() == []
    assert said(Together("clear", "Clear", None, None)) == []


# ---- when, and to whom -----------------------------------------------------------------------------------------------


def test_before_the_announcement_nobody_has_a_summary(edition, release, organiser, at):
    release(6)

    for phase in (Phase.SCREENING, Phase.DECISION):
        assert summary_of(at(edition, phase), None, organiser) == Silence.NOT_YET


def test_somebody_recused_has_no_summary_of_the_others_to_subtract(edition, release, juror, no_ties, at):
    """The page for everybody tells six teams; one of five beside it would give the sixth away."""
    release(6)
    at(edition, Phase.ANNOUNCED)
    no_ties(juror)

    assert summary_of(edition, None, juror) == summary_of(edition, None)

    Declaration.objects.filter(candidate__code="C03").update(standing="recused")

    assert summary_of(edition, None, juror) == Silence.BOUND


@pytest.mark.parametrize("silence", list(Silence))
def test_every_silence_has_its_words(silence):
    page = laid_out(silence)

    assert page["is_told"] is False
    assert page["why_not"] == content.why_not(silence) != ""


def test_nothing_counted_is_too_few(edition, at):
    assert summary_of(at(edition, Phase.ANNOUNCED), None) == Silence.TOO_FEW


def test_no_candidate_is_on_the_page(edition, release, at):
    release(6)
    at(edition, Phase.ANNOUNCED)

    page = Client().get(f"/{edition.slug}/this-year/").content.decode()

    assert Candidate.objects.count() == 6
    assert "Leder" not in page
    assert "C01" not in page


def test_the_public_page_and_the_winners_page_lead_to_it_and_the_winner_stays_first(edition, announced):
    landing = Client().get(f"/{edition.slug}/").content.decode()
    winner = Client().get(f"/{edition.slug}/winner/").content.decode()

    primary = landing.partition('class="btn btn-primary btn-lg" href="')[2].partition('"')[0]
    assert primary == f"/{edition.slug}/winner/?lang=en"
    assert f'href="/{edition.slug}/this-year/?lang=en"' in landing
    assert f'href="/{edition.slug}/this-year/?lang=en"' in winner


def test_own_texts_without_themes_traits_and_questions_have_the_statements_alone(edition, made, at):
    survey = edition.content_json["survey"]
    survey.pop("themes"), survey.pop("open_questions")
    for item in survey["items"]:
        item.pop("trait"), item.pop("theme")
    edition.save()
    edition.__dict__.pop("content", None)
    made([counted(edition, f"C0{k}", 3.5, 4.0) for k in range(1, 7)])
    at(edition, Phase.ANNOUNCED)

    page = Client().get(f"/{edition.slug}/this-year/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Trait by trait" not in text
    assert "Theme by theme" not in text
    assert "Agreed with most" in text
