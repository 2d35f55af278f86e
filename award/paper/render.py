"""HTML in, PDF out, in a process of its own: no Django, no network, no file of this machine.

Reads {"html": …, "css": …} on stdin. A text engine that crashes, or a document that never ends, takes this process
with it and nothing else; `award.paper.pdf` starts it, waits and says what happened.
"""

import json
import os
import sys
from typing import Any

NO_ENGINE = 3


def deny() -> Any:
    """A fetcher that gets nothing: no address, no file, no data URL, whatever a document names."""
    from weasyprint.urls import URLFetcher

    class Deny(URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
        def fetch(self, url: str, headers: object = None) -> object:
            raise ValueError("documents fetch nothing")

    return Deny()


def rendered(html: str, css: str) -> bytes:
    from weasyprint import CSS, HTML

    style = CSS(string=css, url_fetcher=deny())
    made: bytes = HTML(string=html, url_fetcher=deny()).write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return made


def main() -> int:
    source = json.load(sys.stdin)
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # without HarfBuzz, fontTools cuts the fonts and writes the hour into them
    try:
        import weasyprint  # noqa: F401  # asks the system for Pango
    except OSError as missing:
        print(missing, file=sys.stderr)
        return NO_ENGINE
    sys.stdout.buffer.write(rendered(**source))
    return 0


if __name__ == "__main__":
    sys.exit(main())
