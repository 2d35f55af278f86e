import re

from award.codes import ALPHABET, bits, grouped, new_code, parse, written
from surveys.ballots.tickets import derive, hashed


def test_a_code_is_26_signs_and_no_two_are_alike():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(f"[0-7][{ALPHABET}]{{25}}", code) for code in codes)


def test_a_code_is_read_however_it_was_typed():
    code = "0123ABCDEFGHJKMNPQRSTVWX01"

    for typed in ("o123 abcd-efgh jkmn–pqrs tvwx OI", " 0l23abcdefghjkmnpqrstvwx0i\n", "O1-23ABCDEFGHJKMNPQRSTVWX0L"):
        assert parse(typed) == code


def test_what_cannot_be_a_code_is_none():
    for typed in ("", "x", "U" * 26, "A" * 25, "A" * 27, "A" * 10_000, "\x00" * 26, "é" * 26, "٣" * 26):
        assert parse(typed) is None


def test_a_code_gives_back_its_bits_and_nothing_above_them():
    assert bits(written(bytes(range(16)))) == bytes(range(16))
    assert bits("8" + "0" * 25) is None


def test_a_code_is_printed_in_groups_that_can_be_read_aloud():
    assert grouped("ABCDEFGHJKMNPQRSTVWXYZ0123") == ["ABCD", "EFGH", "JKMNP", "QRSTV", "WXYZ", "0123"]


def test_an_invitee_has_always_the_same_ticket_and_nobody_else_has_it():
    mine = derive(b"k" * 32, 1, 2, "kari", 0)
    others = {
        derive(b"l" * 32, 1, 2, "kari", 0),
        derive(b"k" * 32, 3, 2, "kari", 0),
        derive(b"k" * 32, 1, 3, "kari", 0),
        derive(b"k" * 32, 1, 2, "ola", 0),
    }

    assert derive(b"k" * 32, 1, 2, "kari", 0) == mine
    assert len({mine, *others}) == 5
    assert parse(mine) == mine
    assert len(hashed(mine)) == 32


def test_a_replaced_link_has_another_ticket():
    assert len({derive(b"k" * 32, 1, 2, "kari", serial) for serial in range(20)}) == 20
