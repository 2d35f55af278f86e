import stat

import pytest
from django.db import transaction

from award.audit.models import Entry
from award.codes import new_code
from award.editions.states import Phase
from award.refusal import Refused
from surveys.ballots import keys
from surveys.ballots.manifest import check_links
from surveys.ballots.models import CountKey


def files(settings):
    return sorted(path.name for path in settings.KEY_DIR.iterdir())


def test_the_code_is_stored_nowhere_and_the_files_are_their_owners_alone(survey, organiser, settings):
    code = keys.make_count_key(edition=survey, by=organiser)

    kept = [path.read_bytes() for path in settings.KEY_DIR.iterdir()]
    public = bytes(CountKey.objects.get(edition=survey).public)
    assert files(settings) == [f"samtaleprisen-2027.count-{public[:4].hex()}", "samtaleprisen-2027.mail"]
    assert all(code.encode() not in secret for secret in kept)
    assert {stat.S_IMODE(path.stat().st_mode) for path in settings.KEY_DIR.iterdir()} == {0o600}
    assert stat.S_IMODE(settings.KEY_DIR.stat().st_mode) == 0o700
    assert sorted(map(len, kept)) == [32, 60]


def test_the_trail_says_that_a_code_was_made_and_proven_and_nothing_of_it(survey, organiser):
    code = keys.make_count_key(edition=survey, by=organiser)
    keys.prove_count_key(edition=survey, code=code.lower(), by=organiser)

    lines = list(Entry.objects.filter(seat=organiser.pk).values_list("verb", "facts"))
    assert lines == [("proved the count code", {}), ("made a count code", {})]


def test_the_code_typed_back_opens_an_envelope(survey, organiser):
    code = keys.make_count_key(edition=survey, by=organiser)
    assert not CountKey.objects.get(edition=survey).is_proven

    keys.prove_count_key(edition=survey, code=f" {code[:4].lower()}-{code[4:]} ", by=organiser)

    assert CountKey.objects.get(edition=survey).is_proven


def test_a_wrong_code_opens_nothing_and_is_not_proven(survey, organiser):
    keys.make_count_key(edition=survey, by=organiser)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match="This code does not open the ballots"):
        keys.prove_count_key(edition=survey, code=new_code(), by=organiser)

    assert not CountKey.objects.get(edition=survey).is_proven
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("typed", ["", "abc", "8" + "0" * 25, "U" * 26, "x" * 10_000])
def test_what_is_no_code_is_said_to_be_none(survey, organiser, typed):
    keys.make_count_key(edition=survey, by=organiser)

    with pytest.raises(Refused, match="A count code has 26 letters and digits"):
        keys.open_count_key(survey, typed)


def test_a_code_made_anew_makes_the_first_worthless(survey, organiser):
    first = keys.make_count_key(edition=survey, by=organiser)
    mail_key = keys.mail_key(survey)
    second = keys.make_count_key(edition=survey, by=organiser)

    with pytest.raises(Refused, match="does not open"):
        keys.open_count_key(survey, first)
    assert keys.open_count_key(survey, second)
    assert keys.mail_key(survey) == mail_key


def test_no_other_code_is_made_once_a_link_exists(survey, ticket, organiser, settings):
    before = {path.name: path.read_bytes() for path in settings.KEY_DIR.iterdir()}

    with pytest.raises(Refused, match="Invitations have left"):
        keys.make_count_key(edition=survey, by=organiser)

    assert {path.name: path.read_bytes() for path in settings.KEY_DIR.iterdir()} == before
    assert CountKey.objects.get(edition=survey).is_proven


def test_no_code_is_made_before_nominations_or_after_the_surveys(edition, organiser, at):
    with pytest.raises(Refused, match="cannot be done yet"):
        keys.make_count_key(edition=edition, by=organiser)

    at(edition, Phase.SCREENING)
    with pytest.raises(Refused, match="can no longer be done"):
        keys.make_count_key(edition=edition, by=organiser)
    assert not CountKey.objects.exists()


def test_key_files_of_another_database_open_nothing(survey, organiser):
    code = keys.make_count_key(edition=survey, by=organiser)
    kept = keys.count_path(survey, bytes(CountKey.objects.get().public))
    CountKey.objects.update(public=b"\x01" * 32)
    with pytest.raises(Refused, match="There is no count key"):
        keys.open_count_key(survey, code)

    kept.rename(keys.count_path(survey, b"\x01" * 32))
    with pytest.raises(Refused, match="belongs to another database"):
        keys.open_count_key(survey, code)


@pytest.mark.parametrize("damaged", [b"", b"x", b"x" * 60])
def test_a_damaged_key_file_is_told_and_opens_nothing(survey, count_code, damaged):
    keys.count_path(survey, bytes(CountKey.objects.get().public)).write_bytes(damaged)

    with pytest.raises(Refused, match=r"is damaged|does not open"):
        keys.open_count_key(survey, count_code)


def test_a_code_whose_making_was_undone_leaves_the_one_in_use(survey, count_code, organiser):
    with transaction.atomic():
        keys.make_count_key(edition=survey, by=organiser)
        transaction.set_rollback(True)

    assert keys.open_count_key(survey, count_code)
    assert CountKey.objects.get().is_proven


def test_links_of_an_edition_of_the_same_name_that_is_gone_do_not_stay(survey, organiser, settings):
    settings.KEY_DIR.mkdir(exist_ok=True)
    (settings.KEY_DIR / f"{survey.slug}.links").write_text('{"C01": {"n": 3, "sha256": "x"}}')

    keys.make_count_key(edition=survey, by=organiser)

    check_links(survey)


def test_destroyed_keys_are_gone_for_good(survey, count_code, settings):
    keys.destroy_keys(survey)
    keys.destroy_keys(survey)

    assert files(settings) == []
    with pytest.raises(Refused, match="There is no count key"):
        keys.open_count_key(survey, count_code)
    with pytest.raises(Refused, match="There is no mail key"):
        keys.mail_key(survey)
