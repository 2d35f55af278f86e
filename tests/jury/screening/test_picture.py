"""The drawing on the screening list: whom it shows, to whom, and what it says of them."""

import re
from html import unescape

import pytest
from django.urls import reverse

from jury.conflicts.models import Declaration
from jury.conflicts.states import Standing
from nominations.candidates.models import Candidate
from surveys.counting.models import Release

REGIONS = {  # code -> (category, above the gate or not, shape)
    "C01": ("over_estimator", True, "over"),
    "C02": ("in_agreement_good", True, "agree"),
    "C03": ("under_estimator", True, "under"),
    "C04": ("over_estimator", False, "over"),
    "C05": ("in_agreement_poor", False, "agree"),
    "C06": ("under_estimator", False, "under"),
    "C07": ("mixed", True, "mixed"),
}


@pytest.fixture
def six_regions(screening, candidates, released, juror, no_ties):
    """Everybody of REGIONS, and C08 of whom nothing is known."""
    candidates(*REGIONS, "C08")
    release = released(screening, {**dict.fromkeys(REGIONS, 70.0), "C08": None})
    for each in release.payload["candidates"]:
        if each["code"] in REGIONS:
            each["category"], each["gate_passed"], _shape = REGIONS[each["code"]]
            each["level"] = 68.0 if each["gate_passed"] else 44.0
    Release.objects.filter(pk=release.pk).update(payload=release.payload, sha256="7" * 64)
    no_ties(juror)
    return screening


def page_of(edition, seat, sign_in, **asked):
    return sign_in(seat).get(reverse("jury:screening", args=[edition.slug]), asked)


def picture_of(edition, seat, sign_in, **asked):
    return page_of(edition, seat, sign_in, **asked).context["list"].picture


def test_a_mark_has_the_shape_of_its_direction_and_is_hollow_below_the_gate(six_regions, juror, sign_in):
    points = picture_of(six_regions, juror, sign_in).points

    assert {each.code: (each.shape, not each.is_below) for each in points} == {
        code: (shape, passed) for code, (_category, passed, shape) in REGIONS.items()
    }


def test_a_mark_says_in_words_what_it_shows_and_leads_to_the_dossier(six_regions, juror, sign_in):
    point = next(each for each in picture_of(six_regions, juror, sign_in).points if each.code == "C01")

    assert point.words == "C01: agreement 80.0, level 68.0, index 70.0, leader above team"
    dossier = reverse("jury:screening", args=[six_regions.slug]) + point.address
    assert sign_in(juror).get(dossier).status_code == 200


def test_names_stand_in_the_drawing_only_for_those_who_read_names(six_regions, juror, organiser, sign_in):
    blind = [each.words for each in picture_of(six_regions, juror, sign_in).points]
    told = [each.words for each in picture_of(six_regions, organiser, sign_in).points]

    assert not any("Leder" in words for words in blind)
    assert all("Leder" in words for words in told)


def test_the_drawing_follows_the_choice_and_its_axes_do_not(six_regions, juror, sign_in):
    whole = picture_of(six_regions, juror, sign_in)
    chosen = picture_of(six_regions, juror, sign_in, category="mixed")

    assert [each.code for each in chosen.points] == ["C07"]
    assert chosen.field == whole.field
    assert (chosen.missing, whole.missing) == (0, 1)


def test_who_has_no_agreement_is_counted_beside_the_drawing(six_regions, juror, sign_in):
    page = page_of(six_regions, juror, sign_in).content.decode()

    assert "1 candidate of the list is not in the drawing" in page


def test_who_is_recused_finds_no_mark_of_the_candidate_and_no_average_with_them(six_regions, juror, sign_in):
    release = Release.objects.get(edition=six_regions)
    for each in release.payload["candidates"]:
        each["baseline"] = 90.0 if each["code"] == "C01" else 60.0
    Release.objects.filter(pk=release.pk).update(payload=release.payload, sha256="8" * 64)
    before = picture_of(six_regions, juror, sign_in)
    Declaration.objects.filter(candidate__code="C01").update(standing=Standing.RECUSED)

    after = picture_of(six_regions, juror, sign_in)

    assert before.field.baseline == 63.75
    assert after.field.baseline is None  # reckoned anew from the statements: this release holds none
    assert "C01" not in {each.code for each in after.points}
    assert "C01" not in str(after.drawing)


def test_a_code_with_signs_of_its_own_leads_to_its_dossier(six_regions, juror, sign_in):
    Candidate.objects.filter(code="C07").update(code="K 7/Ø")
    release = Release.objects.get(edition=six_regions)
    next(each for each in release.payload["candidates"] if each["code"] == "C07")["code"] = "K 7/Ø"
    Release.objects.filter(pk=release.pk).update(payload=release.payload, sha256="9" * 64)

    page = page_of(six_regions, juror, sign_in, category="mixed").content.decode()

    assert set(re.findall(r'href="([^"?#]*K[^"]*)"', unescape(page))) == {"K%207%2F%C3%98/"}
