"""The two secrets of an edition, kept apart: files in KEY_DIR, never in the database nor in its backups.

The count key opens ballots; its private half is wrapped with a code that is shown once and kept on paper, or with two
codes that two people keep and that are needed together. The mail key tells which link belongs to whom. Losing the code,
or one of two, loses the answers.
"""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.codes import bits, new_code, parse_all
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.selectors import held
from award.editions.states import Phase
from award.refusal import Refused
from surveys.ballots.key_dir import files_of, keep, path_of
from surveys.ballots.models import CountKey
from surveys.ballots.rules import check_key_replaceable, check_keys_apart_from_backups
from surveys.ballots.sealing import seal, unseal
from surveys.ballots.selectors import count_key

NONCE_BYTES = 12
CANARY_BYTES = 64


@transaction.atomic
def make_count_key(*, edition: Edition, by: Numbered | None, needs_both: bool = False) -> str:
    """A fresh pair of keys; returns the count code, or two of them parted by a blank: stored nowhere and shown once."""
    locked = held(edition.pk)
    check_phase(locked, (Phase.NOMINATIONS, Phase.SURVEYS))
    check_key_replaceable(locked)
    check_keys_apart_from_backups()
    code = " ".join(new_code() for _each in range(2 if needs_both else 1))
    private = X25519PrivateKey.generate()
    CountKey.objects.update_or_create(
        edition=locked,
        defaults={
            "public": private.public_key().public_bytes_raw(),
            "needs_both": needs_both,
            "is_proven": False,
        },
    )
    record(locked, gettext_noop("made a count code"), by=by)
    keep(count_path(locked, private.public_key().public_bytes_raw()), _wrap(private, code, locked))
    for left_over in ("links", "links-next"):  # of an edition of the same name that is gone: none has links yet
        path_of(locked, left_over).unlink(missing_ok=True)
    if not path_of(locked, "mail").exists():
        keep(path_of(locked, "mail"), secrets.token_bytes(32))
    return code


@transaction.atomic
def prove_count_key(*, edition: Edition, code: str, by: Numbered | None) -> None:
    """Typed back from the paper, the code must open an envelope: before that no invitation leaves."""
    check_phase(edition, (Phase.NOMINATIONS, Phase.SURVEYS))
    private = open_count_key(edition, code)
    key, canary = CountKey.objects.select_for_update().get(edition=edition), secrets.token_bytes(16)
    info = b"canary|" + edition.slug.encode()
    try:
        opened = unseal(seal(canary, bytes(key.public), info, CANARY_BYTES), private, info, CANARY_BYTES)
    except ValueError:  # another key was made in this very moment
        opened = b""
    if opened != canary:
        raise Refused(_wrong())
    if not key.is_proven:
        CountKey.objects.filter(pk=key.pk).update(is_proven=True)
        record(edition, gettext_noop("proved the count code"), by=by)


def open_count_key(edition: Edition, code: str) -> X25519PrivateKey:
    """The private key, for as long as the caller holds it."""
    key = count_key(edition)
    if key is None or not count_path(edition, bytes(key.public)).exists():
        raise Refused(_("There is no count key for this edition on this server."))
    value = _secret(code)
    if value is None or len(value) != (32 if key.needs_both else 16):
        raise Refused(_malformed(key))
    wrapped = count_path(edition, bytes(key.public)).read_bytes()
    try:
        raw = ChaCha20Poly1305(_wrapping_key(value, edition)).decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], edition.slug.encode()
        )
    except InvalidTag as wrong:
        raise Refused(_wrong()) from wrong
    except ValueError as damaged:
        raise Refused(
            _("The key file on this server is damaged. Put back the KEY_DIR from where it is kept.")
        ) from damaged
    private = X25519PrivateKey.from_private_bytes(raw)
    if private.public_key().public_bytes_raw() != bytes(key.public):
        raise Refused(_("The key file on this server belongs to another database. Nothing can be opened with it."))
    return private


def mail_key(edition: Edition) -> bytes:
    path = path_of(edition, "mail")
    if not path.exists():
        raise Refused(_("There is no mail key for this edition on this server: make the count code first."))
    return path.read_bytes()


def count_path(edition: Edition, public: bytes) -> Path:
    """Named after the key it opens: a key that was not kept after all never takes the place of the one in use."""
    return path_of(edition, f"count-{public[:4].hex()}")


def has_keys(edition: Edition) -> bool:
    return bool(files_of(edition))


def destroy_keys(edition: Edition) -> int:
    """After this no envelope, in no old backup, can be opened or joined to a person. Returns how many files went."""
    paths = files_of(edition)
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _secret(typed: str) -> bytes | None:
    """What one code says, or two together, whoever types theirs first; None if it can be neither."""
    read = parse_all(typed)
    values = [bits(code) for code in read or ()]
    known = sorted(value for value in values if value is not None)
    return b"".join(known) if known and len(known) == len(values) else None


def _wrap(private: X25519PrivateKey, code: str, edition: Edition) -> bytes:
    value, nonce = _secret(code), secrets.token_bytes(NONCE_BYTES)
    if value is None:
        raise ValueError("not a count code")
    sealed = ChaCha20Poly1305(_wrapping_key(value, edition)).encrypt(
        nonce, private.private_bytes_raw(), edition.slug.encode()
    )
    return nonce + sealed


def _wrapping_key(value: bytes, edition: Edition) -> bytes:
    """A code of 128 random bits needs no slow derivation."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"award wrap v1|" + edition.slug.encode()).derive(value)


def _malformed(key: CountKey) -> str:
    if key.needs_both:
        return _("Two codes of 26 letters and digits are needed, both. Type them as they are printed.")
    return _("A count code has 26 letters and digits. Type it as it is printed; case and spaces do not matter.")


def _wrong() -> str:
    return _("This code does not open the ballots. Compare it with the printed one, sign by sign.")
