"""The set of links: what was given out is what is counted."""

import json
import re
from secrets import token_bytes

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from award.audit.models import Entry
from award.editions.rules import canonical
from award.refusal import Refused
from surveys.ballots.key_dir import keep, path_of
from surveys.ballots.manifest import _settle, accept_links, changing, check_links, fingerprint, manifest_of
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState


def give_out(edition, candidate, n):
    with transaction.atomic(), changing(edition):
        Ticket.objects.bulk_create(Ticket(hash=token_bytes(32), candidate=candidate) for _each in range(n))


@pytest.fixture
def given_out(survey, candidate, other_candidate):
    give_out(survey, candidate, 6)
    give_out(survey, other_candidate, 6)
    return survey


def test_links_as_they_were_given_out_are_fine(given_out):
    check_links(given_out)


def test_answering_revoking_and_expiring_change_nothing(given_out):
    before = fingerprint(given_out)
    for state in (TicketState.SEALED, TicketState.REVOKED, TicketState.EXPIRED):
        ticket = Ticket.objects.filter(state=TicketState.OPEN).first()
        Ticket.objects.filter(pk=ticket.pk).update(state=state, envelope=b"x")

    check_links(given_out)
    assert fingerprint(given_out) == before


def test_a_link_taken_away_is_noticed(given_out, candidate):
    Ticket.objects.filter(candidate=candidate).first().delete()

    with pytest.raises(Refused, match=rf"{candidate.code}: 6 links were given out, 5 are there"):
        check_links(given_out)


def test_a_link_laid_in_is_noticed(given_out, candidate):
    Ticket.objects.create(hash=token_bytes(32), candidate=candidate)

    with pytest.raises(Refused, match=rf"{candidate.code}: 6 links were given out, 7 are there"):
        check_links(given_out)


def test_links_swapped_between_teams_are_noticed(given_out, candidate, other_candidate):
    mine, theirs = (Ticket.objects.filter(candidate=each).first() for each in (candidate, other_candidate))
    Ticket.objects.filter(pk=mine.pk).update(candidate=other_candidate)
    Ticket.objects.filter(pk=theirs.pk).update(candidate=candidate)

    with pytest.raises(Refused, match=r"6 links as there should be, but not the same ones") as said:
        check_links(given_out)
    assert candidate.code in str(said.value)
    assert other_candidate.code in str(said.value)


def test_another_act_does_not_take_over_what_somebody_laid_in(given_out, candidate):
    Ticket.objects.create(hash=token_bytes(32), candidate=candidate)

    with pytest.raises(Refused, match="not those that were given out"):
        give_out(given_out, candidate, 1)


def test_without_its_list_no_set_of_links_is_believed(given_out, settings):
    for path in settings.KEY_DIR.glob("*.links*"):
        path.unlink()

    with pytest.raises(Refused, match="is not in KEY_DIR"):
        check_links(given_out)


def test_an_act_that_is_undone_leaves_the_earlier_list_in_force(given_out, candidate, survey):
    before = fingerprint(survey)
    with transaction.atomic():
        give_out(survey, candidate, 1)
        transaction.set_rollback(True)

    check_links(survey)
    assert fingerprint(survey) == before


def test_the_fingerprint_can_be_read_aloud_and_changes_with_the_links(survey, candidate):
    assert fingerprint(survey) == []
    give_out(survey, candidate, 5)
    first = fingerprint(survey)
    give_out(survey, candidate, 1)

    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}", group) for group in first)
    assert len(first) == 4
    assert fingerprint(survey) != first


def test_after_an_older_backup_somebody_may_say_that_the_links_are_right(given_out, candidate, organiser):
    Ticket.objects.filter(candidate=candidate).first().delete()
    with pytest.raises(Refused, match="accept_links"):
        check_links(given_out)

    with pytest.raises(Refused, match="Say why"):
        accept_links(edition=given_out, because=" ", by=organiser)
    told = accept_links(edition=given_out, because="Restored the backup of the night.", by=organiser)

    assert told == [f"{candidate.code}: 6 links were given out, 5 are there."]
    check_links(given_out)
    line = Entry.objects.first()
    assert (line.verb, line.facts["reason"]) == ("accepted the links as they are", "Restored the backup of the night.")


def test_a_list_that_settles_late_takes_no_later_one_with_it(given_out, candidate, settings):
    written = canonical(manifest_of(given_out))
    keep(path_of(given_out, "links-next"), b'{"C01": {"n": 99, "sha256": "later"}}')

    _settle(given_out, written)

    assert json.loads(path_of(given_out, "links").read_bytes()) == json.loads(written)
    assert path_of(given_out, "links-next").exists()
    check_links(given_out)


def test_a_damaged_list_is_told(given_out, settings):
    for path in settings.KEY_DIR.glob("*.links*"):
        path.write_bytes(b"")

    with pytest.raises(Refused, match="is damaged"):
        check_links(given_out)


def test_the_command_says_what_it_accepts(given_out, candidate, capsys):
    Ticket.objects.filter(candidate=candidate).first().delete()

    call_command("accept_links", given_out.slug, because="Restored the backup of the night.")

    assert "6 links were given out, 5 are there" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Say why"):
        call_command("accept_links", given_out.slug, because="")
