"""Every change of the texts goes one way: checked, with a version and a line, and only in set-up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from award.audit.selectors import trail
from award.content.comparing import coded
from award.editions.states import Phase
from award.refusal import Refused
from surveys.editing import actions
from surveys.editing.models import Wording
from surveys.editing.rules import Stale

WORK = {"code": "work", "name": {"en": "Work"}}


def last_line(edition):
    line = trail(edition.pk).first()
    return line.seat, line.verb, line.facts


def versions():
    return list(Wording.objects.values_list("number", "verb", "about", "seat"))


def test_the_first_change_keeps_what_the_edition_began_with(edition, organiser, seen):
    began = edition.content_json

    actions.put_entry(edition=edition, kind="area", entry=WORK, seen=seen(), by=organiser)

    edition.refresh_from_db()
    assert coded(edition.content_json, "area")["work"] == WORK
    assert versions() == [
        (2, "added a text", "work", organiser.pk),
        (1, "began with these texts", "", None),
    ]
    assert Wording.objects.get(number=1).content == began
    assert last_line(edition) == (organiser.pk, "added a text", {"text": "work", "version": 2, "kind": "area"})


ACTS = {
    "added a text": (actions.put_entry, {"kind": "area", "entry": WORK}),
    "changed a text": (actions.put_entry, {"kind": "area", "entry": {"code": "job_content", "name": "Work"}}),
    "removed a text": (actions.remove_entry, {"kind": "statement", "code": "JC1"}),
    "moved a text": (actions.move_entry, {"kind": "statement", "code": "JC1", "place": 1}),
    "changed the scale": (actions.set_scale, {"scale": {"min": 1, "max": 7}}),
    "changed round two": (actions.set_round_two, {"settings": {"max_words": 400}}),
    "took texts from files": (actions.take_texts, {"texts": {"traits": None}}),
}


@pytest.fixture(params=ACTS, ids=str)
def act(request, edition):
    """An act, its verb, and what it is called with."""
    does, given = ACTS[request.param]
    if "texts" in given:
        traits = edition.content_json["traits"]
        given = {"texts": {"traits": {**traits, "traits": [{**traits["traits"][0], "name": "Sure"}]}}}
        given["texts"]["traits"]["traits"] += traits["traits"][1:]
    return does, request.param, given


def test_every_act_has_its_line_and_its_version(edition, organiser, act, seen):
    does, verb, given = act

    does(edition=edition, **given, seen=seen(), by=organiser)

    assert last_line(edition)[:2] == (organiser.pk, verb)
    assert last_line(edition)[2]["version"] == 2
    assert versions()[0][:2] == (2, verb)


@pytest.mark.parametrize(("place", "came_to"), [(1, 2), (int("9" * 4300), 8), (-7, 1)])
def test_the_line_of_a_move_says_where_the_text_came_to(edition, organiser, seen, place, came_to):
    actions.move_entry(edition=edition, kind="statement", code="JC3", place=place, seen=seen(), by=organiser)

    assert last_line(edition)[2] == {"text": "JC3", "version": 2, "kind": "statement", "place": came_to}


def test_what_is_not_there_cannot_be_moved(edition, organiser, seen, kept):
    before = kept()

    actions.move_entry(edition=edition, kind="statement", code="moon", place=1, seen=seen(), by=organiser)

    assert kept() == before


def test_what_is_sent_twice_is_stored_once(edition, organiser, act, seen, kept):
    does, _verb, given = act
    opened = seen()
    does(edition=edition, **given, seen=opened, by=organiser)
    once = kept()

    does(edition=edition, **given, seen=opened, by=organiser)

    assert kept() == once


def test_nothing_is_stored_over_what_somebody_else_stored_meanwhile(edition, organiser, act, seen, kept):
    does, _verb, given = act
    opened = seen()
    meanwhile = {"code": "best", "name": {"en": "Best"}}
    actions.put_entry(edition=edition, kind="trait", entry=meanwhile, seen=opened, by=organiser)
    before = kept()

    with pytest.raises(Stale, match="The texts were changed since this page was opened"):
        does(edition=edition, **given, seen=opened, by=organiser)

    assert kept() == before


def test_nothing_is_changed_once_nominations_are_open(edition, organiser, act, at, seen, kept):
    does, _verb, given = act
    opened = seen()
    at(edition, Phase.NOMINATIONS)
    before = kept()

    with pytest.raises(Refused, match="frozen when nominations opened"):
        does(edition=edition, **given, seen=opened, by=organiser)

    assert kept() == before


def test_what_could_not_be_shown_is_refused_and_leaves_nothing(edition, organiser, seen, kept):
    before, entry = kept(), {**coded(edition.content_json, "statement")["JC1"], "area": "moon"}

    with pytest.raises(Refused, match=r"survey.yaml, JC1: there is no area “moon”."):
        actions.put_entry(edition=edition, kind="statement", entry=entry, seen=seen(), by=organiser)

    assert kept() == before


def test_the_weight_of_an_area_goes_with_it(edition, organiser, seen):
    edition.area_weights = {"engagement": 2, "job_content": 1}
    edition.save()

    actions.remove_entry(edition=edition, kind="area", code="engagement", seen=seen(), by=organiser)

    edition.refresh_from_db()
    assert edition.area_weights == {"job_content": 1}
    assert [line.verb for line in trail(edition.pk)[:2]] == ["removed a text", "changed the rules"]


def test_weights_of_nought_do_not_stay_alone(edition, organiser, seen):
    edition.area_weights = {"engagement": 2, "job_content": 0}
    edition.save()

    actions.remove_entry(edition=edition, kind="area", code="engagement", seen=seen(), by=organiser)

    edition.refresh_from_db()
    assert edition.area_weights == {}
    assert [line.verb for line in trail(edition.pk)[:2]] == ["removed a text", "changed the rules"]


def test_the_last_of_what_is_needed_stays(edition, organiser, seen, kept):
    for code in ("job_content", "leader_role"):
        actions.remove_entry(edition=edition, kind="area", code=code, seen=seen(), by=organiser)
    before = kept()

    with pytest.raises(Refused, match="Nothing would be left of “Area”, and at least one is needed"):
        actions.remove_entry(edition=edition, kind="area", code="engagement", seen=seen(), by=organiser)

    assert kept() == before


def test_statements_can_only_move_to_an_area_there_is(edition, organiser, seen, kept):
    before = kept()

    with pytest.raises(Refused, match="There is no area “moon” to move the statements to"):
        actions.remove_entry(
            edition=edition, kind="area", code="engagement", moves_to="moon", seen=seen(), by=organiser
        )

    assert kept() == before


def test_going_back_makes_a_version_of_its_own(edition, organiser, seen):
    began = edition.content_json
    actions.put_entry(edition=edition, kind="area", entry=WORK, seen=seen(), by=organiser)

    actions.go_back(edition=edition, number=1, seen=seen(), by=organiser)

    edition.refresh_from_db()
    assert edition.content_json == began
    assert versions()[0] == (3, "went back to earlier texts", "1", organiser.pk)
    assert last_line(edition)[2] == {"text": "1", "version": 3, "to_version": 1}


def test_there_is_no_way_to_a_version_that_never_was(edition, organiser, seen, kept):
    before = kept()

    with pytest.raises(Refused, match="There is no version 7 of these texts"):
        actions.go_back(edition=edition, number=7, seen=seen(), by=organiser)

    assert kept() == before


@pytest.mark.django_db(transaction=True)
def test_of_several_who_store_at_once_one_is_first_and_the_others_are_told(edition, organiser, seen):
    opened = seen()

    def store(n):
        entry = {"code": f"area{n}", "name": {"en": f"Area {n}"}}
        try:
            actions.put_entry(edition=edition, kind="area", entry=entry, seen=opened, by=organiser)
        except Stale:
            return "told"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(4) as people:
        found = sorted(people.map(store, range(4)))

    edition.refresh_from_db()
    assert found == ["stored", "told", "told", "told"]
    assert len(coded(edition.content_json, "area")) == 4
    assert Wording.objects.count() == 2
