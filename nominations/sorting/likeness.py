"""Which nominations may speak of the same leader. Pure: texts in, suggestions out; people decide.

The name carries most: every word of the shorter name must have its counterpart in the longer one, in whatever order,
spelled alike, heard alike, shortened, or an initial. The employer, and a little the title, decide between namesakes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import cdist, cpdist

from nominations.sorting.nicknames import GIVEN_NAMES, NICKNAMES
from nominations.sorting.spelling import folded, of_brand, one_word, words_of_employer, words_of_group, words_of_name

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

MOST_WORDS = 6  # of a name that are looked at
NEAR = 0.5  # from here on two words may be one
SHORTENED, INITIAL = 0.95, 0.8
TWO_NAMES = 0.45  # Anna and Anne: one letter apart, and two people
LONE = 0.86  # a single word in common is no whole name
DIFFERING = 0.08  # for the one word of three that is another
LEFT_OUT = 0.02  # for each word that only the longer name has
NAME, EMPLOYER, TITLE = 0.65, 0.3, 0.05  # what each weighs
UNSAID_EMPLOYER, UNSAID_TITLE = 0.8, 0.6
CHANCE = 0.4  # as alike are any two texts
ALIKE = 0.79  # from here on it is worth a look
BOUND = 0.5  # of the pairs between two groups that must be alike before the groups become one


@dataclass(frozen=True)
class Named:
    """A leader as somebody named them: in a nomination, or as a candidate."""

    key: str
    kind: str
    name: str
    title: str
    employer: str


@dataclass(frozen=True)
class _Spelling:
    kind: str
    name: tuple[str, ...]
    employer: tuple[str, str]  # all that is said, and without the trade: Nordlys Bank, Nordlys
    title: str


def groups(named: Iterable[Named]) -> list[list[str]]:
    """The keys of those who may be the same leader, two or more to a group, each key in one group at most."""
    by_spelling: dict[_Spelling, list[str]] = defaultdict(list)
    words, employer, title = cache(_words), cache(_employer), cache(folded)  # for this once: names are kept nowhere
    everybody = [(each.key, words(each.kind, each.name, each.employer), each) for each in named]
    read_as = _parted([called for _key, called, _each in everybody])
    for key, called, each in everybody:
        if called:
            spelled = _Spelling(each.kind, read_as[called], employer(each.employer), title(each.title))
            by_spelling[spelled].append(key)
    spellings = list(by_spelling)
    made = ([key for place in joined for key in by_spelling[spellings[place]]] for joined in _joined(spellings))
    return [sorted(group) for group in made if len(group) > 1]


def _words(kind: str, name: str, employer: str) -> tuple[str, ...]:
    words = words_of_group(name, employer) if kind == "group" else words_of_name(name)
    return words[:MOST_WORDS]


def _employer(employer: str) -> tuple[str, str]:
    words = words_of_employer(employer)
    return " ".join(words), " ".join(of_brand(words))


def _parted(names: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Where the same letters stand with blanks elsewhere, they are read as most write them, and never as one word."""
    numbers = Counter(names)
    runs = {words: one_word(words) for words in numbers}
    readings: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words, run in runs.items():
        turned = (one_word(words[at:] + words[:at]) for at in {1, len(words) - 1} if 0 < at < len(words))
        for each in {run, *turned}:
            readings[each].append(words)
    usual = {run: max(found, key=lambda words: (len(words) > 1, numbers[words])) for run, found in readings.items()}
    return {words: usual[run] for words, run in runs.items()}


def _joined(spellings: Sequence[_Spelling]) -> list[list[int]]:
    """Average linkage over the pairs that are alike, the surest first: one likeness does not chain two leaders."""
    if not spellings:
        return []
    one, other, likeness = _alike(spellings)
    alike = {(int(a), int(b)) for a, b in zip(one, other, strict=True)}
    group_of = {place: [place] for place in range(len(spellings))}
    for at in np.argsort(-likeness, kind="stable"):
        mine, theirs = group_of[int(one[at])], group_of[int(other[at])]
        if mine is theirs:
            continue
        between = sum((min(a, b), max(a, b)) in alike for a in mine for b in theirs)
        if between >= BOUND * len(mine) * len(theirs):
            mine.extend(theirs)
            group_of |= dict.fromkeys(theirs, mine)
    return list({id(group): group for group in group_of.values()}.values())


