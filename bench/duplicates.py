"""How well duplicate suggestions find the nominations that speak of the same leader.

python bench/duplicates.py [seed …]

1,000 nominations of 300 leaders and groups, spelled as strangers spell; who is meant is known. Among the 300 stand
people who bear the same name at different employers, and siblings with similar names at one employer, so that joining
too much costs. Every pair that a suggestion puts together is right or wrong (precision); every pair that belongs
together is found or not (recall). A pair counts for a class of variants when one of its two was spelled that way.

TUNED_ON are the classes whose figures were looked at while rules and thresholds were chosen. Some of them began as held
out and lost that when their misses led to a rule: one word, blanks inside a word, garbled and lost signs, two slips, a
further family name, a nickname in quotes, a cut-off end. HELD_OUT are the others: nothing was changed on their account,
and the last five before "swapped, plain, capitals" were added after the last rule and measured once.
"""

import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.spellings import CLASSES, FAMILY, FIRMS, GIVEN, HELD_OUT, KINDS, MIDDLE, TITLES, TOWNS, Leader, first_word
from nominations.sorting.likeness import Named, groups


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
            made.append(
                Leader(
                    place,
                    rng.choice(["Lederne i", "Ledergruppen", "Team"]),
                    first_word(employer) + f" {rng.choice(TOWNS)}",
                    employer,
                    "",
                    "group",
                )
            )
        elif place % 10 == 5 and before:
            elsewhere = rng.choice([each for each in employers if first_word(each) != first_word(before.employer)])
            made.append(Leader(place, before.given, before.family, elsewhere, title))
        elif place % 10 == 7 and before:
            similar = [each for each in GIVEN if each[0] == before.given[0] and each != before.given]
            made.append(Leader(place, rng.choice(similar or GIVEN), before.family, before.employer, title))
        else:
            made.append(
                Leader(place, given, family, employer, title, middle=rng.choice(MIDDLE) if place % 6 == 0 else "")
            )
    return made


def written(seed: int, number: int = 1000, people: int = 300) -> list[tuple[Named, int, str]]:
    """(what was nominated, who is meant, in which class of spelling): a few often, most two or three times."""
    rng = random.Random(seed)
    known = leaders(rng, people)
    meant = [
        *known,
        *rng.choices(known, weights=[1 + 6 / (1 + place % 20) for place in range(people)], k=number - people),
    ]
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
    """What was found, by class of spelling, in all ("") and among pairs with a spelling that was "held out"."""
    nominated = written(seed, **sizes)
    together = {
        key: place for place, group in enumerate(groups([each for each, _who, _how in nominated])) for key in group
    }
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


def seconds(seed: int, number: int) -> float:
    """Of the processor, for comparing this many nominations: the best of three."""
    nominated = [each for each, _who, _how in written(seed, number=number, people=number * 3 // 10)]
    took = []
    for _each in range(3):
        begun = time.process_time()
        groups(nominated)
        took.append(time.process_time() - begun)
    return min(took)


def main(seeds: list[int]) -> None:
    for seed in seeds:
        whole, half = seconds(seed, 1000), seconds(seed, 500)
        print(f"seed {seed}: 1,000 nominations in {whole * 1000:.0f} ms, {whole / half:.1f} times what 500 take")
        found = measured(seed)
        for name in ["", "held out", *CLASSES]:
            told, it = ("held out: " if name in HELD_OUT else "") + (name or "in all"), found[name]
            pairs = it.right + it.missed
            print(f"  {told:42} precision {it.precision:.3f}  recall {it.recall:.3f}  ({pairs} pairs)")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [7])
