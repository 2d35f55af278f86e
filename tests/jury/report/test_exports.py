import csv
import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from award.tables.cells import row_of
from award.tables.files import Table, csv_of
from jury.report import actions
from jury.report.export import FILES, REPORT, export
from jury.report.snapshot import fingerprint, snapshot, written
from jury.report.tables import candidates
from nominations.candidates.models import Candidate
from surveys.counting.models import Release

TABLES = {"candidates.csv", "agreement.csv", "scores.csv", "finals.csv", "ranking.csv"}


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_agreement_equals_the_release_value_by_value(edition, finalists, tmp_path):
    export(edition, tmp_path)

    written = rows(tmp_path / "agreement.csv")
    released = Release.objects.get().payload["candidates"]
    names = dict(Candidate.objects.values_list("code", "name"))
    same = ("agreement", "level", "shortlist_index", "low", "high", "category", "response_class", "status", "rank")
    assert written == [
        {
            "candidate": names[row["code"]],
            **{name: "" if row[name] is None else str(row[name]) for name in same},
            "flags": ";".join(row["flags"]),
            "reasons": ";".join(row["reasons"]),
        }
        for row in released
    ]


def test_the_header_of_agreement_is_what_others_rely_on(edition, finalists, tmp_path):
    export(edition, tmp_path)

    assert (tmp_path / "agreement.csv").read_text(encoding="utf-8").splitlines()[0] == (
        "candidate,agreement,level,shortlist_index,low,high,category,flags,response_class,status,reasons,rank"
    )


def test_the_ranking_leaves_the_total_of_an_unranked_finalist_empty(edition, finalists, tmp_path):
    export(edition, tmp_path)

    last = rows(tmp_path / "ranking.csv")[-1]
    assert last == {
        "candidate": "Mette Ærøskov",
        "shortlist_index": "",
        "round_two": "50.0",
        "finals": "75.0",
        "total": "",
        "rank": "",
        "not_separable": "no",
    }


def test_candidates_are_mapped_to_code_employer_and_outcome(edition, decided):
    table = candidates(edition)

    assert dict(zip(table.columns, row_of(table.rows[0]), strict=True)) == {
        "candidate": "Åse Østberg",
        "code": "C01",
        "name": "Åse Østberg",
        "employer": "Kundesenter Nordlys",
        "kind": "person",
        "consent": "accepted",
        "shortlisted": "yes",
        "finalist": "yes",
        "winner": "yes",
    }


def test_two_candidates_of_one_name_are_told_apart(edition, finalists, tmp_path):
    Candidate.objects.create(edition=edition, code="C08", name="Åse Østberg", employer="Another centre")

    export(edition, tmp_path)

    names = [row["candidate"] for row in rows(tmp_path / "candidates.csv")]
    assert names == ["Åse Østberg (C01)", "Torbjørn Vågå-Lien", "Mette Ærøskov", "Åse Østberg (C08)"]


def test_scores_and_ratings_are_listed_one_by_one(edition, finalists, tmp_path):
    export(edition, tmp_path)

    assert rows(tmp_path / "scores.csv")[0] == {
        "candidate": "Åse Østberg",
        "juror": "Søren Kjærgård-Bløch",
        "area": min(area.code for area in edition.content.round_two.areas),
        "value": "6",
        "revision": "1",
    }
    assert {(row["observer"], row["value"]) for row in rows(tmp_path / "finals.csv")} == {
        ("Søren Kjærgård-Bløch", "5"),
        ("Søren Kjærgård-Bløch", "4"),
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "|", "%", " =", "＝", "\u202e=", "\x07="])
def test_no_name_becomes_a_formula(edition, finalists, tmp_path, start):
    Candidate.objects.filter(code="C01").update(name=f"{start}cmd|' /C calc'!A0")

    export(edition, tmp_path)

    name = rows(tmp_path / "candidates.csv")[0]["name"]
    assert name[0] == "'"
    assert name.lstrip("'")[0] in "=+-@|%\\"


def test_negative_numbers_stay_numbers():
    assert csv_of(Table("x", ("value",), [(-0.4,), ("-0.4",), (None,)])) == b'value\n-0.4\n-0.4\n""\n'


def test_the_workbook_has_a_sheet_per_table_and_no_formula(edition, finalists, tmp_path):
    Candidate.objects.filter(code="C01").update(name="=1+1", employer="https://evil.example/?a=1")

    export(edition, tmp_path)

    book = zipfile.ZipFile(tmp_path / "edition.xlsx")
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    text = "".join(book.read(name).decode() for name in sheets)
    assert len(sheets) == len(TABLES) + 1  # and how the figures came to be
    assert "<f>" not in text
    assert "<hyperlink" not in text
    assert "=1+1" in book.read("xl/sharedStrings.xml").decode()


