"""What whoever may read everything on the database's machine can do to join people to answers.

Three kinds of rows stand for people, ballots and answers. Every trace a row leaves (its place, its transaction, its
columns, their sizes, dead versions, bytes left in the page, the journal) puts the rows of its kind in an order or gives
them a value; an attack matches the orders or the values of two kinds.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import product

import numpy as np

PAGE = 8192
RECORD = re.compile(  # of one row: what happened, where the row lay and where it lies now; in the words of 15 or later
    r"desc: (?P<what>\w+)\S* .*?off:? (?P<off>\d+)(?:.*?new[ _]off:? (?P<new>\d+))?"
    r".*?blkref #0: rel (?P<relation>\S+) blk (?P<block>\d+)(?:.*blkref #1: rel \S+ blk (?P<old>\d+))?"
)


@dataclass(frozen=True)
class Kind:
    """Rows of a table: what names one, as SQL, and the bytes by which it is known in a page."""

    table: str
    name: str
    bytes_of: Callable[[str], bytes]
    where: str = "true"


Traces = dict[str, dict[str, object]]  # trace → name of a row → where that trace puts it


def traces(connection, kind, journal):
    """All the traces that the rows of a kind have left."""
    seen = visible(connection, kind)
    return seen | buried(connection, kind, list(seen["place"])) | written(connection, kind, seen["place"], journal)


def visible(connection, kind):
    """What SELECT shows: place, transaction, columns, sizes."""
    asked = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
    columns = [name for (name,) in connection.execute(asked, [kind.table])]
    sizes = ", ".join(f"pg_column_size(t.{column})" for column in columns)
    shown = ", ".join(f"t.{column}" for column in columns)
    rows = connection.execute(
        f"SELECT {kind.name}, t.ctid::text, t.xmin::text, pg_column_size(t.*), {shown}, {sizes} "
        f"FROM {kind.table} t WHERE {kind.where} ORDER BY t.ctid"
    ).fetchall()
    titles = ["size", *columns, *(f"size of {column}" for column in columns)]
    seen = {title: {row[0]: plain(row[at]) for row in rows} for at, title in enumerate(titles, 3)}
    seen["place"] = {row[0]: tuple(map(int, row[1].strip("()").split(","))) for row in rows}
    seen["transaction"] = {row[0]: int(row[2]) for row in rows}
    return seen


def plain(value):
    return value if isinstance(value, int | float | bytes | datetime) else str(value)


def buried(connection, kind, names):
    """What pageinspect shows: versions that are dead, bytes that are left, where values lie that fill no row."""
    seen = defaultdict(dict)
    known = {name: kind.bytes_of(name) for name in names}
    side = connection.execute("SELECT reltoastrelid::bigint FROM pg_class WHERE relname = %s", [kind.table]).fetchone()[
        0
    ]
    elsewhere = re.compile(rb"\x01\x12.{8}(.{4})" + re.escape(side.to_bytes(4, "little")), re.DOTALL)
    for block in range(connection.execute("SELECT pg_relation_size(%s)", [kind.table]).fetchone()[0] // PAGE):
        page = connection.execute("SELECT get_raw_page(%s, %s)", [kind.table, block]).fetchone()[0]
        for name, mark in known.items():
            if (at := page.rfind(mark)) >= 0:  # a page is filled from its end: the rear is the older
                seen["oldest bytes"].setdefault(name, (block, -at))
                seen["newest bytes"][name] = (block, -page.find(mark))
        items = "SELECT t_xmin::text, t_data FROM heap_page_items(%s) WHERE t_data IS NOT NULL"
        for transaction, content in connection.execute(items, [page]):
            name = next((name for name, mark in known.items() if mark in content), None)
            if name is None:
                continue
            seen["first version"][name] = min(seen["first version"].get(name, 1 << 40), int(transaction))
            seen["last version"][name] = max(seen["last version"].get(name, 0), int(transaction))
            if kept := elsewhere.search(content):
                seen["side table"][name] = int.from_bytes(kept[1], "little")
    return dict(seen)


def written(connection, kind, places, journal):
    """The order in which the journal first and last writes each row, followed from place to place."""
    path = connection.execute("SELECT pg_relation_filepath(%s)", [kind.table]).fetchone()[0]
    relation = path.replace("base/", "1663/")
    written = {}
    for number, line in enumerate(journal):
        if relation not in line or not (record := RECORD.search(line)) or record["relation"] != relation:
            continue
        block, off = int(record["block"]), int(record["off"])
        if record["what"] == "INSERT":
            written[block, off] = [number]
        elif record["new"]:
            before = written.pop((int(record["old"] or block), off), [])
            written[block, int(record["new"])] = [*before, number]
    numbers = {name: written[place] for name, place in places.items() if place in written}
    return {
        "journal first": {name: each[0] for name, each in numbers.items()},
        "journal last": {name: each[-1] for name, each in numbers.items()},
    }


def mentions(text, spelled):
    """Where a log speaks first of whoever is spelled so."""
    places = {
        name: min((at for word in words if (at := text.find(word)) >= 0), default=None)
        for name, words in spelled.items()
    }
    return {name: at for name, at in places.items() if at is not None}


@dataclass(frozen=True)
class Attempt:
    """One attack on one team: how many it joined rightly, and how far its order leans towards the true one."""

    hits: int
    lean: float


def attack(left, right, truth, chance):
    """Every trace of the one kind against every trace of the other, by order and by equal values."""
    mine = {trace: only(rows, truth) for trace, rows in left.items()}
    theirs = {trace: only(rows, truth.values()) for trace, rows in right.items()}
    tried = {}
    for (one, ours), (other, others) in product(mine.items(), theirs.items()):
        if len(set(ours.values())) > 1 and len(set(others.values())) > 1:
            tried[one, other, "order"] = judged(by_order(ours, others, chance), truth, lean(ours, others, truth))
            if set(ours.values()) & set(others.values()):
                tried[one, other, "value"] = judged(by_value(ours, others, chance), truth, 0.0)
    return tried


def only(rows, names):
    return {name: rows[name] for name in names if name in rows}


def judged(guesses, truth, leaning):
    return Attempt(sum(truth[name] == guess for name, guess in guesses.items()), leaning)


def ordered(rows, chance):
    return sorted(rows, key=lambda name: (rows[name], chance.random()))


def by_order(left, right, chance):
    return dict(zip(ordered(left, chance), ordered(right, chance), strict=False))


def by_value(left, right, chance):
    """Equal values; where several are equal, any of them."""
    free = defaultdict(list)
    for name in chance.sample(sorted(right), len(right)):
        free[right[name]].append(name)
    return {name: free[value].pop() for name, value in left.items() if free[value]}


def lean(left, right, truth):
    """Spearman's rank correlation: an order that is right but for one place joins nobody and still gives all away."""
    pairs = [(left[name], right[other]) for name, other in truth.items() if name in left and other in right]
    if len(pairs) < 3:
        return 0.0
    ranks = [mean_ranks(values) for values in zip(*pairs, strict=True)]
    return 0.0 if any(np.ptp(each) == 0 for each in ranks) else float(np.corrcoef(*ranks)[0, 1])


def mean_ranks(values):
    first = {value: at for at, value in reversed(list(enumerate(sorted(values))))}
    count = {value: values.count(value) for value in first}
    return np.array([first[value] + (count[value] - 1) / 2 for value in values])
