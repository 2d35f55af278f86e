"""Made-up candidates of a release, whole or with whatever an older release leaves out."""

import hashlib

from award.editions.rules import canonical
from surveys.counting.models import Release
from surveys.counting.results import ItemResult, Result


def item(code, own, team, sign="", leaders=(), spread=None, thirds=None):
    gap = None if own is None or team is None else round(own - team, 1)
    return ItemResult(code, own, team, sign, gap, spread=spread, thirds=thirds, leaders=leaders)


def area(code, own=4.0, team=4.0, agreement=75.0, level=75.0, **given):
    bias = None if own is None or team is None else round(own - team, 1)
    shown = {"code": code, "self": own, "team": team, "bias": bias, "agreement": agreement, "level": level}
    return {**shown, "team_sign": "", "scored": agreement is not None, **given}


def result(areas=(), items=(), **given):
    source = {
        "code": "C01",
        "outcome": "counted",
        "status": "ranked",
        "reasons": [],
        "rank": 1,
        "agreement": None,
        "level": None,
        "shortlist_index": None,
        "low": None,
        "high": None,
        "bias": None,
        "category": None,
        "flags": [],
        "gate_passed": True,
        "response_class": ">=70",
        "size_band": "10-19",
        "areas": list(areas),
        "items": [_source(each) for each in items],
    }
    return Result.of({**source, **given})


def _source(each):
    shown = {"code": each.code, "self": each.own, "team": each.team, "team_sign": each.team_sign, "gap": each.gap}
    more = {"spread": each.spread, "thirds": each.thirds and list(each.thirds), "leaders": list(each.leaders)}
    return {**shown, **more}


def freeze(edition, *found):
    """The release of these candidates."""
    points = edition.content.survey.scale
    payload = {
        "edition": edition.slug,
        "origin": "sealed",
        "threshold": edition.threshold,
        "rules_hash": edition.rules_hash,
        "scale": [points.low, points.high],
        "candidates": [dict(each.source) for each in found],
    }
    sha256 = hashlib.sha256(canonical(payload)).hexdigest()
    return Release.objects.create(edition=edition, origin="sealed", payload=payload, sha256=sha256)
