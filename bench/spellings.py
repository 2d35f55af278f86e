"""How strangers spell the names of leaders and of employers: invented people, and a class for every way of spelling."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace


def listed(words: str) -> list[str]:
    return words.split()


GIVEN = listed(
    """
    Åse Bjørn Håkon Marit Marte Kari Karin Anne Anna Jørgen Søren Mette Lærke Aleksander Elisabeth Katarina
    Magnus Ragnhild Øyvind Thomas Kristian Sofie Philip Ingrid Sigrid Sverre Gudrun Torbjørn Solveig Åshild Jens
    Rasmus Kirsten Birgitte Henrik Frederik Camilla Agnieszka Mohammed Fatima Gísli Þóra Władysław Nguyen Oliver
    Robert Margaret Katherine William Michael Johannes Ole Per Lars Nils Eva Ida Tone Unni Vilde Yngve Zahra Pål
    Bård Tiril Sindre Aslaug Gunnar Hildegunn Ingeborg Jorunn Knut Ludvig Niels Peder Steinar Trygve Vibeke
    Wenche Anders Andreas Erik Espen Frode
    """
)
FAMILY = listed(
    """
    Østberg Åsnes Fæhn Sørensen Kjær Nygård Lund Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen
    Kristiansen Jensen Karlsen Haugen Hagen Bakken Strøm Dahl Moen Eide Halvorsen Solberg Bækkelund Råheim
    Øyjord Åmdal Skovgaard Nørgaard Mikkelsen Vestergaard Lindström Sjöberg Åkerblom Ödegård Grønnestad
    Hjelmeland Ruud Tangen Ytterhus Brekke Kowalski Szymański Nguyen Rahimi Eriksson Þorsteinsson McAllister
    Fitzgerald Bø Løken Sæther Ringdal Utne Viken
    """
)
TOWNS = ("Bodø", "Tromsø", "Ålesund", "Aarhus", "Malmö", "Hamar", "Larvik", "Skien", "Odense", "Lund")
FIRMS = listed(
    """
    Nordlys Polarnett Fjordkraft Havblikk Skogbank Tindetelefoni Bølgen Kystforsikring Breband Solvarme
    Vestavind Granlegen Lyngreiser Snøfonn Elvestrøm Storm Midnatt Furuhuset Bjørkenes Havørn Tirilnett Myrbo
    Vardetele Isfjord Trollkraft Rypebank Multebær Tyttebær Fossheim Lomvi
    """
)
KINDS = ("Kundesenter", "Kundeservice", "AS", "Bank", "Telekom", "Energi", "Forsikring")
TITLES = ("Teamleder", "Avdelingsleder", "Kundesenterleder", "Team leader", "Driftssjef", "Leder kundeservice")
MIDDLE = ("Marie", "Sofie", "Johan", "Kristine", "Lund", "Berg", "Elin", "Emil")

NICKNAMES = {
    "Aleksander": "Alex",
    "Elisabeth": "Lisbeth",
    "Katarina": "Kari",
    "Kristian": "Kris",
    "Robert": "Bob",
    "William": "Bill",
    "Margaret": "Peggy",
    "Michael": "Mike",
    "Frederik": "Fred",
    "Johannes": "Johs",
    "Thomas": "Tom",
    "Andreas": "Andy",
    "Ingeborg": "Inga",
    "Torbjørn": "Tobben",
}
RARE_NICKNAMES = {
    "Håkon": "Håkki",
    "Ragnhild": "Raggen",
    "Søren": "Sørle",
    "Hildegunn": "Hilde",
    "Birgitte": "Gitte",
    "Katherine": "Kitty",
    "Henrik": "Rikke",
    "Mohammed": "Mo",
    "Agnieszka": "Aga",
    "Øyvind": "Øyv",
}
SOUNDS = [
    ("Kr", "Chr"),
    ("Th", "T"),
    ("ph", "f"),
    ("ss", "s"),
    ("ks", "x"),
    ("v", "w"),
    ("rik", "rick"),
    ("gaard", "gård"),
    ("Sof", "Soph"),
    ("Nils", "Niels"),
    ("Jens", "Jenss"),
    ("ström", "strøm"),
    ("berg", "bergh"),
]
FOREIGN = {
    "Mohammed": "Muhammad",
    "Zahra": "Sara",
    "Władysław": "Vladislav",
    "Gísli": "Gisle",
    "Þóra": "Tora",
    "Agnieszka": "Agnieska",
    "Szymański": "Simanski",
    "Kowalski": "Kovalsky",
}
DIGRAPHS = str.maketrans(
    {"ø": "oe", "æ": "ae", "å": "aa", "Ø": "Oe", "Æ": "Ae", "Å": "Aa", "ö": "oe", "ä": "ae", "Þ": "Th", "ł": "l"}
)
PLAIN = str.maketrans("øåæØÅÆöäÖÄíóńłÞ", "oaaOAAoaOAionlT")


@dataclass(frozen=True)
class Leader:
    """Whom a nominator means."""

    number: int
    given: str
    family: str
    employer: str
    title: str
    kind: str = "person"
    middle: str = ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given, self.middle, self.family) if part)


Spelling = Callable[[Leader, random.Random], Leader | None]


def as_is(leader: Leader, rng: random.Random) -> Leader:
    return leader


def renamed(leader: Leader, name: str) -> Leader | None:
    """The leader under another spelling; None where this class of spelling changes nothing."""
    return None if name == leader.name else replace(leader, given=name, middle="", family="")


def slip(word: str, rng: random.Random) -> str:
    """One slip of the finger."""
    at = rng.randrange(1, max(2, len(word) - 1))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            swapped,
            word[:at] + rng.choice("eantrs") + word[at + 1 :],
        ]
    )


def sounded(leader: Leader, rng: random.Random) -> Leader | None:
    fitting = [pair for pair in SOUNDS if pair[0] in leader.name]
    return renamed(leader, leader.name.replace(*rng.choice(fitting), 1)) if fitting else None


def nicknamed(table: dict[str, str]) -> Spelling:
    return lambda it, rng: replace(it, given=table[it.given]) if it.given in table else None


def with_middle(leader: Leader, rng: random.Random) -> Leader:
    return replace(leader, middle="" if leader.middle else own_middle(leader))


def own_middle(leader: Leader) -> str:
    """A middle name some use and some do not know: one to a person."""
    return leader.middle or MIDDLE[leader.number % len(MIDDLE)]


def of_firm(leader: Leader, change: str) -> Leader:
    return replace(leader, employer=change)


def first_word(text: str) -> str:
    return text.split()[0]


TUNED_ON: dict[str, Spelling] = {
    "as it is": as_is,
    "capitals": lambda it, rng: renamed(it, rng.choice([it.name.upper(), it.name.lower()])),
    "blanks and points": lambda it, rng: renamed(it, f" {it.name.replace(' ', '  ')}."),
    "without signs (Bjorn)": lambda it, rng: renamed(it, it.name.translate(PLAIN)),
    "digraphs (Aase, Bjoern)": lambda it, rng: renamed(it, it.name.translate(DIGRAPHS)),
    "swapped names": lambda it, rng: renamed(it, f"{it.family} {it.given}"),
    "family name, comma": lambda it, rng: renamed(it, f"{it.family}, {it.given}"),
    "title in the name": lambda it, rng: renamed(it, f"{rng.choice(TITLES)} {it.name}"),
    "middle name more or less": with_middle,
    "middle initial": lambda it, rng: replace(it, middle=f"{own_middle(it)[0]}."),
    "given name as initial": lambda it, rng: replace(it, given=f"{it.given[0]}.", middle=""),
    "nickname": nicknamed(NICKNAMES),
    "as it sounds (Christian)": sounded,
    "one slip": lambda it, rng: renamed(
        it, f"{slip(it.given, rng)} {it.family}" if rng.random() < 0.5 else f"{it.given} {slip(it.family, rng)}"
    ),
    "written as one word": lambda it, rng: renamed(it, it.name.replace(" ", "")),
    "garbled signs (BjÃ¸rn)": lambda it, rng: renamed(it, it.name.encode().decode("latin-1")),
    "lost signs (Bj?rn)": lambda it, rng: renamed(it, "".join(sign if ord(sign) < 128 else "?" for sign in it.name)),
    "blank inside a word": lambda it, rng: renamed(it, f"{it.given} {it.family[:3]} {it.family[3:]}"),
    "employer without its kind": lambda it, rng: of_firm(
        it, it.employer.replace(" Kundesenter", "").replace(" AS", "").replace(" Kundeservice", "")
    ),
    "employer with AS": lambda it, rng: of_firm(it, f"{it.employer} {rng.choice(['AS', 'A/S', 'AB', 'kundeservice'])}"),
    "two slips": lambda it, rng: renamed(it, f"{slip(it.given, rng)} {slip(it.family, rng)}"),
    "further family name": lambda it, rng: replace(it, family=f"{it.family}-{rng.choice(FAMILY)}"),
    "nickname in quotes": lambda it, rng: replace(it, middle=f"“{it.given[:3]}a”"),
    "end cut off": lambda it, rng: renamed(it, it.name[:-2]),
}
HELD_OUT: dict[str, Spelling] = {
    "family name as initial": lambda it, rng: replace(it, family=f"{it.family[0]}.", middle=""),
    "rare nickname": nicknamed(RARE_NICKNAMES),
    "from another alphabet": lambda it, rng: renamed(
        it, " ".join(FOREIGN.get(each, each) for each in (it.given, it.family))
    ),
    "employer in the name": lambda it, rng: renamed(it, f"{it.name} ({first_word(it.employer)})"),
    "employer by department": lambda it, rng: of_firm(it, f"{first_word(it.employer)}, avdeling {rng.choice(TOWNS)}"),
    "employer with a slip": lambda it, rng: of_firm(it, slip(it.employer, rng)),
    "nought for ø (Bj0rn)": lambda it, rng: renamed(it, it.name.translate(str.maketrans("øØ", "00"))),
    "degree behind the name": lambda it, rng: renamed(it, f"{it.name}, {rng.choice(['MBA', 'siv.ing.', 'cand.mag.'])}"),
    "employer before the name": lambda it, rng: renamed(it, f"{first_word(it.employer)}: {it.name}"),
    "genitive": lambda it, rng: renamed(it, f"{it.name}s"),
    "names hyphenated": lambda it, rng: renamed(it, it.name.replace(" ", "-")),
    "wrong vowel in each name": lambda it, rng: renamed(
        it, " ".join(re.sub("[aeiou]", rng.choice("aeiou"), each, count=1) for each in (it.given, it.family))
    ),
    "swapped, plain, capitals": lambda it, rng: renamed(it, f"{it.family} {it.given}".translate(PLAIN).upper()),
}
CLASSES = TUNED_ON | HELD_OUT
