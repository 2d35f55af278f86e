"""Somebody recused walks every route of the project, in every phase from screening to decision, and finds nothing."""

import pytest
from django.urls import get_resolver, reverse

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.states import Phase
from jury.models import Declaration, Description, Portfolio, Score, Visit

PHASES = [Phase.SCREENING, Phase.ROUND_TWO, Phase.SCORING, Phase.FINALS, Phase.DECISION]
CANARIES = ["Åse Østberg", "Kundesenter Nordlys", "C01", "77.4", "We read the fives aloud", "Headset off, she heard"]
OF_THE_PAGE_OF_TIES = ["Åse Østberg", "Kundesenter Nordlys"]


def routes():
    """The name and the parameters of every page of an edition."""
    for place in get_resolver().url_patterns:
        for pattern in getattr(place, "url_patterns", ()):
            names = set(pattern.pattern.converters)
            if "edition" in names and pattern.name:
                yield f"{place.app_name}:{pattern.name}" if place.app_name else pattern.name, names


def addresses(edition, candidate):
    visit = Visit.objects.get(candidate=candidate)
    given = {"edition": edition.slug, "code": candidate.code, "pk": visit.observations.first().pk, "name": "scores.csv"}
    given |= {"key": "0" * 16, "ticket": "x"}
    for name, wanted in routes():
        if wanted <= set(given):
            yield name, reverse(name, kwargs={key: given[key] for key in wanted})


def found(browser, edition, candidate):
    """Which canaries are read, and where; by GET and by POST."""
    seen = set()
    for name, path in addresses(edition, candidate):
        for answer in (browser.get(path), browser.post(path, {})):
            page = answer.content.decode(errors="replace") if not answer.streaming else ""
            page = page.replace(path, "").replace(f"next={path}", "")
            kept = OF_THE_PAGE_OF_TIES if name == "jury:conflicts" else []
            seen |= {(name, canary) for canary in CANARIES if canary in page and canary not in kept}
    return seen


@pytest.fixture
def story(edition, finalists, chair):
    """Åse has written, was scored and was visited."""
    candidate = finalists["C01"]
    candidate.edition = edition
    portfolio = Portfolio.objects.create(candidate=candidate, handed_in_at="2027-05-25T12:00:00Z", revision=1)
    area = edition.content.round_two.areas[0].code
    Description.objects.create(portfolio=portfolio, area=area, text="We read the fives aloud")
    candidate_visit = Visit.objects.get(candidate=candidate)
    candidate_visit.observations.update(text="Headset off, she heard")
    return finalists


def recuse(seat, candidate):
    Declaration.objects.update_or_create(person=seat.user, candidate=candidate, defaults={"standing": "recused"})


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("who", ["second_juror", "chair"])
def test_somebody_recused_finds_nothing_on_any_route(request, who, phase, edition, story, at, sign_in):
    seat = request.getfixturevalue(who)
    recuse(seat, story["C01"])
    at(edition, phase)

    assert found(sign_in(seat), edition, story["C01"]) == set()


@pytest.mark.parametrize("phase", PHASES)
def test_a_recused_observer_finds_nothing_of_their_own_visit(phase, edition, story, observer, at, sign_in):
    recuse(observer, story["C01"])
    at(edition, phase)

    assert found(sign_in(observer), edition, story["C01"]) == set()


def test_the_same_walk_finds_everything_for_a_juror_without_a_tie(edition, story, juror, at, sign_in):
    seen = set()
    for phase in PHASES:
        at(edition, phase)
        seen |= {canary for _name, canary in found(sign_in(juror), edition, story["C01"])}

    assert seen >= set(CANARIES)


def test_pages_of_the_candidate_do_not_exist_for_the_recused(edition, story, second_juror, at, sign_in):
    recuse(second_juror, story["C01"])
    paths = {"dossier": Phase.SCREENING, "score_sheet": Phase.SCORING, "visit_read": Phase.DECISION}

    for name, phase in paths.items():
        at(edition, phase)
        assert sign_in(second_juror).get(reverse(f"jury:{name}", args=[edition.slug, "C01"])).status_code == 404


def test_scores_of_somebody_recused_later_count_for_nobody(edition, story, juror, at):
    from jury.round_two.selectors import round_two_values

    recuse(juror, story["C01"])

    assert "C01" not in round_two_values(edition).index
    assert Score.objects.filter(juror=juror, candidate=story["C01"]).exists()


def test_whoever_has_not_declared_is_led_to_the_page_of_ties(edition, at, candidates, juror, sign_in):
    at(edition, Phase.SCREENING)
    candidates("C1")

    answer = sign_in(juror).get(reverse("jury:screening", args=[edition.slug]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("jury:conflicts", args=[edition.slug]))


def test_a_second_chair_takes_the_place_of_a_recused_one(edition, story, chair, second_juror):
    from jury.decision.selectors import takes_part

    recuse(chair, story["C01"])
    seat = give_seat(edition=edition, email=second_juror.user.email, role=Role.CHAIR, by=None)

    assert (takes_part(edition, chair), takes_part(edition, seat)) == (False, True)
