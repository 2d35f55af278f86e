"""Candidates unlike the others: each has defined figures or a named state, on the list and in a dossier.

Every warning is an error in these tests, that of a division by nought too.
"""

import pytest
from django.urls import reverse

from jury.counting.measuring import measure
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent, Kind
from surveys.counting.selectors import results
from surveys.importing.actions import import_results

TEAM = [[4, 5, 3, 4], [3, 4, 4, 5], [5, 5, 4, 4], [4, 3, 4, 3], [4, 4, 5, 4], [3, 5, 4, 4]]


@pytest.fixture
def counted(screening, leader, juror, no_ties):
    """Counts made-up teams: code -> how employees answer, and how the leaders do; each a list of rows, repeated."""

    def count(teams):
        codes = [item.code for item in screening.content.survey.items]
        for code in teams:
            Candidate.objects.get_or_create(
                edition=screening, code=code, defaults={"name": f"Leder {code}", "consent": Consent.ACCEPTED}
            )
        lines = ["candidate,respondent," + ",".join(codes)]
        for code, (employees, leaders) in teams.items():
            for kind, rows in (("employee", employees), ("self", leaders)):
                for row in rows:
                    answers = (str(row[place % len(row)] or "") for place in range(len(codes)))
                    lines.append(f"{code},{kind}," + ",".join(answers))
        import_results(edition=screening, source=("\n".join(lines) + "\n").encode(), measure=measure, by=None)
        no_ties(juror)
        return results(screening)

    return count


@pytest.fixture
def pages(screening, sign_in, juror):
    """The list and a dossier, as a juror reads them."""

    def read(code):
        browser = sign_in(juror)
        pages = [reverse("jury:screening", args=[screening.slug]), reverse("jury:dossier", args=[screening.slug, code])]
        answers = [browser.get(page) for page in pages]
        assert [each.status_code for each in answers] == [200, 200]
        return [" ".join(each.content.decode().split()) for each in answers]

    return read


def test_nobody_answering_is_said_and_nothing_else(counted, pages):
    only = counted({"C01": ([], [[4]]), "C02": (TEAM, [[4, 5]])}).by_code["C01"]

    assert (only.outcome, only.agreement, only.level, only.items) == ("too_few", None, None, ())
    assert all("too few answers" in page.lower() for page in pages("C01"))


def test_without_a_self_assessment_there_is_a_level_and_no_agreement(counted, pages):
    only = counted({"C01": (TEAM, [])}).by_code["C01"]

    assert (only.status, only.agreement, only.shortlist_index, only.baseline) == ("not_ranked", None, None, None)
    assert only.level is not None
    assert all("no self-assessment" in page for page in pages("C01"))


def test_a_team_of_one_mind_has_an_index_and_no_interval(counted, pages):
    only = counted({"C01": ([[4]] * 6, [[5]])}).by_code["C01"]

    assert (only.rank, only.agreement, only.level, only.shortlist_index) == (1, 50.0, 75.0, 61.2)
    assert "interval_not_estimable" in only.flags
    assert all("no interval" in page for page in pages("C01"))


def test_an_area_the_leader_skipped_is_named(counted, pages, screening):
    first, *_others = screening.content.survey.areas
    skipped = [0 if item.area == first.code else 4 for item in screening.content.survey.items]

    only = counted({"C01": (TEAM, [skipped])}).by_code["C01"]

    assert only.reasons == (f"area_not_scored:{first.code}",)
    assert (only.agreement, only.rank, only.areas[0].agreement) == (None, None, None)
    assert only.areas[0].level is not None
    assert all(f"not scored: {first.name}" in page for page in pages("C01"))


def test_of_four_leaders_one_answered_alone(counted, pages, screening):
    group = Candidate.objects.get(edition=screening)
    group.kind = Kind.GROUP
    group.save()
    for name in ("Bodil", "Cato", "Dag"):
        email = f"{name.lower()}@nordlys.example"
        Leader.objects.create(candidate=group, name=f"{name} Fjellmo", email=email, consent=Consent.ACCEPTED)

    only = counted({"C01": (TEAM, [[4, 5]])}).by_code["C01"]

    assert only.is_ranked
    assert "self_incomplete" in only.flags
    assert {item.leaders for item in only.items} == {()}
    assert all("self-assessment incomplete" in page for page in pages("C01"))


def test_alike_candidates_share_a_place(counted, pages):
    found = counted({"C01": (TEAM, [[4, 5]]), "C02": (TEAM, [[4, 5]]), "C03": ([[1, 2]] * 6, [[4]])})

    assert [each.rank for each in found.candidates] == [1, 1, 3]
    assert [found.by_code[code].expected_rank for code in ("C01", "C02")] == [2, 2]
    pages("C02")


def test_a_single_candidate_is_first_and_has_no_other_team_beside(counted, pages):
    (only,) = counted({"C01": (TEAM, [[4, 5]])}).candidates

    assert (only.rank, only.expected_rank, only.baseline) == (1, 1, None)
    pages("C01")


def test_one_statement_is_a_survey_too(counted, pages, screening):
    survey = screening.content_json["survey"]
    survey["areas"] = survey["areas"][:1]
    survey["items"] = [item for item in survey["items"] if item["area"] == survey["areas"][0]["code"]][:1]
    screening.save()

    only = counted({"C01": ([[4], [5], [4], [5], [4]], [[4]])}).by_code["C01"]

    assert (only.rank, only.agreement, only.level) == (1, 80.0, 85.0)
    pages("C01")