def _alike(spellings: Sequence[_Spelling]) -> tuple[Places, Places, Floats]:
    """Every pair worth a look, the first place below the second, with its likeness."""
    words = sorted({word for each in spellings for word in each.name})
    between = _between_words(words)
    place_of = {word: place for place, word in enumerate(words)}
    table = np.full((len(spellings), MOST_WORDS), -1)
    for row, each in enumerate(spellings):
        table[row, : len(each.name)] = [place_of[word] for word in each.name]
    one, other = _near(table, between)
    kinds = np.array([each.kind for each in spellings])
    one, other = (places[kinds[one] == kinds[other]] for places in (one, other))
    whole, brand = ([each.employer[part] for each in spellings] for part in (0, 1))
    employer = (
        _between_texts(whole, one, other, UNSAID_EMPLOYER) + _between_texts(brand, one, other, UNSAID_EMPLOYER)
    ) / 2
    title = _between_texts([each.title for each in spellings], one, other, UNSAID_TITLE)
    likeness = NAME * _between_names(table[one], table[other], between) + EMPLOYER * employer + TITLE * title
    kept = likeness >= ALIKE
    return one[kept], other[kept], likeness[kept]


def _between_words(words: Sequence[str]) -> Floats:
    """How alike any two words are: slips of the finger, short forms, initials; two known names are two names."""
    between: Floats = cdist(words, words, scorer=OSA.normalized_similarity, dtype=np.float32)
    known = np.array([word in GIVEN_NAMES for word in words], bool)
    between[np.outer(known, known) & (between < 1)] = TWO_NAMES
    first = np.array([word[0] for word in words], str)
    is_initial = np.array([len(word) == 1 for word in words], bool)
    shortened = (is_initial[:, None] | is_initial) & (between < 1)
    between[shortened] = np.where(first[:, None] == first, INITIAL, 0)[shortened]
    place_of = {word: place for place, word in enumerate(words)}
    for whole, short in NICKNAMES:
        for each in short:
            if whole in place_of and each in place_of:
                a, b = place_of[whole], place_of[each]
                between[a, b] = between[b, a] = max(between[a, b], SHORTENED)
    return between


def _near(table: Places, between: Floats) -> tuple[Places, Places]:
    """Pairs with two words in common, or the only one of a name."""
    near = np.pad(between >= NEAR, ((0, 1), (0, 1)))  # the last, where nothing is near, stands for words that are not
    reaches = np.asarray(near[table].any(axis=1))
    shared = np.zeros((len(table), len(table)), np.uint8)
    for words in table.T:
        shared += reaches[:, words]
    number = (table >= 0).sum(axis=1)
    needed = np.clip(np.minimum(number[:, None], number), 1, 2)
    one, other = np.nonzero(np.triu(np.minimum(shared, shared.T) >= needed, 1))
    return one, other


def _between_names(one: Places, other: Places, between: Floats) -> Floats:
    """How well the words of the shorter name are found in the longer. Of three words or more one may differ."""
    swap = (one >= 0).sum(axis=1) > (other >= 0).sum(axis=1)
    short, long = np.where(swap[:, None], other, one), np.where(swap[:, None], one, other)
    is_pair = (short >= 0)[:, :, None] & (long >= 0)[:, None, :]
    pairs = np.where(is_pair, between[short[:, :, None], long[:, None, :]], 0)
    fewer, more = (short >= 0).sum(axis=1), (long >= 0).sum(axis=1)
    best = pairs.max(axis=2)
    is_found = best >= NEAR
    found = np.minimum(is_found.sum(axis=1), (pairs.max(axis=1) >= NEAR).sum(axis=1))
    mean = (best * is_found).sum(axis=1) / np.maximum(is_found.sum(axis=1), 1)
    likeness = mean - DIFFERING * (fewer - found) - LEFT_OUT * (more - fewer)
    likeness = np.where(more == 1, LONE * mean, likeness)
    is_enough = (found >= np.minimum(2, more)) & (fewer - found <= (fewer > 2))
    enough: Floats = np.where(is_enough, likeness, 0).astype(np.float32)
    return enough


def _between_texts(texts: Sequence[str], one: Places, other: Places, unsaid: float) -> Floats:
    """The same words in any order; where one says less, what it says counts; where it says nothing, little is known."""
    left, right = [texts[place] for place in one], [texts[place] for place in other]
    alike = cpdist(left, right, scorer=token_set_ratio, dtype=np.float32) / 100
    said = np.array([bool(a and b) for a, b in zip(left, right, strict=True)], bool)
    above = np.maximum(alike - CHANCE, 0) / (1 - CHANCE)
    return np.where(said, above, unsaid).astype(np.float32)
