"""A survey institute's results, once, whole or not at all."""

import json

import pytest

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from jury.counting.measuring import measure
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent, Kind
from surveys.ballots.models import Ticket
from surveys.counting.models import Count, Release, Tally
from surveys.counting.releases import fingerprint
from surveys.counting.selectors import results
from surveys.importing.actions import import_results


def taken(edition, source, **changed):
    return import_results(edition=edition, source=source, measure=measure, by=None, **changed)


def refusal_of(edition, source, **changed):
    with pytest.raises(Refused) as no:
        taken(edition, source, **changed)
    assert not Release.objects.exists()
    assert not Count.objects.exists()
    assert not Tally.objects.exists()
    return str(no.value)


def test_a_file_becomes_the_release_of_the_edition(screening, leader, results_csv):
    release = taken(screening, results_csv(screening, {"C01": 12}))

    (only,) = results(screening).candidates
    assert (only.code, only.outcome, only.status, only.rank) == ("C01", "counted", "ranked", 1)
    assert (only.response_class, only.size_band) == ("unknown", "10-19")
    assert release.sha256 == fingerprint(release.payload)
    assert release.payload["origin"] == "imported"


def test_it_leaves_a_line_in_the_trail_and_no_row_of_a_respondent(screening, leader, organiser, results_csv):
    import_results(edition=screening, source=results_csv(screening, {"C01": 7}), measure=measure, by=organiser)

    line = Entry.objects.first()
    assert (line.verb, line.seat) == ("imported survey results", organiser.pk)
    assert {name: line.facts[name] for name in ("counted", "too_few", "ballots_refused")} == {
        "counted": 1,
        "too_few": 0,
        "ballots_refused": 0,
    }
    assert Count.objects.get().measured is None
    assert sum(Tally.objects.filter(item="JC1").values_list("n", flat=True)) == 7


def test_the_exact_name_will_do(screening, leader, results_csv):
    taken(screening, results_csv(screening, {"Åse Østberg": 6}))

    assert results(screening).by_code["C01"].is_counted


def test_code_and_name_are_one_candidate(screening, leader, results_csv):
    source = results_csv(screening, {"C01": 3, "Åse Østberg": 3}, leaders=0)

    taken(screening, source)

    assert results(screening).by_code["C01"].reasons[0] == "no_self_assessment"


def test_unknown_candidates_are_told_with_their_line(screening, leader, results_csv):
    told = refusal_of(screening, results_csv(screening, {"C01": 2, "Nobody": 2}))

    assert told == "Line 5: there is no candidate “Nobody”, neither by code nor by name."


def test_unknown_candidates_can_be_created_and_take_part(screening, results_csv):
    taken(screening, results_csv(screening, {"Bjørg Ås": 6, "TL-7": 6}, leaders=2), create_candidates=True)

    made = {each.name: each for each in Candidate.objects.filter(edition=screening)}
    assert {each.consent for each in made.values()} == {Consent.ACCEPTED}
    assert {each.kind for each in made.values()} == {Kind.GROUP}
    assert made["TL-7"].code == "TL-7"
    assert results(screening).by_code[made["Bjørg Ås"].code].is_ranked


def test_two_candidates_of_one_name_need_their_codes(screening, leader, results_csv):
    Candidate.objects.create(
        edition=screening, code="C02", name="Åse Østberg", employer="Fjordkraft", consent="accepted"
    )

    told = refusal_of(screening, results_csv(screening, {"Åse Østberg": 6}))

    assert told == "Line 2: several candidates are called “Åse Østberg”: use their code."


def test_nobody_is_measured_who_did_not_agree(screening, leader, results_csv):
    Candidate.objects.filter(code="C01").update(consent=Consent.DECLINED)

    told = refusal_of(screening, results_csv(screening, {"C01": 6}), create_candidates=True)

    assert told == "Line 2: “C01” has not agreed to take part."


def test_a_fault_anywhere_stores_nothing_of_the_file(screening, leader, results_csv):
    source = results_csv(screening, {"C01": 6, "New": 6}) + b"C01,employee,9" + b"," * 23 + b"\n"

    told = refusal_of(screening, source, create_candidates=True)

    assert told.startswith("Line 16: JC1: “9” is no whole number from 1 to 5")
    assert not Candidate.objects.filter(name="New").exists()


