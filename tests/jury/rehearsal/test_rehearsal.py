import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, override

from award.audit.models import Entry
from award.editions.models import Edition
from award.editions.states import ORDER, Phase
from jury.decision.selectors import verdict
from jury.rehearsal import cast
from jury.rehearsal.actions import described, rehearse
from jury.rehearsal.walk import Size
from nominations.candidates.selectors import accepted
from surveys.counting.selectors import results

SMALL = Size(candidates=3, employees=6, jurors=3, finalists=1)


def walked(until, size=SMALL, seed=7, slug="rehearsal"):
    return rehearse(slug=slug, name="Rehearsal", size=size, seed=seed, until=until)


@pytest.mark.parametrize("phase", ORDER)
def test_a_rehearsal_walks_into_any_phase_by_the_acts_of_people(db, phase):
    walk = walked(phase)

    moves = [line.facts["to"] for line in Entry.objects.filter(verb="moved the award").order_by("pk")]
    assert Edition.objects.get(slug="rehearsal").phase == phase
    assert moves == [each.value for each in ORDER[1 : ORDER.index(phase) + 1]]
    assert walk.edition.windows.count() == len(ORDER) - 1


def test_a_whole_rehearsal_ends_with_a_winner_and_every_candidate_counted(db):
    walk = walked(Phase.ANNOUNCED)

    assert verdict(walk.edition).stands
    assert [each.outcome for each in results(walk.edition).candidates] == ["counted"] * 3
    assert accepted(walk.edition).count() == 3


def test_the_same_seed_gives_the_same_survey(db):
    first = results(walked(Phase.SCREENING, slug="one").edition)
    again = results(walked(Phase.SCREENING, slug="two").edition)
    other = results(walked(Phase.SCREENING, slug="three", seed=8).edition)

    assert first.candidates == again.candidates
    assert first.candidates != other.candidates


def test_an_edition_in_its_surveys_has_links_to_try_and_a_code_to_count_with(db):
    entry = described(walked(Phase.SURVEYS))

    assert len(entry["tickets"]) >= 3
    assert len(entry["count_codes"][0]["count_code"]) == 26
    assert {login["role"] for login in entry["logins"]} == {"organiser", "chair", "juror", "leader"}


def test_a_rehearsal_too_small_for_the_rules_says_so(db, tmp_path):
    with pytest.raises(CommandError, match="at least 5"):
        call_command("rehearse", employees=4, candidates=2, jurors=3, finalists=1, to=tmp_path)


def test_the_command_writes_mail_as_files_and_how_to_enter(db, tmp_path):
    options = {"candidates": 2, "employees": 6, "jurors": 3, "finalists": 1, "until": "surveys", "slug": "try"}

    call_command("rehearse", **options, to=tmp_path)

    entry = json.loads((tmp_path / "try.json").read_text(encoding="utf-8"))
    assert entry["editions"] == [{"slug": "try", "phase": "surveys", "url": "http://127.0.0.1:8000/try/"}]
    mails = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "mail").iterdir())
    assert mails.count("\nTo: ") == 2 + 1 + 2 * 6  # two leaders and a second contact asked, two teams invited


def test_everybody_in_the_cast_lives_at_an_address_that_cannot_exist():
    parts = [cast.part(number) for number in range(60)]

    assert len({part.name for part in parts}) == 60
    assert all(cast.address(leader, part.host).endswith(".example") for part in parts for leader in part.leaders)


def test_the_trail_speaks_every_language(db):
    walked(Phase.ANNOUNCED)

    for language in ("nb", "da"):
        with override(language):
            untranslated = {verb for verb in Entry.objects.values_list("verb", flat=True) if gettext(verb) == verb}
        assert untranslated == set()
