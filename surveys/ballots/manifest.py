"""The links of an edition, as they were given out: fingerprints of every team's set of tickets, kept in KEY_DIR.

Whoever can write to the database could lay in a ticket of their own, take one away, or move one to another team. The
count compares the rows with what stands here, outside the database, and stops when they differ. What became of a ticket
is not part of its fingerprint: that somebody has answered changes nothing here.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from award.audit.actions import Numbered, record
from award.codes import written
from award.editions.models import Edition
from award.editions.rules import canonical
from award.refusal import Refused
from surveys.ballots.key_dir import keep, path_of
from surveys.ballots.models import Ticket

SHOWN = (0, 4, 8, 12)


class Links(TypedDict):
    n: int
    sha256: str


Manifest = Mapping[str, Links]
"""By the code of the candidate: how many links were given out about them, and the fingerprint of them all."""


@contextmanager
def changing(edition: Edition) -> Iterator[None]:
    """Around every act that lays in tickets, inside its transaction: what somebody else changed is never taken over.

    The new fingerprints are written beside the old ones first, and take their place when the act stands: whichever of
    the two a crash leaves behind, one of them is that of the rows.
    """
    check_links(edition)
    keep(path_of(edition, "links"), canonical(manifest_of(edition)))
    yield
    following = canonical(manifest_of(edition))
    keep(path_of(edition, "links-next"), following)
    transaction.on_commit(lambda: _settle(edition, following))


def check_links(edition: Edition, candidate_code: str | None = None) -> None:
    """The rows are the links that were given out, no more, no fewer, each about whom it was; of one team or of all."""
    here, kept = manifest_of(edition, candidate_code), _kept(edition, candidate_code)
    if here and not any(kept):
        raise Refused(_("The list of links that were given out is not in KEY_DIR on this server. Nothing was opened."))
    if here in kept:
        return
    raise Refused(
        _("Nothing was opened: the links in the database are not those that were given out.")
        + "".join(f"\n{line}" for line in _differences(kept[-1], here))
        + "\n"
        + _(
            "Either the database was restored from an older backup, or somebody has changed it. Find out which. "
            "If it was a backup: manage.py accept_links %(slug)s --because REASON"
        )
        % {"slug": edition.slug}
    )


def fingerprint(edition: Edition) -> list[str]:
    """All links as sixteen letters and digits, to be written beside the count code and compared at the count."""
    here, kept = manifest_of(edition), _kept(edition)
    given_out = here if here in kept else kept[0]
    letters = written(hashlib.sha256(canonical(given_out)).digest()[:16])[-16:]
    return [letters[start : start + 4] for start in SHOWN] if given_out else []


def manifest_of(edition: Edition, code: str | None = None) -> Manifest:
    """The fingerprints of the rows as they are now, of one team or of all."""
    rows = Ticket.objects.filter(candidate__edition=edition).order_by("candidate__code", "hash")
    rows = rows if code is None else rows.filter(candidate__code=code)
    teams: dict[str, list[bytes]] = {}
    for code, hash in rows.values_list("candidate__code", "hash"):
        teams.setdefault(code, []).append(bytes(hash))
    return {
        code: Links(n=len(hashes), sha256=hashlib.sha256(b"".join(hashes)).hexdigest())
        for code, hashes in teams.items()
    }


def accept_links(*, edition: Edition, because: str, by: Numbered | None) -> list[str]:
    """The rows as they are become the links that were given out, on somebody's word; returns what was not the same.

    For a database restored from a backup older than the last link. Whoever says so has to say why, and the trail keeps
    it: to accept what somebody else laid in would give them a ballot of their own.
    """
    if not because.strip():
        raise Refused(_("Say why: the reason stands in the trail."))
    here, kept = manifest_of(edition), _kept(edition)
    differences = [] if here in kept else list(_differences(kept[-1], here))
    keep(path_of(edition, "links"), canonical(here))
    path_of(edition, "links-next").unlink(missing_ok=True)
    verb = gettext_noop("accepted the links as they are")
    record(edition, verb, by=by, reason=because.strip(), differences=len(differences))
    return differences


def _settle(edition: Edition, given_out: bytes) -> None:
    """The list becomes the one in force, unless a later act has written another beside it, which then settles both."""
    keep(path_of(edition, "links"), given_out)
    following = path_of(edition, "links-next")
    if _read(following) == json.loads(given_out):
        following.unlink(missing_ok=True)


def _kept(edition: Edition, code: str | None = None) -> list[Manifest]:
    """What was written, and what an act that may or may not have been completed was about to write."""
    settled, following = _read(path_of(edition, "links")) or {}, _read(path_of(edition, "links-next"))
    both = [settled] if following is None else [settled, following]
    return both if code is None else [{code: each[code]} if code in each else {} for each in both]


def _read(path: Path) -> Manifest | None:
    try:
        whole: Manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as damaged:
        words = _("The list of links in KEY_DIR is damaged. Put back the KEY_DIR from where it is kept.")
        raise Refused(words) from damaged
    return whole


def _differences(given_out: Manifest, here: Manifest) -> Iterator[str]:
    none = Links(n=0, sha256="")
    for code in sorted({*given_out, *here}):
        was, now = given_out.get(code, none), here.get(code, none)
        numbers = {"code": code, "was": was["n"], "now": now["n"]}
        if was["n"] != now["n"]:
            yield _("%(code)s: %(was)s links were given out, %(now)s are there.") % numbers
        elif was != now:
            yield _("%(code)s: %(now)s links as there should be, but not the same ones.") % numbers
