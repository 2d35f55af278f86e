"""What is pointed out to a moderator, in Norwegian, Danish and English, and what is not."""

import pytest

from surveys.comments.flags import Known, flags, pieces

KNOWN = Known.of(["Åse Østberg", "Bo Lie"], ["kari.nordmann@nordlys.example", "per@nordlys.example", "s.aas@x.example"])


def found(text, known=KNOWN):
    return {text[flag.start : flag.end]: str(flag.why) for flag in flags(text, known)}


@pytest.mark.parametrize(
    "text",
    [
        "Hun lytter og følger opp.",
        "Hun lytter. Hun følger opp! Og hun spør: Hvordan går det?",
        "Hun lytter og lærer af os, også når der er travlt.",
        "She listens, and I trust her. We learn 24/7 from what I’ve seen.",
        "- Lytter\n- Følger opp\n* “Takker oss”",
        "Hun er oppvakt og skifter mening når hun tar feil, 10 av 10 ganger.",
        "You may march on; she is an HR person through and through.",
        "HUN ER FLINK TIL Å LYTTE",
        "Hun har fire linjer per dag i arbeidsliv og bo.",
        "",
    ],
)
def test_plain_words_are_left_alone(text):
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "part", "why"),
    [
        ("Vi møtes hver mandag i teamet.", "mandag", "a day of the week"),
        ("Hun holdt mandagsmøtet sammen.", "mandagsmøtet", "a day of the week"),
        ("Vi mødes om søndagen.", "søndagen", "a day of the week"),
        ("She calls us on Fridays.", "Fridays", "a day of the week"),
        ("På nattskift er hun der.", "nattskift", "a shift"),
        ("Hun kom da jeg hadde kveldsvakt.", "kveldsvakt", "a shift"),
        ("Hun ringer altid før min aftenvagt.", "aftenvagt", "a shift"),
        ("She came on my night shift.", "night shift", "a shift"),
        ("Det var 14:30 og kø.", "14:30", "a time of day"),
        ("Hun ringte kl. 8 og spurte.", "kl. 8", "a time of day"),
        ("Hun ringede klokken 14.30 igen.", "klokken 14.30", "a time of day"),
        ("She called at 9 am and asked.", "9 am", "a time of day"),
        ("Samtalen 3. mars hjalp meg.", "3. mars", "a date"),
        ("Samtalen den 17. hjalp mig.", "den 17.", "a date"),
        ("We spoke on 12 May 2026 about it.", "12 May 2026", "a date"),
        ("We spoke on May 3rd about it.", "May 3rd", "a date"),
        ("Møtet 17.05.2026 var godt.", "17.05.2026", "a date"),
        ("Møtet 2026-05-17 var godt.", "2026-05-17", "a date"),
        ("Mødet 17/5 var godt.", "17/5", "a date"),
        ("Jeg begyndte i december hos hende.", "december", "a month"),
        ("I joined in March, and stayed.", "in March", "a month"),
        ("Jeg kom i 2019 og ble.", "2019", "a year"),
        ("Skriv til meg@her.example om det.", "meg@her.example", "an e-mail address"),
        ("Ring 900 00 000 om det.", "900 00 000", "a telephone number"),
        ("Se https://nordlys.example/meg der.", "https://nordlys.example/meg", "an address on the web"),
        ("Se nordlys.no der.", "nordlys.no", "an address on the web"),
        ("Jeg har ansattnummer 123 her.", "ansattnummer 123", "an employee number"),
        ("Jeg er KB4711 i systemet.", "KB4711", "a number, perhaps of an employee"),
        ("Leder Åse lytter.", "Åse", "a leader’s name"),
        ("leder åses måte å lytte på", "åses", "a leader’s name"),
        ("Østberg’s team er trygt.", "Østberg’s", "a leader’s name"),
        ("Bo lytter.", "Bo", "a leader’s name"),
        ("jeg og kari fikk hjelp", "kari", "a name on the roster"),
        ("Per og jeg fikk hjelp.", "Per", "a name on the roster"),
        ("Det sa Ås da hun kom.", "Ås", "a name on the roster"),
        ("Hun hjalp Torunn en dag.", "Torunn", "a capital inside a sentence: a name?"),
        ("Hun hjelper f.eks. Torunn.", "Torunn", "a capital inside a sentence: a name?"),
    ],
)
def test_what_could_tell_who_wrote_it_is_pointed_out_with_a_reason(text, part, why):
    assert found(text) == {part: why}


def test_an_address_spells_a_name_without_its_letters():
    known = Known.of([], ["soeren.kjaergaard@x.example", "torbjorn.vaga@x.example"])

    assert set(found("søren, kjærgård, torbjørn og vågå", known)) == {"søren", "kjærgård", "torbjørn", "vågå"}


def test_marks_never_overlap_and_the_text_stays_whole():
    text = "Mandag 3. mars 2026 kl. 14:30 ringte Kari (kari.nordmann@nordlys.example, 900 00 000).\nTakk!"

    cut = list(pieces(text, flags(text, KNOWN)))

    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.why] == [
        "Mandag",
        "3. mars 2026",
        "kl. 14:30",
        "Kari",
        "kari.nordmann@nordlys.example",
        "900 00 000",
    ]


@pytest.mark.parametrize("sign", ["a", "A", "1", " ", "@", ".", "a.", "skift", "1-", "Å "])
def test_a_text_of_one_sign_repeated_is_read_to_its_end(sign):
    text = (sign * 2000)[:2000]

    assert "".join(piece.text for piece in pieces(text, flags(text, KNOWN))) == text
