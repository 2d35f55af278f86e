from collections.abc import Mapping
from types import MappingProxyType

CONFIRMATIONS = 2  # different people; one person counts once, however many seats they hold
VOTE_LENGTH = 2000
CITATION_LENGTH = 600
REASON_LENGTH = 4000

# The components of a total, and the column of the edition that weighs each.
WEIGHT_OF: Mapping[str, str] = MappingProxyType(
    {"survey": "weight_survey", "round_two": "weight_round_two", "finals": "weight_finals"}
)
TIES = ("finals", "round_two")  # then the signed votes, then the chair's casting vote
