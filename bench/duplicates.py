"""How well duplicate suggestions find the nominations that speak of the same leader.

python bench/duplicates.py [seed …]

1,000 nominations of 300 leaders and groups, spelled as strangers spell; who is meant is known. Among the 300 stand people
who bear the same name at different employers, and siblings with similar names at one employer, so that joining too much
costs. Every pair that a suggestion puts together is right or wrong (precision); every pair that belongs together is
found or not (recall). A pair counts for a class of variants when one of its two was spelled that way.

The classes marked HELD_OUT were written down before anything was measured, and no rule or threshold was moved for them.
("Written as one word", blanks inside a word, garbled and lost signs were among them until a rule was made for each: they
count as tuned on since, and "nought for ø" and "end cut off" came in, which had not been measured then.)
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from nominations.sorting.likeness import Named, groups  # noqa: E402

GIVEN = """Åse Bjørn Håkon Marit Marte Kari Karin Anne Anna Jørgen Søren Mette Lærke Aleksander Elisabeth Katarina Magnus
Ragnhild Øyvind Thomas Kristian Sofie Philip Ingrid Sigrid Sverre Gudrun Torbjørn Solveig Åshild Jens Rasmus Kirsten
Birgitte Henrik Frederik Camilla Agnieszka Mohammed Fatima Gísli Þóra Władysław Nguyen Oliver Robert Margaret Katherine
William Michael Johannes Ole Per Lars Nils Eva Ida Tone Unni Vilde Yngve Zahra Pål Bård Tiril Sindre Aslaug Gunnar
Hildegunn Ingeborg Jorunn Knut Ludvig Niels Peder Steinar Trygve Vibeke Wenche Anders Andreas Erik Espen Frode""".split()
FAMILY = """Østberg Åsnes Fæhn Sørensen Kjær Nygård Lund Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen
Jensen Karlsen Haugen Hagen Bakken Strøm Dahl Moen Eide Halvorsen Solberg Bækkelund Råheim Øyjord Åmdal Skovgaard
Nørgaard Mikkelsen Vestergaard Lindström Sjöberg Åkerblom Ödegård Grønnestad Hjelmeland Ruud Tangen Ytterhus Brekke
Kowalski Szymański Nguyen Rahimi Eriksson Þorsteinsson McAllister Fitzgerald Bø Løken Sæther Ringdal Utne Viken""".split()
TOWNS = ("Bodø", "Tromsø", "Ålesund", "Aarhus", "Malmö", "Hamar", "Larvik", "Skien", "Odense", "Lund")
FIRMS = """Nordlys Polarnett Fjordkraft Havblikk Skogbank Tindetelefoni Bølgen Kystforsikring Breband Solvarme Vestavind
Granlegen Lyngreiser Snøfonn Elvestrøm Storm Midnatt Furuhuset Bjørkenes Havørn Tirilnett Myrbo Vardetele Isfjord
Trollkraft Rypebank Multebær Tyttebær Fossheim Lomvi""".split()
KINDS = ("Kundesenter", "Kundeservice", "AS", "Bank", "Telekom", "Energi", "Forsikring")
TITLES = ("Teamleder", "Avdelingsleder", "Kundesenterleder", "Team leader", "Driftssjef", "Leder kundeservice")
MIDDLE = ("Marie", "Sofie", "Johan", "Kristine", "Lund", "Berg", "Elin", "Emil")

NICKNAMES = {"Aleksander": "Alex", "Elisabeth": "Lisbeth", "Katarina": "Kari", "Kristian": "Kris", "Robert": "Bob",
             "William": "Bill", "Margaret": "Peggy", "Michael": "Mike", "Frederik": "Fred", "Johannes": "Johs",
             "Thomas": "Tom", "Andreas": "Andy", "Ingeborg": "Inga", "Torbjørn": "Tobben"}  # fmt: skip
RARE_NICKNAMES = {"Håkon": "Håkki", "Ragnhild": "Raggen", "Søren": "Sørle", "Hildegunn": "Hilde", "Birgitte": "Gitte",
                  "Katherine": "Kitty", "Henrik": "Rikke", "Mohammed": "Mo", "Agnieszka": "Aga", "Øyvind": "Øyv"}  # fmt: skip
SOUNDS = [("Kr", "Chr"), ("Th", "T"), ("ph", "f"), ("ss", "s"), ("ks", "x"), ("v", "w"), ("rik", "rick"), ("gaard", "gård"),
          ("Sof", "Soph"), ("Nils", "Niels"), ("Jens", "Jenss"), ("ström", "strøm"), ("berg", "bergh")]  # fmt: skip
FOREIGN = {"Mohammed": "Muhammad", "Zahra": "Sara", "Władysław": "Vladislav", "Gísli": "Gisle", "Þóra": "Tora",
           "Agnieszka": "Agnieska", "Szymański": "Simanski", "Kowalski": "Kovalsky"}  # fmt: skip
DIGRAPHS = str.maketrans({"ø": "oe", "æ": "ae", "å": "aa", "Ø": "Oe", "Æ": "Ae", "Å": "Aa", "ö": "oe", "ä": "ae", "Þ": "Th", "ł": "l"})
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
    return rng.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped, word[:at] + rng.choice("eantrs") + word[at + 1 :]])


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
    "one slip": lambda it, rng: renamed(it, f"{slip(it.given, rng)} {it.family}" if rng.random() < 0.5 else f"{it.given} {slip(it.family, rng)}"),
    "written as one word": lambda it, rng: renamed(it, it.name.replace(" ", "")),
    "garbled signs (BjÃ¸rn)": lambda it, rng: renamed(it, it.name.encode().decode("latin-1")),
    "lost signs (Bj?rn)": lambda it, rng: renamed(it, "".join(sign if ord(sign) < 128 else "?" for sign in it.name)),
    "blank inside a word": lambda it, rng: renamed(it, f"{it.given} {it.family[:3]} {it.family[3:]}"),
    "employer without its kind": lambda it, rng: of_firm(it, it.employer.replace(" Kundesenter", "").replace(" AS", "").replace(" Kundeservice", "")),
    "employer with AS": lambda it, rng: of_firm(it, f"{it.employer} {rng.choice(['AS', 'A/S', 'AB', 'kundeservice'])}"),
}  # fmt: skip
HELD_OUT: dict[str, Spelling] = {
    "two slips": lambda it, rng: renamed(it, f"{slip(it.given, rng)} {slip(it.family, rng)}"),
    "family name as initial": lambda it, rng: replace(it, family=f"{it.family[0]}.", middle=""),
    "further family name": lambda it, rng: replace(it, family=f"{it.family}-{rng.choice(FAMILY)}"),
    "nickname in quotes": lambda it, rng: replace(it, middle=f"“{it.given[:3]}a”"),
    "rare nickname": nicknamed(RARE_NICKNAMES),
    "from another alphabet": lambda it, rng: renamed(it, " ".join(FOREIGN.get(each, each) for each in (it.given, it.family))),
    "employer in the name": lambda it, rng: renamed(it, f"{it.name} ({first_word(it.employer)})"),
    "employer by department": lambda it, rng: of_firm(it, f"{first_word(it.employer)}, avdeling {rng.choice(TOWNS)}"),
    "employer with a slip": lambda it, rng: of_firm(it, slip(it.employer, rng)),
    "nought for ø (Bj0rn)": lambda it, rng: renamed(it, it.name.translate(str.maketrans("øØ", "00"))),
    "end cut off": lambda it, rng: renamed(it, it.name[:-2]),
    "swapped, plain, capitals": lambda it, rng: renamed(it, f"{it.family} {it.given}".translate(PLAIN).upper()),
}  # fmt: skip
CLASSES = TUNED_ON | HELD_OUT


def leaders(rng: random.Random, number: int) -> list[Leader]:
    """A tenth are groups, a tenth have a namesake elsewhere, a tenth a sibling in the same house."""
    firms = [f"{firm} {kind}" for firm in FIRMS for kind in rng.sample(KINDS, 4)]
    employers = [*firms, *(f"{firm} {town}" for firm in FIRMS[:10] for town in rng.sample(TOWNS, 2))]
    names = rng.sample([(given, family) for given in GIVEN for family in FAMILY if given != family], number)
    made: list[Leader] = []
    for place in range(number):
        given, family = names[place]
        employer, title = rng.choice(employers), rng.choice(TITLES)
        before = made[-1] if made and made[-1].kind == "person" else None
        if place % 10 == 3:
            made.append(Leader(place, rng.choice(["Lederne i", "Ledergruppen", "Team"]), first_word(employer) + f" {rng.choice(TOWNS)}", employer, "", "group"))
        elif place % 10 == 5 and before:
            elsewhere = rng.choice([each for each in employers if first_word(each) != first_word(before.employer)])
            made.append(Leader(place, before.given, before.family, elsewhere, title))
        elif place % 10 == 7 and before:
            similar = [each for each in GIVEN if each[0] == before.given[0] and each != before.given]
            made.append(Leader(place, rng.choice(similar or GIVEN), before.family, before.employer, title))
        else:
            made.append(Leader(place, given, family, employer, title, middle=rng.choice(MIDDLE) if place % 6 == 0 else ""))
    return made


def written(seed: int, number: int = 1000, people: int = 300) -> list[tuple[Named, int, str]]:
    """(what was nominated, who is meant, in which class of spelling): a few are named often, most two or three times."""
    rng = random.Random(seed)
    known = leaders(rng, people)
    meant = [*known, *rng.choices(known, weights=[1 + 6 / (1 + place % 20) for place in range(people)], k=number - people)]
    made = []
    for place, leader in enumerate(meant):
        fitting = [(name, spelled) for name in CLASSES if (spelled := CLASSES[name](leader, rng)) is not None]
        if leader.kind == "group" or rng.random() < 0.25:
            fitting = [("as it is", leader)]
        name, spelled = rng.choice(fitting)
        title = rng.choice([leader.title, leader.title, "", "", rng.choice(TITLES)])
        made.append((Named(f"n{place:04}", spelled.kind, spelled.name, title, spelled.employer), leader.number, name))
    rng.shuffle(made)
    return made


@dataclass
class Found:
    right: int = 0  # pairs put together that belong together
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed or 1)


def measured(seed: int, **sizes: int) -> dict[str, Found]:
    """What was found, by class of spelling, in all ("") and among pairs with a spelling that was held out ("held out")."""
    nominated = written(seed, **sizes)
    together = {key: place for place, group in enumerate(groups([each for each, _who, _how in nominated])) for key in group}
    found: dict[str, Found] = defaultdict(Found)
    for (one, who, how), (other, whom, otherwise) in combinations(nominated, 2):
        is_joined = together.get(one.key, one.key) == together.get(other.key, other.key)
        if not is_joined and who != whom:
            continue
        outcome = "missed" if not is_joined else "right" if who == whom else "wrong"
        held = {"held out"} if {how, otherwise} & HELD_OUT.keys() else set()
        for name in {"", how, otherwise} | held:
            setattr(found[name], outcome, getattr(found[name], outcome) + 1)
    return found


def main(seeds: list[int]) -> None:
    for seed in seeds:
        nominated = [each for each, _who, _how in written(seed)]
        begun = time.perf_counter()
        groups(nominated)
        print(f"seed {seed}: 1,000 nominations compared in {(time.perf_counter() - begun) * 1000:.0f} ms")
        found = measured(seed)
        for name in ["", "held out", *CLASSES]:
            mark = "held out: " if name in HELD_OUT else ""
            it = found[name]
            print(f"  {mark + (name or 'in all'):42} precision {it.precision:.3f}  recall {it.recall:.3f}  ({it.right + it.missed} pairs)")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [7])
