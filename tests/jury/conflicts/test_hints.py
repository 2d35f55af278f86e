"""What addresses and names give away about a tie: a hint, and never of an address that everybody may have."""

import pytest

from jury.conflicts.hints import domain_of, hints, plain, words

SAME = "You and they have e-mail addresses of the same domain."
NAMED = "The employer’s name is in your e-mail address."


@pytest.mark.parametrize(
    ("address", "employer", "addresses", "found"),
    [
        ("soren@nordlys.example", "Kundesenter Nordlys", ["ase@nordlys.example"], [SAME, NAMED]),
        ("soren@nordlys.example", "Another house", ["ase@NORDLYS.example"], [SAME]),
        ("soren@nordlys.example", "Kundesenter Nordlys", [], [NAMED]),
        ("soren@baeltet.example", "Bæltet Forsikring", [], [NAMED]),
        ("soren@oyriket.example", "Øyriket Kommune", [""], [NAMED]),
        ("soren@mail.nordlys.example", "Nordlys", [], [NAMED]),
        ("soren@tradogtekst.example", "Tråd og Tekst", [], [NAMED]),
        ("soren@fjellvann.example", "Kundesenter Nordlys", ["ase@nordlys.example"], []),
        ("soren@gmail.com", "Gmail Norge", ["ase@gmail.com"], []),
        ("soren@online.no", "Online", ["ase@online.no"], []),
        ("soren@abc.example", "ABC", [], []),
        ("soren@abc.example", "ABC", ["ase@abc.example"], [SAME]),
        ("", "Kundesenter Nordlys", [""], []),
        ("soren", "Kundesenter Nordlys", ["ase"], []),
    ],
)
def test_what_may_bind_is_seen_in_domains_and_names(address, employer, addresses, found):
    assert hints(address, employer, addresses) == found


def test_a_hint_tells_no_address():
    told = " ".join(hints("soren@nordlys.example", "Nordlys", ["ase@nordlys.example"]))

    assert "@" not in told
    assert "ase" not in told.split()


def test_letters_are_compared_as_addresses_write_them():
    assert (plain("Bæltet"), plain("Öyriket"), plain("Télia-X")) == ("baeltet", "oyriket", "teliax")
    assert words("Tråd & Tekst, Ærø") == {"trad", "tekst", "aero"}
    assert domain_of("Ase@Nordlys.Example.") == "nordlys.example"
