import pytest
from django.core.management import CommandError, call_command

from award.audit.models import Entry
from surveys.rosters.models import Invitee


@pytest.fixture
def file(tmp_path, team_text):
    path = tmp_path / "team.csv"
    path.write_text(team_text, encoding="utf-8")
    return path


def test_a_roster_and_invitations_from_the_command_line(survey, count_code, candidate, organiser, file, outbox, capsys):
    call_command("roster", survey.slug, "C01", str(file), "--by", organiser.user.email)
    call_command("invite", survey.slug)

    assert capsys.readouterr().out.splitlines() == [
        "8 addresses about Åse Østberg, Kundesenter Nordlys",
        "8 mails sent",
    ]
    assert len(outbox) == 8
    assert Entry.objects.get(verb="set a roster").seat == organiser.pk
    assert Entry.objects.get(verb="gave out links to answer with").seat is None


def test_a_faulty_file_is_refused_with_its_lines(survey, candidate, file):
    file.write_text("kari@nordlys.example\nrubbish", encoding="utf-8")

    with pytest.raises(CommandError, match="Line 2: “rubbish” is not an e-mail address"):
        call_command("roster", survey.slug, "C01", str(file))

    assert not Invitee.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_is_taken_in_the_encoding_it_has(survey, candidate, file, team_text, encoding):
    file.write_text(
        team_text.replace("kari@", "Kåre Å <kare@").replace("example\nola", "example>\nola"), encoding=encoding
    )

    call_command("roster", survey.slug, "C01", str(file))

    assert Invitee.objects.filter(email="kare@nordlys.example").exists()


def test_what_should_be_looked_at_is_told(survey, candidate, file, team_text, capsys):
    file.write_text(f"{team_text}\ninfo@nordlys.example", encoding="utf-8")

    call_command("roster", survey.slug, "C01", str(file))

    told = "Line 9: “info@nordlys.example” looks like a mailbox that several people share: it can answer once."
    assert capsys.readouterr().err.splitlines() == [told]


def test_a_missing_file_or_candidate_is_named(survey, candidate, file, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("roster", survey.slug, "C01", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="There is no candidate “C99”"):
        call_command("roster", survey.slug, "C99", str(file))


def test_inviting_too_early_is_refused(survey, candidate, file):
    call_command("roster", survey.slug, "C01", str(file))

    with pytest.raises(CommandError, match="Make the count code first"):
        call_command("invite", survey.slug)


def test_who_is_left_out_is_said(survey, count_code, candidate, file, outbox, capsys):
    from nominations.candidates.models import Candidate
    from nominations.candidates.states import Consent

    Candidate.objects.create(edition=survey, code="C02", name="Bjørn Lund", consent=Consent.ACCEPTED)
    call_command("roster", survey.slug, "C01", str(file))

    call_command("invite", survey.slug)

    assert capsys.readouterr().err == "skipped Bjørn Lund: 0 people, at least 5 needed\n"


def test_a_short_file_is_taken_when_others_answer_on_paper(survey, candidate, file, capsys):
    file.write_text("kari@nordlys.example; nb", encoding="utf-8")

    with pytest.raises(CommandError, match="1 people: the survey cannot be opened"):
        call_command("roster", survey.slug, "C01", str(file))
    call_command("roster", survey.slug, "C01", str(file), "--sheets", "6")

    assert capsys.readouterr().out == "1 addresses about Åse Østberg, Kundesenter Nordlys\n"
