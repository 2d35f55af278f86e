from enum import StrEnum


class Standing(StrEnum):
    """How far a candidate came."""

    TOOK_PART = "took part"
    SHORTLISTED = "shortlisted"
    FINALIST = "finalist"
    WINNER = "winner"


class Silence(StrEnum):
    """Why no figure of a team is shown."""

    NOT_COUNTED = "not counted"  # the edition has no release
    NO_PART = "no part"  # the release does not speak of this candidate
    TOO_FEW = "too few"  # fewer than the threshold answered
