from enum import StrEnum


class Silence(StrEnum):
    """Why a summary is not told."""

    NOT_YET = "not_yet"  # the winner is not announced
    BOUND = "bound"  # the reader may not read about one of those it is made of
    TOO_FEW = "too_few"  # somebody could subtract
