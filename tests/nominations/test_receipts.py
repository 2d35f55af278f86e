"""A code only the nominator knows."""

import pytest

from award.codes import ALPHABET, GROUPS, grouped, new_code, parse
from nominations.intake.receipts import fingerprint, sealed, unsealed


def test_a_receipt_has_twenty_six_signs_that_cannot_be_mistaken():
    receipt = new_code()

    assert len(receipt) == 26
    assert set(receipt) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
    assert new_code() != receipt


def test_a_receipt_is_shown_in_groups_of_four_and_five():
    receipt = new_code()

    assert "".join(grouped(receipt)) == receipt
    assert [len(group) for group in grouped(receipt)] == list(GROUPS)
    assert set(GROUPS) == {4, 5}


@pytest.mark.parametrize("change", [str.lower, " ".join, "-".join, lambda code: code.replace("0", "O")])
def test_a_receipt_is_understood_however_it_is_typed(change):
    receipt = "K7QF2M9TXD4H8RWB3VNC6PJA01"

    assert parse(change(receipt)) == receipt


def test_i_and_l_are_read_as_one():
    assert parse("il" + "0" * 24) == "11" + "0" * 24


@pytest.mark.parametrize("text", ["", "K7QF", "U" * 26, "0" * 27, "\x00" * 26, "é" * 26, "0" * 10_000])
def test_what_cannot_be_a_code_is_none(text):
    assert parse(text) is None


def test_only_the_fingerprint_is_kept(nominate):
    sent = nominate()

    assert sent.row.receipt_hash == fingerprint(sent.receipt)
    assert sent.receipt not in repr(sent.row.__dict__)


def test_a_sealed_receipt_opens_in_its_own_edition_only(edition):
    from award.editions.actions import create_edition

    other = create_edition(slug="another", name="Another")
    receipt = new_code()

    assert unsealed(edition, sealed(edition, receipt)) == receipt
    assert unsealed(other, sealed(edition, receipt)) == ""
    assert unsealed(edition, receipt) == ""
