"""An edition's outcome as one JSON document that anybody can check against its own fingerprint."""

import hashlib
import json
from typing import Any

from award.editions.models import Edition
from award.editions.rules import canonical
from jury.decision.selectors import totals, verdict
from jury.report.tables import rounded
from jury.round_two.selectors import finalists
from jury.shortlist.selectors import shortlist
from surveys.counting.selectors import release


def snapshot(edition: Edition) -> dict[str, Any]:
    """Released figures and decisions only, candidates by code, no time stamp; with its own SHA-256 under `sha256`."""
    released = release(edition)
    whole = {
        "edition": edition.slug,
        "rules_version": edition.rules_version,
        "rules_hash": edition.rules_hash,
        "release": released.payload if released else None,
        "release_sha256": released.sha256 if released else None,
        "shortlist": sorted(shortlist(edition).values_list("code", flat=True)),
        "finalists": sorted(finalists(edition).values_list("code", flat=True)),
        "ranking": _ranking(edition),
        "verdict": _verdict(edition),
    }
    return {**whole, "sha256": fingerprint(whole)}


def fingerprint(whole: dict[str, Any]) -> str:
    """SHA-256 over the canonical form of everything but the fingerprint itself."""
    return hashlib.sha256(canonical({key: value for key, value in whole.items() if key != "sha256"})).hexdigest()


def written(whole: dict[str, Any]) -> bytes:
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _ranking(edition: Edition) -> list[dict[str, Any]]:
    return [
        {
            "candidate": row.candidate.code,
            "shortlist_index": row.survey,
            "round_two": rounded(row.round_two),
            "finals": rounded(row.finals),
            "total": rounded(row.total),
            "rank": row.rank,
            "not_separable": row.not_separable,
        }
        for row in totals(edition)
    ]


def _verdict(edition: Edition) -> dict[str, Any] | None:
    found = verdict(edition)
    if found is None or not found.stands:
        return None
    return {"winner": found.candidate.code if found.candidate else None, "citation": found.citation}
