"""What is read of a line, and which column of a file says what."""

import pytest

from award.refusal import Refused
from surveys.rosters.reading import as_text, read


def read_of(text):
    return [(line.number, line.email, line.language) for line in read(text, language="en", barred=())]


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
