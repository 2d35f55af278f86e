"""Everything about an edition that leaves the house, as files."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from award.editions.models import Edition
from award.tables.files import Table, csv_of, workbook_of
from jury.decision.selectors import verdict
from jury.report.method import method
from jury.report.pages import report_pdf
from jury.report.snapshot import snapshot, written
from jury.report.tables import TABLES
from surveys.counting.selectors import results

REPORT = "winner-report.pdf"


def _csv(name: str, edition: Edition) -> bytes:
    return csv_of(TABLES[name](edition))


def _workbook(edition: Edition) -> bytes:
    """All tables, and how their figures came to be."""
    how = Table("method", ("what", "how"), method(edition, results(edition)))
    return workbook_of([*(table(edition) for table in TABLES.values()), how])


def _snapshot(edition: Edition) -> bytes:
    return written(snapshot(edition))


FILES: Mapping[str, Callable[[Edition], bytes]] = {
    **{f"{name}.csv": partial(_csv, name) for name in TABLES},
    "edition.xlsx": _workbook,
    "snapshot.json": _snapshot,
    REPORT: report_pdf,  # last: on a machine that makes no PDF everything else is written
}


def files(edition: Edition) -> list[str]:
    """The files there are now: the winner report only when a verdict stands."""
    found = verdict(edition)
    return [name for name in FILES if name != REPORT or (found is not None and found.stands)]


def export(edition: Edition, folder: Path) -> list[Path]:
    """Write the files of an edition into a folder, in any phase. A table without rows is its header."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in files(edition):
        path = folder / name
        path.write_bytes(FILES[name](edition))
        paths.append(path)
    return paths
