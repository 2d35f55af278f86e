"""Content files into an edition: read, checked as a whole, refused in words that name the file and the place."""

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from award.content.checking import FILES, check_content
from award.content.parsing import parse
from award.content.text import Text
from award.refusal import Refused

DEFAULT = Path(__file__).parent / "default"


def load(folder: Path | None = None) -> dict[str, Any]:
    """The three files of a folder (ours when none is given) as one JSON-ready whole, or all faults at once."""
    content = {name: _read((folder or DEFAULT) / f"{name}.yaml") for name in FILES}
    check_content(content)
    return content


def promise(language: str, *, kind: str = "promise", **filled: object) -> str:
    """The promise printed above every survey that runs on sealed ballots, word for word; one paragraph per line."""
    source = yaml.safe_load((DEFAULT / "promise.yaml").read_text(encoding="utf-8"))
    return Text.of(source[kind]).spoken_in(language).format(**filled)


def _read(path: Path) -> Any:
    try:
        return parse(path.read_bytes(), path.name)
    except FileNotFoundError as missing:
        raise Refused(_("%(file)s is missing.") % {"file": path}) from missing
