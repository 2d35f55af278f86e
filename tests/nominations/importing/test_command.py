"""The same from the command line."""

import pytest
from django.core.management import CommandError, call_command

from award.audit.models import Entry
from nominations.intake.models import Nomination

from .lines import ASE, HAVARD, table


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(table(ASE, HAVARD), encoding="utf-8")
    return path


def run(edition, file, *more, kind="nominations"):
    call_command("bring", edition.slug, str(file), "--kind", kind, *more)


def test_the_same_from_the_command_line(open_edition, organiser, file, capsys):
    run(open_edition, file, "--dry-run")
    assert not Nomination.objects.exists()

    run(open_edition, file, "--by", organiser.user.email)

    assert capsys.readouterr().out.splitlines() == [
        "2 nominations would be brought in, 0 there already",
        "2 nominations brought in, 0 there already",
    ]
    assert Entry.objects.get(verb="brought nominations in").seat == organiser.pk


def test_the_command_refuses_with_lines_and_asks_before_it_doubles(open_edition, file, capsys, tmp_path):
    run(open_edition, file)
    with pytest.raises(CommandError, match="With --again"):
        run(open_edition, file)
    assert "Line 2: this nomination of Åse Østberg stands here already" in capsys.readouterr().err
    run(open_edition, file, "--again")
    assert Nomination.objects.count() == 4

    file.write_text(table("Kari;;;;x;;;", ";;Birk;;x;;;"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"Line 2: “Employer or contact centre” is missing\.\nLine 3: “Name of"):
        run(open_edition, file)
    with pytest.raises(CommandError, match="cannot be read"):
        run(open_edition, tmp_path / "none")
    assert Nomination.objects.count() == 4
