import pytest

from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent


@pytest.fixture
def leader_elsewhere(edition):
    """Håvard Åsnes takes part, but is no finalist."""
    return Candidate.objects.create(edition=edition, code="C09", name="Håvard Åsnes", consent=Consent.ACCEPTED)
