from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from award.audit.models import Entry
from award.editions.actions import advance, change_rules, create_edition, purge, set_dates
from award.editions.barriers import BARRIERS, THINGS, VIEWERS, Thing, may_see
from award.editions.models import Edition
from award.editions.registers import Clock, Deletion, Gate, clocks, gates
from award.editions.rules import check_phase, hash_of_rules
from award.editions.states import ORDER, Phase
from award.refusal import Refused


@pytest.fixture
def shut_gate():
    def refuse(edition):
        raise Refused("the paint is wet")

    gate = Gate(Phase.NOMINATIONS, "paint", refuse)
    gates.append(gate)
    yield gate
    gates.remove(gate)


def test_an_edition_begins_in_setup_with_the_rules_of_the_house(edition):
    rules = (edition.threshold, edition.level_gate, edition.shortlist_size, edition.finalists, edition.quorum)

    assert edition.phase == Phase.SETUP
    assert rules == (5, 50, 12, 5, 3)
    assert (edition.weight_survey, edition.weight_round_two, edition.weight_finals) == (25, 35, 40)


@pytest.mark.parametrize("slug", ["s", "accounts", "healthz", "hall-of-fame", "static", "admin", "i18n"])
def test_no_edition_takes_an_address_of_the_house(db, slug):
    with pytest.raises(Refused, match="that address is taken"):
        create_edition(slug=slug, name="X")

    assert not Edition.objects.exists()


@pytest.mark.parametrize(("slug", "words"), [("a b", "letters, digits"), ("samtaleprisen-2027", "already an edition")])
def test_an_unusable_address_is_refused(edition, slug, words):
    with pytest.raises(Refused, match=words):
        create_edition(slug=slug, name="X")

    assert Edition.objects.count() == 1


def test_opening_nominations_freezes_rules_and_texts_with_version_and_hash(edition, organiser):
    moved = advance(edition, Phase.NOMINATIONS, by=organiser)

    assert (moved.phase, moved.rules_version, moved.rules_hash) == (Phase.NOMINATIONS, 1, hash_of_rules(edition))
    line = Entry.objects.get(verb="moved the award")
    assert (line.seat, line.facts["to"], line.facts["rules_hash"]) == (organiser.pk, "nominations", moved.rules_hash)


def test_frozen_rules_are_not_changed(edition, organiser):
    advance(edition, Phase.NOMINATIONS, by=organiser)

    with pytest.raises(Refused, match="frozen when nominations opened"):
        change_rules(edition, {"finalists": 3}, by=organiser)

    edition.refresh_from_db()
    assert edition.finalists == 5
    assert not Entry.objects.filter(verb="changed the rules").exists()


def test_changing_a_rule_in_setup_is_traced(edition, organiser):
    change_rules(edition, {"finalists": 3, "margin": 2}, by=organiser)

    edition.refresh_from_db()
    line = Entry.objects.get(verb="changed the rules")
    assert edition.finalists == 3
    assert (line.facts["before"], line.facts["after"]) == ({"finalists": 5}, {"finalists": 3})


def test_two_editions_with_other_rules_have_other_hashes(edition, organiser):
    before = hash_of_rules(edition)

    changed = change_rules(edition, {"level_gate": 55}, by=organiser)

    assert hash_of_rules(changed) != before


@pytest.mark.parametrize("to", [phase for phase in ORDER if phase != Phase.NOMINATIONS])
def test_from_setup_the_award_moves_to_nominations_and_nowhere_else(edition, organiser, to):
    with pytest.raises(Refused, match="moves to “Nominations” and nowhere else"):
        advance(edition, to, by=organiser)

    edition.refresh_from_db()
    assert edition.phase == Phase.SETUP


def test_there_is_no_way_back_to_sealed_ballots(edition, organiser, at):
    at(edition, Phase.SCREENING)

    with pytest.raises(Refused):
        advance(edition, Phase.SURVEYS, by=organiser)


def test_a_shut_gate_keeps_the_award_where_it_is(edition, organiser, shut_gate):
    with pytest.raises(Refused, match="the paint is wet"):
        advance(edition, Phase.NOMINATIONS, by=organiser)

    edition.refresh_from_db()
    assert (edition.phase, edition.rules_hash) == (Phase.SETUP, "")
    assert not Entry.objects.filter(verb="moved the award").exists()


def test_an_act_too_early_and_an_act_too_late_are_refused_in_different_words(edition, at):
    with pytest.raises(Refused, match="cannot be done yet"):
        check_phase(edition, {Phase.NOMINATIONS})

    at(edition, Phase.SCREENING)
    with pytest.raises(Refused, match="can no longer be done"):
        check_phase(edition, {Phase.NOMINATIONS})


