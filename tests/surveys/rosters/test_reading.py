"""What is read of a line, and which column of a file says what."""

import pytest

from award.refusal import Refused
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee
from surveys.rosters.reading import as_text, read


def read_of(text):
    return [(line.number, line.email, line.language) for line in read(text, language="en", barred=())]


@pytest.mark.parametrize(
    "line",
    [
        "kari@x.example; nb",
        "Kari Moe; kari@x.example; nb",
        "Kari; Moe; kari@x.example; Kundesenter; nb",
        "nb; kari@x.example",
        '"Moe, Kari" <kari@x.example>; nb',
        "Moe, Kari <kari@x.example>; nb",
        "Kari Moe <kari@x.example>\tno",
        "kari@x.example <kari@x.example>; nb-NO",
        "kari@x.example;;Norsk",
    ],
)
def test_names_beside_an_address_are_read_over(line):
    assert read_of(line) == [(1, "kari@x.example", "nb")]


@pytest.mark.parametrize("line", ["Kari Moe; kari@x.example", "kari@x.example; Kari Moe", "kari@x.example; Kari; Moe"])
def test_without_a_language_it_is_the_candidates(line):
    assert read_of(line) == [(1, "kari@x.example", "en")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kari@x.example; ola@x.example", "there are several addresses"),
        ("ola@x.example <kari@x.example>", "there are several addresses"),
        ("Ola ola@x.example; kari@x.example; nb", "there are several addresses"),
        ("Kari; kari@; nb", "“kari@” is not an e-mail address"),
        ("Kari Moe; nb", "“Kari Moe” is not an e-mail address"),
        ("kari@x.example; Kari; de", "“de” is no language of the survey"),
        ("Kari Moe; kari@x.example; Suomi", "“Suomi” is no language of the survey"),
        ("kari@x.example; nb; da", "there are several languages"),
    ],
)
def test_what_is_not_sure_is_refused_with_its_line(line, words):
    with pytest.raises(Refused, match=f"^Line 2: {words}"):
        read(f"siv@x.example\n{line}", language="en", barred=())


def test_headings_in_any_column_are_no_line():
    assert read_of("Navn; E-post; Språk\nKari; kari@x.example; da") == [(2, "kari@x.example", "da")]


def test_names_are_not_stored(survey, candidate, organiser, team_text):
    text = "\n".join(f'"Hemmelig, {n}" <{line}>; nb' for n, line in enumerate(team_text.splitlines()))

    set_roster(candidate=candidate, text=text, by=organiser)

    assert Invitee.objects.count() == 8
    assert "Hemmelig" not in str(list(Invitee.objects.values()))


@pytest.mark.parametrize("heading", ["Språk", "sprog", "LANG", "Language", "Talemål"])
def test_one_foreign_word_does_not_lose_the_language_of_all_others(heading):
    text = as_text(f"E-post;Navn;{heading}\na@x.example;A;nb\nb@x.example;B;suomi\nc@x.example;C;da\n".encode())

    assert text.splitlines()[1:] == ["a@x.example; nb", "b@x.example; suomi", "c@x.example; da"]
    with pytest.raises(Refused, match=r"^Line 3: “suomi” is no language of the survey; write en, nb, da.$"):
        read(text, language="en", barred=())


def test_a_headed_column_is_the_one_whatever_stands_in_it():
    text = as_text(b"E-mail;Language\na@x.example;Suomi kieli\nb@x.example;\n")

    assert text == "E-mail; Language\na@x.example; Suomi-kieli\nb@x.example"
    with pytest.raises(Refused, match=r"^Line 2: “Suomi-kieli” is no language of the survey"):
        read(text, language="en", barred=())


@pytest.mark.parametrize("answers", [("no", "no", "yes"), ("suomi", "svenska", "nb"), ("Kari", "Ola", "Liv")])
def test_a_column_of_other_words_is_none_of_languages(answers):
    rows = "".join(f"{n}@x.example;{answer}\n" for n, answer in enumerate(answers))

    assert as_text(f"E-mail;Part time\n{rows}".encode()).splitlines()[1:] == [f"{n}@x.example" for n in range(3)]
