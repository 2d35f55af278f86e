import io

import pytest
from pypdf import PdfReader

from award.audit.models import Entry
from award.editions.states import Phase
from jury.decision.models import Verdict
from jury.report.pages import report_pdf
from jury.shortlist.models import ShortlistDecision
from nominations.candidates.models import Candidate


@pytest.fixture
def page(edition, decided, juror, sign_in):
    return sign_in(juror).get(f"/{edition.slug}/report/").content.decode()


def test_the_report_tells_why(page):
    for said in (
        "Why Åse Østberg",
        "The visits convinced us.",
        "The shortlist index is 77.4 of 100, 95 % interval 74.1 to 80.6: agreement 80.0, level 75.4.",
        "Between 50 and 69 per cent of those invited answered.",
        "Took the headset off and asked",
        "Decided on 27 September 2027",
        "The jury voted: 2 votes for Åse Østberg and 1 vote for Torbjørn Vågå-Lien.",
        "Confirmed by Søren Kjærgård-Bløch (Juror) and Tuva Øyjord (Organiser).",
        "no survey result",
    ):
        assert said in page


def test_the_report_never_says_how_many_answered(page):
    assert "10-19" not in page
    assert "10–19" not in page


def test_the_report_prints_rules_and_fingerprints(edition, page):
    from surveys.counting.models import Release

    assert edition.rules_hash in page
    assert Release.objects.get().sha256 in page


def test_who_was_shortlisted_without_a_rank_is_printed_with_the_reason(page):
    assert "Not ranked: too few answers." in page


def test_who_was_shortlisted_below_the_gate_is_printed_with_the_reason(edition, decided, chair, juror, sign_in):
    from surveys.counting.models import Release

    found = Release.objects.get()
    found.payload["candidates"][1] |= {"gate_passed": False, "level": 42.0}
    found.save()
    ShortlistDecision.objects.filter(candidate__code="C02").update(reason="After the merger he stayed.")

    page = sign_in(juror).get(f"/{edition.slug}/report/").content.decode()

    assert "After the merger he stayed." in page
    assert "Level 42.0, below the gate of 50." in page


def test_a_draft_is_marked_until_the_verdict_stands(edition, proposed, juror, sign_in):
    page = sign_in(juror).get(f"/{edition.slug}/report/").content.decode()

    assert "Winner report · draft" in page
    assert "Proposed, not yet confirmed" in page


def test_a_draft_does_not_give_the_votes_away(edition, voted, juror, sign_in):
    page = sign_in(juror).get(f"/{edition.slug}/report/").content.decode()

    assert "The jury has not decided yet" in page
    assert "I saw it myself." not in page
    assert "2 votes for" not in page


def test_a_year_without_a_winner_has_a_report(edition, decided, juror, sign_in):
    Verdict.objects.update(candidate=None, citation="", reason="None was outstanding.")

    page = sign_in(juror).get(f"/{edition.slug}/report/").content.decode()

    assert "No winner this year" in page
    assert "None was outstanding." in page


def test_a_winner_without_survey_result_is_said(edition, decided, juror, sign_in):
    Verdict.objects.update(candidate=Candidate.objects.get(code="C03"))

    page = sign_in(juror).get(f"/{edition.slug}/report/").content.decode()

    assert "There is no survey result for Mette Ærøskov: too few answers." in page


@pytest.mark.parametrize("phase", [Phase.SCREENING, Phase.FINALS])
def test_there_is_no_report_before_the_decision(edition, finalists, juror, at, sign_in, phase):
    at(edition, phase)

    assert sign_in(juror).get(f"/{edition.slug}/report/").status_code == 403


def test_the_public_has_no_report(edition, announced, client):
    assert client.get(f"/{edition.slug}/report/").status_code == 302
    assert client.get(f"/{edition.slug}/report/winner-report.pdf").status_code == 302


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_report_needs_the_same_queries_for_one_and_for_three(
    edition, at_decision, juror, sign_in, django_assert_num_queries, how_many
):
    at_decision([(f"C{n}", f"Leder {n}", "", 70.0 + 5 * n, 5, 4) for n in range(how_many)])
    client = sign_in(juror)

    with django_assert_num_queries(16):
        client.get(f"/{edition.slug}/report/")


# ---- PDF ------------------------------------------------------------------------------------------------------------


def test_the_pdf_reads_back(edition, decided):
    read = PdfReader(io.BytesIO(report_pdf(edition)))

    text = "\n".join(page.extract_text() for page in read.pages)
    assert "Åse Østberg" in text
    assert "Torbjørn Vågå-Lien" in text
    assert f"2 / {len(read.pages)}" in text
    assert 4 <= len(read.pages) <= 8
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata.title == "Samtaleprisen 2027: winner report"


def test_the_pdf_speaks_the_language_asked_for(edition, decided, juror, sign_in):
    answer = sign_in(juror).get(f"/{edition.slug}/report/winner-report.pdf?lang=nb")

    assert PdfReader(io.BytesIO(answer.content)).trailer["/Root"]["/Lang"] == "nb"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("downloaded the report", juror.pk, {"file": "winner-report.pdf"})


def test_what_people_wrote_stays_text(edition, decided):
    Verdict.objects.update(citation='<img src="file:///etc/hostname"> {{ 7|add:7 }} <script>alert(1)</script>')

    text = PdfReader(io.BytesIO(report_pdf(edition))).pages[0].extract_text()

    assert '<img src="file:///etc/hostname">' in " ".join(text.split())
    assert "{{ 7|add:7 }}" in text
