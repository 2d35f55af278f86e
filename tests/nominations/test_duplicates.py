"""Who may be the same leader: measured on invented nominations whose truth is known, and told by example."""

import pytest

from bench.duplicates import measured
from bench.spellings import HELD_OUT, TUNED_ON
from nominations.sorting.likeness import Named, groups
from nominations.sorting.spelling import folded


@pytest.fixture(scope="module", params=[7, 20270222])
def found(request):
    return measured(request.param)


def test_of_a_thousand_nominations_those_of_one_leader_are_put_together(found):
    assert found[""].right + found[""].missed > 1500
    assert found[""].recall >= 0.95
    assert found[""].precision >= 0.9


def test_spellings_nobody_tuned_for_are_found_as_well(found):
    assert found["held out"].right > 500
    assert found["held out"].recall >= 0.95
    assert found["held out"].precision >= 0.9
    assert not TUNED_ON.keys() & HELD_OUT.keys()


def together(*named):
    """Whether these (name, employer, title, kind) are suggested as one."""
    made = [Named(str(place), *_all_of(each)) for place, each in enumerate(named)]
    return groups(made) == [[each.key for each in made]]


def _all_of(named):
    name, employer, title, kind = (*named, *("", "", "person")[len(named) - 1 :])
    return kind, name, title, employer


NORDLYS = "Kundesenter Nordlys"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Åse Østberg", NORDLYS), ("Aase Oestberg", NORDLYS)),
        (("Åse Østberg", NORDLYS), ("ase ostberg", "Nordlys AS")),
        (("Bjørn Lund", NORDLYS), ("Bjorn Lund", NORDLYS)),
        (("Bjørn Lund", NORDLYS), ("Björn Lund", "Nordlys kundeservice")),
        (("Åse Østberg", NORDLYS), ("Østberg, Åse", NORDLYS)),
        (("Åse Østberg", NORDLYS), ("Østberg Åse", NORDLYS)),
        (("Åse Østberg", NORDLYS), ("Teamleder Åse Østberg", NORDLYS)),
        (("Åse Marie Østberg", NORDLYS), ("Åse Østberg", NORDLYS)),
        (("Anne-Marie Dahl", NORDLYS), ("Annemarie Dahl", NORDLYS)),
        (("Åse M. Østberg", NORDLYS), ("Åse Marie Østberg", NORDLYS)),
        (("Å. Østberg", NORDLYS), ("Åse Østberg", NORDLYS)),
        (("Alex Strøm", NORDLYS), ("Aleksander Strøm", NORDLYS)),
        (("Christian Dahl", NORDLYS), ("Kristian Dahl", NORDLYS)),
        (("Åse Østberg", NORDLYS), ("Åse Østebrg", NORDLYS)),
        (("Åse Østberg", ""), ("Åse Østberg", NORDLYS)),
        (("Lederne i Polarnett", "Polarnett", "", "group"), ("Ledergruppen", "Polarnett AS", "", "group")),
    ],
)
def test_one_leader_in_two_spellings(one, other):
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Kari Hansen", NORDLYS), ("Kari Hansen", "Bæltet Forsikring")),
        (("Kari Hansen", "Nordlys Bank", "Teamleder"), ("Kari Hansen", "Bæltet Bank", "Teamleder")),
        (("Anna Solberg", NORDLYS), ("Anne Solberg", NORDLYS)),
        (("Kari Hansen", NORDLYS), ("Kari Moen", NORDLYS)),
        (("Anders Andersen", NORDLYS), ("Anders Berg", NORDLYS)),
        (("Åse Østberg", NORDLYS), ("Åse Østberg", NORDLYS, "", "group")),
        (("Lederne i Bodø", "Polarnett", "", "group"), ("Lederne i Tromsø", "Polarnett", "", "group")),
        (("Åse", NORDLYS), ("Åse Østberg", NORDLYS)),
        (("😀", "😀"), ("!!", "??")),
    ],
)
def test_two_leaders(one, other):
    assert not together(one, other)


def test_nobody_at_all_is_alike():
    assert groups([]) == []


def test_a_name_of_nothing_but_signs_harms_nobody():
    odd = [Named(str(n), "person", name, "", "") for n, name in enumerate(["", "?", "…", "a", "𝕬𝖘𝖊 Øst", "x" * 160])]

    assert groups(odd) == [] or all(len(group) > 1 for group in groups(odd))


@pytest.mark.parametrize("text", ["Ærøskov", "aeroeskov", "AERØSKOV", "Äröskov", "Ã\x86rÃ¸skov"])
def test_what_is_searched_for_knows_no_signs(text):
    assert folded(text) == "aroskov"
