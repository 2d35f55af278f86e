import re
import unicodedata

KEPT = {"\n", "\t"}
UNSEEN = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def inert(text: str) -> str:
    """A text whose letters stand where they were typed: no control characters, nothing that turns or hides others."""
    shown = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = "".join(c for c in shown if c in KEPT or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", plain)  # last: what was hidden between two signs may have kept them apart
