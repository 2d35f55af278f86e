from enum import StrEnum


class Standing(StrEnum):
    """How far a leader has come, as they have been told themselves: the shortlist is known from round two on."""

    OPEN = "open"
    SHORTLISTED = "shortlisted"
    NOT_SHORTLISTED = "not_shortlisted"
