"""An edition with texts of its own: four areas on ten points, without labels, prompts or key figures."""

import pytest
from django.urls import reverse

from award.editions.states import Phase
from jury.round_two import actions
from jury.round_two.selectors import round_two_values

AREAS = ("one", "two_parts", "three", "four")


@pytest.fixture
def other(edition, at):
    edition.content_json["round_two"] = {
        "scale": {"min": 1, "max": 10},
        "areas": [{"code": code, "name": {"en": code.capitalize()}} for code in AREAS],
    }
    edition.save()
    at(edition, Phase.ROUND_TWO)
    return edition


def test_four_areas_on_ten_points_are_written_scored_and_valued(
    other, at, candidate, leader, juror, typed, sent, sign_in
):
    texts = {code: f"About {code}." for code in AREAS}
    form = reverse("jury:description", args=[other.slug])
    sheet = reverse("jury:score_sheet", args=[other.slug, candidate.code])

    empty = sign_in(leader.seat).get(form).content.decode()
    sign_in(leader.seat).post(form, typed(texts))
    at(other, Phase.SCORING)
    read = sign_in(juror).get(sheet).content.decode()
    sign_in(juror).post(sheet, sent(dict.fromkeys(AREAS, (10, ""))))

    assert empty.count("<textarea") == 4
    assert read.count('type="radio"') == 40
    assert round_two_values(other).to_dict() == {"C01": 100.0}


def test_an_edition_may_ask_for_no_key_figures(other, candidate, leader, now, sign_in):
    other.content_json["round_two"]["key_figures"] = {"min": 0, "max": 0}
    other.save()

    actions.hand_in(candidate=candidate, texts=dict.fromkeys(AREAS, "Short."), figures=[], by=leader.seat, now=now)

    page = reverse("jury:description_change", args=[other.slug])
    assert "Key figure" not in sign_in(leader.seat).get(page).content.decode()
