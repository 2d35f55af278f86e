"""The year's summary as a chapter of the winner report."""

import io

import pytest
from pypdf import PdfReader

from jury.conflicts.models import Declaration
from jury.report.pages import report_pdf
from nominations.candidates.models import Candidate
from surveys.counting.models import Release

CHAPTER = "What marks a good leader this year"


def items(edition, team, own):
    return [
        {"code": item.code, "self": own, "team": team, "team_sign": "", "gap": round(own - team, 1)}
        for item in edition.content.survey.items
    ]


@pytest.fixture
def seven(edition, announced, candidates, chair, juror, no_ties):
    """Åse has won; with Torbjørn and five more, seven teams have a result."""
    more = [f"C0{k}" for k in range(4, 9)]
    candidates(*more)
    found = Release.objects.get()
    first, second, third = found.payload["candidates"]
    rows = [first, second, *({**second, "code": code} for code in more)]
    found.payload["candidates"] = [
        third,
        *({**row, "items": items(edition, 3 + place / 10, 4.0)} for place, row in enumerate(rows)),
    ]
    statements = [{"code": item.code, "team": None} for item in edition.content.survey.items]
    found.payload["totals"] = {"agreement": None, "level": None, "items": statements}
    found.save()
    no_ties(chair, juror)
    return edition


def read(browser, edition):
    return browser.get(f"/{edition.slug}/report/").content.decode()


def test_the_chapter_tells_what_the_page_tells(seven, juror, sign_in):
    """Teams at 3.0, 3.1 … 3.6: 3.3 together, with every leader at 4."""
    page = read(sign_in(juror), seven)

    chapter = page.partition(f"<h2>{CHAPTER}</h2>")[2].partition("</article>")[0]
    for said in (
        "7 teams, taken together.",
        "On most traits, leaders answer 0.7 points higher than their teams.",
        "Trait by trait",
        "Goal-oriented",
        "Theme by theme",
        "Talent and development",
        "Agreed with least",
        "leaders 4.0, teams 3.3",
    ):
        assert said in chapter


def test_before_the_announcement_the_chapter_says_when_it_comes(edition, decided, juror, sign_in):
    assert "This summary is told once the winner is announced." in read(sign_in(juror), edition)


def test_with_too_few_teams_the_chapter_says_so(edition, announced, juror, sign_in):
    assert "Too few teams have a result this year for a summary." in read(sign_in(juror), edition)


def test_somebody_recused_reads_no_chapter_that_could_be_subtracted_from_the_page(seven, juror, sign_in):
    other = Candidate.objects.get(code="C05")
    Declaration.objects.filter(person=juror.user, candidate=other).update(standing="recused")

    page = read(sign_in(juror), seven)

    assert "This summary speaks of every candidate." in page
    assert "teams, taken together" not in page


def test_the_chapter_is_in_the_pdf(seven):
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(report_pdf(seven))).pages)

    assert CHAPTER in text
    assert "7 teams, taken together." in text
    assert "Agreed with most" in text