def test_a_closing_time_before_the_opening_is_refused(edition, organiser):
    closing = timezone.make_aware(timezone.datetime(2027, 4, 5))

    with pytest.raises(Refused, match="lies before the opening"):
        set_dates(edition, {Phase.SURVEYS: (date(2027, 4, 25), closing)}, by=organiser)

    assert edition.windows.count() == 0


def test_lines_of_the_trail_are_not_changed_or_deleted(edition):
    with pytest.raises(TypeError, match="append-only"):
        Entry.objects.all().delete()
    with pytest.raises(TypeError, match="append-only"):
        Entry.objects.update(verb="nothing happened")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE award_entry SET verb = 'nothing happened'")

    assert list(Entry.objects.values_list("verb", flat=True)) == ["created the edition"]


def test_purge_deletes_when_the_day_has_come_and_not_before(edition):
    gone = []
    clock = Clock("crumbs", lambda e: date(2027, 6, 1), lambda e: gone.append(e) or 3)
    kept = list(clocks)
    clocks[:] = [clock]

    try:
        before, after = purge(today=date(2027, 5, 31)), purge(today=date(2027, 6, 1))
    finally:
        clocks[:] = kept

    assert (before, after) == ([], [Deletion("samtaleprisen-2027", "crumbs", 3, date(2027, 6, 1))])
    assert Entry.objects.get(verb="purged").facts["number"] == 3


@pytest.fixture
def only_clocks(monkeypatch):
    def only(*these):
        monkeypatch.setattr("award.editions.actions.clocks", list(these))
        monkeypatch.setattr("award.desks.deletions.clocks", list(these))

    return only


DAY = date(2027, 6, 1)


def failing(edition):
    raise ValueError("somebody's name")


def test_a_clock_that_fails_keeps_no_other_from_its_work(edition, only_clocks, capsys):
    only_clocks(Clock("broken", lambda e: DAY, failing), Clock("crumbs", lambda e: DAY, lambda e: 3))

    with pytest.raises(CommandError, match="1 could not be purged"):
        call_command("purge", on=DAY)

    told = capsys.readouterr()
    assert "samtaleprisen-2027: crumbs: 3 deleted" in told.out
    assert "broken: failed (ValueError)" in told.err
    assert "somebody's name" not in told.out + told.err
    assert Entry.objects.filter(verb="purged").count() == 1


def test_a_purge_leaves_a_dated_report_and_a_second_one_beside_it(edition, only_clocks, tmp_path):
    only_clocks(Clock("crumbs", lambda e: DAY, lambda e: 3))

    for _twice in range(2):
        call_command("purge", on=DAY, report=tmp_path / "reports", stdout=StringIO())

    files = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert files == ["deletions-2027-06-01-2.csv", "deletions-2027-06-01.csv"]
    written = (tmp_path / "reports" / "deletions-2027-06-01.csv").read_text()
    assert written == "edition,what,number,due_on,failure\nsamtaleprisen-2027,crumbs,3,2027-06-01,\n"


def test_without_a_folder_for_its_report_nothing_is_deleted(edition, only_clocks, tmp_path):
    only_clocks(Clock("crumbs", lambda e: DAY, lambda e: 3))
    (tmp_path / "a-file").write_text("")

    with pytest.raises(CommandError, match="nothing was deleted"):
        call_command("purge", on=DAY, report=tmp_path / "a-file")

    assert not Entry.objects.filter(verb="purged").exists()


def test_organisers_read_what_was_deleted_and_what_is_due(edition, organiser, juror, sign_in, only_clocks):
    at, browser = f"/{edition.slug}/organise/deletions", sign_in(organiser)
    assert "Nothing was deleted yet." in browser.get(f"{at}/").content.decode()

    only_clocks(Clock("crumbs", lambda e: DAY, lambda e: 3), Clock("dust", lambda e: date(2031, 5, 3), lambda e: 0))
    purge(today=DAY)

    page = browser.get(f"{at}/").content.decode()
    assert "Crumbs" in page
    assert "May 3, 2031" in page or "3 May 2031" in page
    assert browser.get(f"{at}.csv").content.decode().splitlines()[1].endswith("crumbs,3,2027-06-01")
    assert sign_in(juror).get(f"{at}/").status_code == 403


def test_the_table_of_barriers_names_every_thing_for_every_viewer():
    assert set(BARRIERS) == set(THINGS) == set(Thing)
    assert all(set(row) == set(VIEWERS) for row in BARRIERS.values())


def test_nobody_but_organisers_ever_sees_how_many_nominations_there_are():
    seen = {(viewer, phase) for viewer in VIEWERS for phase in ORDER if may_see(viewer, Thing.NOMINATION_COUNT, phase)}

    assert {viewer for viewer, _ in seen} == {"organiser"}
    assert not may_see("juror", Thing.SURVEY_NUMBERS, Phase.SURVEYS)
    assert may_see("observer", Thing.SURVEY_NUMBERS, Phase.SCREENING)
