from functools import lru_cache

from award.editions.models import Edition
from surveys.questionnaire.reading import Questionnaire


@lru_cache(maxsize=64)
def frozen_questionnaire(edition_id: int, rules_hash: str) -> Questionnaire:
    """Texts are frozen with the rules: with the same hash they are read once per process, not once per answer."""
    return Questionnaire.of(Edition.objects.get(pk=edition_id))
