"""Results of a survey institute instead of our own ballots: same threshold, same measures, same release."""

import re
from collections.abc import Mapping

from django.db import transaction

from award.audit.actions import Numbered
from award.editions.models import Edition
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from award.tables.findings import Faults
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate
from nominations.candidates.selectors import accepted, leading_in
from nominations.candidates.states import Consent, Kind
from surveys.counting.measures import Measure, Team, Terms
from surveys.counting.models import Release
from surveys.counting.releases import keep, make_release
from surveys.counting.rules import check_candidates, check_no_tickets, check_not_released
from surveys.counting.states import Origin
from surveys.counting.weighing import weigh
from surveys.importing.gathering import Rows, as_array, gather, plain_columns, plain_words
from surveys.importing.matching import matched
from surveys.importing.rules import check_has_employees
from surveys.importing.tables import table_of

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def import_results(
    *, edition: Edition, source: bytes, create_candidates: bool = False, measure: Measure, by: Numbered | None
) -> Release:
    """Count a file in the award's own form and release it: whole or not at all, once per edition."""
    terms, faults = Terms.of(edition), Faults()
    table = table_of(source, faults)
    rows = gather(table, plain_columns(table, terms), plain_words(terms), terms, faults)
    return import_rows(
        edition=edition, rows=rows, faults=faults, create_candidates=create_candidates, measure=measure, by=by
    )


@transaction.atomic
def import_rows(
    *,
    edition: Edition,
    rows: Mapping[str, Rows],
    faults: Faults,
    create_candidates: bool,
    measure: Measure,
    by: Numbered | None,
) -> Release:
    """Count what was gathered from files of any form. No row of a respondent is kept.

    `faults` holds what was wrong with the files: with one in it nothing is counted. Candidates who take part and do not
    stand in the files have too few answers.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    check_phase(locked, (Phase.SURVEYS, Phase.SCREENING))
    check_not_released(locked)
    check_no_tickets(locked)
    terms = Terms.of(locked)
    named = matched(locked, rows, faults, create_candidates)
    faults.check()
    check_has_employees(rows.values())
    if create_candidates:
        named |= _created(locked, {name: rows[name] for name in rows if name not in named}, faults, by)
        faults.check()
    merged = _by_code(rows, named)
    everybody, leading = {each.code: each for each in accepted(locked)}, leading_in(locked)
    check_candidates(len(everybody))
    teams = [_team(code, merged.get(code, Rows(0)), terms, leading.get(code, 0)) for code in everybody]
    keep(weigh(teams, terms, measure), everybody)
    return make_release(edition=locked, origin=Origin.IMPORTED, measure=measure, by=by)


def _created(edition: Edition, rows: Mapping[str, Rows], faults: Faults, by: Numbered | None) -> dict[str, Candidate]:
    """New candidates who take part; what could be a code becomes theirs, before any code is made up."""
    made: dict[str, Candidate] = {}
    for name in sorted(rows, key=lambda name: not CODE.fullmatch(name)):
        try:
            made[name] = create_candidate(
                edition=edition,
                name=name,
                code=name if CODE.fullmatch(name) else "",
                kind=Kind.GROUP if len(rows[name].leaders) > 1 else Kind.PERSON,
                consent=Consent.ACCEPTED,
                by=by,
            )
        except Refused as no:
            faults.add(rows[name].line, str(no))
    return made


def _by_code(rows: Mapping[str, Rows], named: Mapping[str, Candidate]) -> dict[str, Rows]:
    """One and the same candidate may stand in a file by code here and by name there."""
    merged: dict[str, Rows] = {}
    for name, its in rows.items():
        whole = merged.setdefault(named[name].code, Rows(its.line))
        whole.employees += its.employees
        whole.leaders += its.leaders
    return merged


def _team(code: str, rows: Rows, terms: Terms, leading: int) -> Team:
    """Candidates that a file has made have no leaders here: then those expected are those who answered."""
    return Team(
        code=code,
        employees=as_array(rows.employees, terms),
        leaders=as_array(rows.leaders, terms),
        leaders_expected=max(leading, len(rows.leaders)),
        invited=None,
    )
