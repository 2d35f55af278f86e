"""Files of texts as somebody hands them in: one, two or all three, a ZIP of them, or pasted text."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from award.content.checking import FILES, check_content
from award.content.parsing import LARGEST, parse
from award.refusal import Refused

File = tuple[str, bytes]
"""What it is called, and what is in it."""
ENDINGS = (".yaml", ".yml")
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ZIP = b"PK\x03\x04"
TELLING = {"items": "survey", "traits": "traits", "areas": "round_two"}  # what stands at the top of one file only


def read_files(files: Iterable[File]) -> tuple[dict[str, Any], dict[str, str]]:
    """The texts by the name of their file, and the same as they were written; or all faults at once."""
    texts: dict[str, Any] = {}
    written: dict[str, str] = {}
    faults: list[str] = []
    for name, raw in _unpacked(files, faults):
        try:
            text = parse(raw, name)
            part = _part(name, text)
            if part in texts:
                raise Refused(_("%(file)s: there are two files of this kind.") % {"file": name})
        except Refused as no:
            faults.append(str(no))
        else:
            texts[part], written[part] = text, raw.decode("utf-8-sig")
    if faults:
        raise Refused("\n".join(faults))
    return texts, written


def with_texts(content: Mapping[str, Any], texts: Mapping[str, Any]) -> dict[str, Any]:
    """All texts as they would be, checked as a whole."""
    after = {**content, **texts}
    check_content(after)
    return after


def _part(name: str, text: Any) -> str:
    """Which of the three it is: by its name, or by what stands in it."""
    stem = PurePosixPath(name).stem
    if stem in FILES:
        return stem
    part = next((part for key, part in TELLING.items() if isinstance(text, Mapping) and key in text), None)
    if part is None:
        raise Refused(
            _("%(file)s: neither statements nor traits nor areas of round two stand at its top.") % {"file": name}
        )
    return part


def _unpacked(files: Iterable[File], faults: list[str]) -> Iterator[File]:
    for name, raw in files:
        if not raw.startswith(ZIP):
            yield name, raw
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as folder:
                found = [each for each in folder.infolist() if _is_ours(each.filename)]
                for each in found[: len(FILES)]:
                    if each.compress_type not in PACKED:
                        raise zipfile.BadZipFile
                    with folder.open(each) as file:
                        yield PurePosixPath(each.filename).name, file.read(LARGEST + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
            faults.append(_("%(file)s: this ZIP cannot be opened.") % {"file": name})
        else:
            if not found:
                faults.append(_("%(file)s: none of the three files is in this ZIP.") % {"file": name})


def _is_ours(path: str) -> bool:
    return PurePosixPath(path).stem in FILES and path.endswith(ENDINGS)
