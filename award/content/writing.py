"""The texts of an edition as the files they can be read from again."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import yaml

from award.content.checking import FILES

HEADS = {
    "traits": "# The traits of a good leader, with what an observer sees at some points of the scale.",
    "survey": "# The survey: every statement in the employees' and in the leader's wording, and the open questions.",
    "round_two": "# Round two: what a shortlisted candidate describes, and the key figures asked for.",
}
LONG_AGO = (2000, 1, 1, 0, 0, 0)  # a ZIP says when it was made; ours says nothing


def file_of(content: Mapping[str, Any], name: str) -> bytes:
    """One of the three files; `parse` gives back exactly what was written."""
    body = yaml.safe_dump(content[name], allow_unicode=True, sort_keys=False, width=120)
    return f"{HEADS[name]}\n{body}".encode()


def folder_of(content: Mapping[str, Any]) -> bytes:
    """All three as a ZIP: unpacked, it is the folder `create_edition --content` takes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name in FILES:
            folder.writestr(zipfile.ZipInfo(f"{name}.yaml", LONG_AGO), file_of(content, name))
    return out.getvalue()