def test_two_exports_are_the_same_byte_for_byte(edition, decided, tmp_path):
    first, second = (export(edition, tmp_path / name) for name in ("a", "b"))

    assert [path.name for path in first] == list(FILES)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_snapshot_proves_itself_and_holds_released_figures_only(edition, decided):
    whole = json.loads(written(snapshot(edition)))

    assert whole["sha256"] == fingerprint(whole)
    assert whole["release"] == Release.objects.get().payload
    assert whole["verdict"] == {"winner": "C01", "citation": "For making listening a method."}
    assert whole["finalists"] == ["C01", "C02", "C03"]
    assert "2027-09-27" not in json.dumps(whole)


def test_right_after_the_import_everything_but_the_report_is_written(edition, at, released, tmp_path):
    at(edition, Phase.SURVEYS)
    Candidate.objects.create(edition=edition, code="C01", name="Åse Østberg")
    released(edition, {"C01": 70.0})

    paths = export(edition, tmp_path / "new" / "folder")

    assert {path.name for path in paths} == TABLES | {"edition.xlsx", "snapshot.json"}
    assert rows(tmp_path / "new" / "folder" / "agreement.csv")[0]["shortlist_index"] == "70.0"
    assert (tmp_path / "new" / "folder" / "ranking.csv").read_text() == (
        "candidate,shortlist_index,round_two,finals,total,rank,not_separable\n"
    )


def test_an_edition_in_set_up_exports_headers(edition, tmp_path):
    paths = export(edition, tmp_path)

    assert [len(path.read_text().splitlines()) for path in paths if path.suffix == ".csv"] == [1] * 5


def test_the_command_names_its_files(edition, finalists, tmp_path, capsys):
    call_command("export", edition.slug, to=tmp_path)

    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / name) for name in FILES if name != REPORT]
    assert said.err == "winner-report.pdf is left out: no verdict stands yet.\n"


def test_the_command_knows_the_editions(db, tmp_path):
    with pytest.raises(CommandError, match="There is no edition"):
        call_command("export", "nowhere", to=tmp_path)


def test_verify_finds_everything_as_it_was_frozen(edition, finalists, capsys):
    call_command("verify", edition.slug)

    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "ok  rules",
        "ok  release",
        "ok  rules of the release",
    ]


def test_verify_breaks_when_a_released_figure_was_changed(edition, finalists, capsys):
    found = Release.objects.get()
    found.payload["candidates"][0]["shortlist_index"] = 99.0
    found.save()

    with pytest.raises(CommandError, match="is not what was frozen"):
        call_command("verify", edition.slug)

    assert "BROKEN  release: frozen as" in capsys.readouterr().out


def test_verify_breaks_when_a_rule_was_changed(edition, finalists, capsys):
    type(edition).objects.update(margin=30)

    with pytest.raises(CommandError, match="is not what was frozen"):
        call_command("verify", edition.slug)

    assert "BROKEN  rules: frozen as" in capsys.readouterr().out


def test_an_organiser_takes_a_table_and_the_trail_says_so(edition, finalists, organiser, sign_in):
    answer = sign_in(organiser).get(f"/{edition.slug}/organise/exports/agreement.csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="agreement.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"candidate,agreement")
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("downloaded an export", organiser.pk, {"file": "agreement.csv"})


def test_the_report_is_not_handed_out_before_the_verdict_stands(edition, finalists, organiser):
    before = Entry.objects.count()

    with pytest.raises(Refused) as no:
        actions.hand_out(edition=edition, name=REPORT, by=organiser)

    assert str(no.value) == "winner-report.pdf is made when the verdict stands."
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["scores.csv", "finals.csv", "ranking.csv", "edition.xlsx"])
def test_single_opinions_stay_with_the_jury_until_it_has_finished(edition, finalists, organiser, at, name):
    at(edition, Phase.SCORING)

    with pytest.raises(Refused, match="opens when the award"):
        actions.hand_out(edition=edition, name=name, by=organiser)


def test_other_files_do_not_exist(edition, finalists, organiser, sign_in):
    assert sign_in(organiser).get(f"/{edition.slug}/organise/exports/db.sqlite3").status_code == 404


def test_jurors_take_no_exports(edition, finalists, juror, sign_in):
    assert sign_in(juror).get(f"/{edition.slug}/organise/exports/").status_code == 403
    assert sign_in(juror).get(f"/{edition.slug}/organise/exports/agreement.csv").status_code == 403


def test_the_page_lists_every_file(edition, finalists, organiser, sign_in):
    page = sign_in(organiser).get(f"/{edition.slug}/organise/exports/").content.decode()

    assert [name for name in FILES if name not in page] == []
    assert f"/{edition.slug}/organise/exports/{REPORT}" not in page


@pytest.mark.parametrize("how_many", [1, 3])
def test_an_export_needs_the_same_queries_for_one_and_for_three(
    edition, at_decision, tmp_path, django_assert_num_queries, how_many
):
    at_decision([(f"C{n}", f"Leder {n}", "", 70.0 + 5 * n, 5, 4) for n in range(how_many)])

    with django_assert_num_queries(49):
        export(edition, tmp_path)
