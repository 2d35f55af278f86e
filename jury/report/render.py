"""HTML in, PDF out, in a process of its own: no Django, no network, no file of this machine.

Reads {"html": …, "css": …} on stdin. A text engine that crashes, or a document that never ends, takes this process
with it and nothing else; `jury.report.pdf` starts it, waits and says what happened.
"""

import json
import sys

NO_ENGINE = 3


def main() -> int:
    source = json.load(sys.stdin)
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except OSError as missing:
        print(missing, file=sys.stderr)
        return NO_ENGINE

    class Deny(URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
        """Whatever a document names, nothing is fetched: no address, no file, no data URL."""

        def fetch(self, url: str, headers: object = None) -> object:
            raise ValueError("reports fetch nothing")

    page = HTML(string=source["html"], url_fetcher=Deny())
    style = CSS(string=source["css"], url_fetcher=Deny())
    sys.stdout.buffer.write(page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
