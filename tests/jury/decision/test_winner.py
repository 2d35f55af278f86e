import pytest
from django.test import Client

from award.editions.actions import create_edition
from award.editions.states import Phase
from jury.decision.models import Verdict
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent


def test_everybody_reads_who_won_and_why(edition, announced):
    page = Client().get(f"/{edition.slug}/winner/")

    assert page.status_code == 200
    assert "Åse Østberg" in page.content.decode()
    assert "Kundesenter Nordlys" in page.content.decode()
    assert "For making listening a method." in page.content.decode()
    assert "sessionid" not in page.cookies


def test_no_survey_number_and_no_reason_is_public(edition, announced):
    text = Client().get(f"/{edition.slug}/winner/").content.decode()

    for hidden in ("77.4", "The visits convinced us.", "I saw it myself.", "Torbjørn"):
        assert hidden not in text


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.FINALS, Phase.DECISION])
def test_before_the_announcement_the_page_is_closed(edition, decided, at, phase):
    at(edition, phase)

    page = Client().get(f"/{edition.slug}/winner/")

    assert page.status_code == 403
    assert "Østberg" not in page.content.decode()


def test_who_has_not_agreed_is_not_named(edition, announced):
    Candidate.objects.filter(code="C01").update(consent=Consent.DECLINED)

    winner, hall = Client().get(f"/{edition.slug}/winner/"), Client().get("/hall-of-fame/")

    for page in (winner, hall):
        assert page.status_code == 200
        assert "Østberg" not in page.content.decode()
        assert "For making listening a method." not in page.content.decode()


def test_a_year_without_a_winner_is_said_in_words(edition, announced):
    Verdict.objects.update(candidate=None, citation="The finalists were good; none was outstanding.")

    page = Client().get(f"/{edition.slug}/winner/").content.decode()

    assert "No winner this year" in page
    assert "none was outstanding" in page


def test_the_sun_has_a_bar_for_every_trait(edition, announced):
    page = Client().get(f"/{edition.slug}/winner/").content.decode()

    assert page.count("V236z") == len(edition.content.traits)


def test_the_hall_of_fame_is_empty_at_first(db):
    page = Client().get("/hall-of-fame/")

    assert page.status_code == 200
    assert "Nobody stands here yet" in page.content.decode()


def test_the_hall_of_fame_names_announced_winners_only(edition, announced, chair):
    later = create_edition(slug="samtaleprisen-2028", name="Samtaleprisen 2028")
    Verdict.objects.create(edition=later, candidate=None, citation="Secret as yet.", reason="x", proposed_by=chair)

    page = Client().get("/hall-of-fame/").content.decode()

    assert "Åse Østberg" in page
    assert "Samtaleprisen 2027" in page
    assert "Samtaleprisen 2028" not in page


def test_the_hall_of_fame_also_stands_in_the_frame_of_an_edition(edition, announced):
    assert "Åse Østberg" in Client().get(f"/{edition.slug}/hall-of-fame/").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_hall_of_fame_needs_the_same_queries_for_one_and_for_three(
    edition, announced, chair, django_assert_num_queries, how_many
):
    for year in range(2028, 2027 + how_many):
        other = create_edition(slug=f"samtaleprisen-{year}", name=f"Samtaleprisen {year}")
        type(other).objects.filter(pk=other.pk).update(phase=Phase.ANNOUNCED, rules_hash="f")
        Verdict.objects.create(
            edition=other, candidate=None, citation="", reason="x", proposed_by=chair, decided_on="2028-01-01"
        )

    with django_assert_num_queries(1):
        Client().get("/hall-of-fame/")
