import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from surveys.ballots.sealing import bound_to, seal, unseal

SIZE = 4096


@pytest.fixture
def private():
    return X25519PrivateKey.generate()


@pytest.fixture
def public(private):
    return private.public_key().public_bytes_raw()


@pytest.mark.parametrize("ballot", [b"", b"{}", b"\x00" * 10, b"x" * (SIZE - 4)])
def test_a_sealed_ballot_is_opened_as_it_was(private, public, ballot):
    assert unseal(seal(ballot, public, b"1|2", SIZE), private, b"1|2", SIZE) == ballot


def test_all_envelopes_are_equally_long_and_no_two_are_alike(public):
    envelopes = [seal(ballot, public, b"1|2", SIZE) for ballot in (b"", b"same", b"same", b"x" * 4000)]

    assert {len(envelope) for envelope in envelopes} == {SIZE + 48}
    assert len(set(envelopes)) == 4


def test_a_ballot_too_long_is_not_cut_but_refused(public):
    with pytest.raises(ValueError, match="too long"):
        seal(b"x" * (SIZE - 3), public, b"", SIZE)


def test_an_envelope_copied_into_another_team_does_not_open(private, public):
    envelope = seal(b"{}", public, bound_to(1, 2), SIZE)

    with pytest.raises(ValueError, match="not an envelope of this team"):
        unseal(envelope, private, bound_to(1, 3), SIZE)


def test_whatever_is_not_an_envelope_is_refused(private, public):
    good = seal(b"{}", public, b"", SIZE)

    for bad in (b"", b"x", good[:-1], good + b"0", bytes(len(good)), seal(b"{}", public, b"", 2 * SIZE)):
        with pytest.raises(ValueError, match=r"."):
            unseal(bad, private, b"", SIZE)