def test_a_second_file_is_refused_and_the_release_stays(screening, leader, results_csv):
    first = taken(screening, results_csv(screening, {"C01": 12}))

    with pytest.raises(Refused, match="counted once and never again"):
        taken(screening, results_csv(screening, {"C01": 13}))

    again = Release.objects.get()
    assert (again.sha256, again.payload) == (first.sha256, first.payload)


def test_an_edition_with_ballots_of_its_own_takes_no_file(screening, leader, results_csv):
    Ticket.objects.create(hash=b"h" * 32, candidate=leader.candidate)

    told = refusal_of(screening, results_csv(screening, {"C01": 12}))

    assert told.startswith("Employees of this edition have been given links of their own")


@pytest.mark.parametrize("phase", [Phase.NOMINATIONS, Phase.ROUND_TWO])
def test_other_phases_take_no_file(edition, at, leader, results_csv, phase):
    at(edition, phase)

    assert "the award is in the phase" in refusal_of(edition, results_csv(edition, {"C01": 12}))


def test_candidates_who_are_not_in_the_file_have_too_few_answers(screening, leader, results_csv):
    Candidate.objects.create(edition=screening, code="C02", name="Jørn Å", consent=Consent.ACCEPTED)

    taken(screening, results_csv(screening, {"C01": 12}))

    assert results(screening).by_code["C02"].outcome == "too_few"


def test_four_answers_leave_nothing_but_that_they_were_too_few(screening, leader, results_csv):
    release = taken(screening, results_csv(screening, {"C01": 4}))

    (shown,) = release.payload["candidates"]
    assert shown["outcome"] == "too_few"
    assert (shown["areas"], shown["items"], shown["size_band"], shown["response_class"]) == ([], [], None, "unknown")
    assert not Tally.objects.exists()


def test_a_self_assessment_with_a_gap_is_flagged(screening, leader, results_csv):
    lines = results_csv(screening, {"C01": 6}).decode().splitlines()
    lines[-1] = "C01,self," + ",".join(["4"] * 20 + [""] * 4)

    taken(screening, "\n".join(lines).encode())

    assert "self_incomplete" in results(screening).by_code["C01"].flags


def test_leaders_of_a_group_who_answer_far_apart_are_flagged(screening, leader, results_csv):
    lines = results_csv(screening, {"C01": 6}, leaders=0).decode().splitlines()
    lines += ["C01,self," + ",".join([point] * 24) for point in "15"]

    taken(screening, "\n".join(lines).encode())

    result = results(screening).by_code["C01"]
    assert "leaders_differ" in result.flags
    assert result.items[0].own == 3.0


def test_a_statement_with_too_few_answers_is_shown_to_nobody_and_kept_nowhere(screening, leader, results_csv):
    header, *rows = results_csv(screening, {"C01": 6}).decode().splitlines()
    silent = [",".join([*row.split(",")[:2], "", *row.split(",")[3:]]) for row in rows[:2]]
    lines = [header, *silent, *rows[2:]]

    taken(screening, "\n".join(lines).encode())

    first = results(screening).by_code["C01"].items[0]
    assert (first.team, first.gap) == (None, None)
    assert first.own is not None
    assert not Tally.objects.filter(item="JC1").exists()


def test_texts_of_its_own_rank_every_candidate_with_enough_answers(screening, own_survey, results_csv):
    edition = own_survey(screening)
    teams = {f"Leader {n:02}": 5 + n % 9 for n in range(49)} | {"Small": 4}

    taken(edition, results_csv(edition, teams, gaps=0.02), create_candidates=True)

    shown = results(edition).candidates
    assert sorted(each.rank for each in shown if each.rank) == sorted(
        each.rank for each in shown if each.outcome == "counted"
    )
    assert [each.outcome for each in shown].count("too_few") == 1
    assert results(edition).scale == (1, 7)


def test_the_release_says_nothing_of_how_many_answered(screening, leader, results_csv):
    release = taken(screening, results_csv(screening, {"C01": 17}))

    whole = json.dumps(release.payload)
    assert all(f'"{name}"' not in whole for name in ("n", "n_respondents", "invited", "refused"))
    assert all(f'"{name}' not in whole for name in ("se_", "variance"))
    assert ": 17" not in whole
