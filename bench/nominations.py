"""How much a nomination costs beside the least a server could do, and 16 people who nominate at once.

python bench/nominations.py [rounds]   on the database DATABASE_URL names: see bench/deployed.py

The bare view parses the form and stores it with one INSERT; both go through the whole stack. Ratios of one run,
interleaved, medians. Everybody comes from one address, so what lies beyond its budget is held, and costs the same.
"""

import re
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from urllib.parse import urlencode

import django
from deployed import all_at_once, asked, database, server, told

django.setup()

from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

from award.editions.actions import create_edition  # noqa: E402
from award.editions.models import Edition  # noqa: E402
from award.editions.states import Phase  # noqa: E402
from award.urls import urlpatterns  # noqa: E402
from nominations.intake import guards  # noqa: E402
from nominations.intake.models import Nomination  # noqa: E402
from nominations.intake.receipts import fingerprint  # noqa: E402

PAGE = b"<!doctype html><title>bare</title>" + b"<p>a page that was rendered before</p>" * 700
FORM = "application/x-www-form-urlencoded"
STORY = {
    "kind": "person",
    "name": "Åse Østberg",
    "title": "Team leader",
    "employer": "Kundesenter Nordlys",
    "contact": "",
    "reason": "She moved her desk out to us the week the case system failed. " * 10,
    "traits": "clear",
    "source": "employee",
}


def bare(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        fields = {name: request.POST[name] for name in STORY if name != "traits"}
        Nomination.objects.create(
            edition_id=int(request.POST["edition"]),
            receipt_hash=fingerprint(request.POST["receipt"]),
            week="2027-W08",
            visible_on=timezone.localdate(),
            traits=[request.POST["traits"]],
            **fields,
        )
    return HttpResponse(PAGE)


urlpatterns.insert(0, path("bare", bare))


def milliseconds(act: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    found = act()
    return (time.perf_counter() - begun) * 1000, found


def receipt_in(page: bytes) -> str:
    return re.search(rb'name="receipt" value="([^"]+)"', page)[1].decode()


def ratios(edition: Edition, rounds: int) -> None:
    client = Client(headers={"Host": "127.0.0.1"})
    took: dict[str, list[float]] = {name: [] for name in ("bare GET", "GET", "bare POST", "POST")}

    def send(to: str, receipt: str) -> HttpResponse:
        body = urlencode({**STORY, "receipt": receipt, "edition": edition.pk})
        return client.post(to, body, content_type=FORM)

    for each in range(rounds + 5):
        took["bare GET"].append(milliseconds(lambda: client.get("/bare"))[0])
        spent, page = milliseconds(lambda: client.get("/bench/nominate/"))
        took["GET"].append(spent)
        took["bare POST"].append(milliseconds(partial(send, "/bare", f"bare {each}"))[0])
        spent, slip = milliseconds(partial(send, "/bench/nominate/", receipt_in(page.content)))
        took["POST"].append(spent)
        assert b'data-state="stored"' in slip.content
    middle = {name: median(figures[5:]) for name, figures in took.items()}
    for name, figure in middle.items():
        print(f"{name:10} {figure:7.2f} ms")
    print(f"POST / bare POST   × {middle['POST'] / middle['bare POST']:.2f}   (at most 3)")
    whole = (middle["GET"] + middle["POST"]) / (middle["bare GET"] + middle["bare POST"])
    print(f"form to receipt    × {whole:.2f}   (at most 4)")


def sending(form: str) -> str:
    """What went wrong if somebody got no receipt."""
    token, receipt = form.split()
    body = urlencode({**STORY, "receipt": receipt, "csrfmiddlewaretoken": token})
    headers = {"Content-Type": FORM, "Cookie": f"csrftoken={token}"}
    status, _headers, page = asked("/bench/nominate/", headers, body)
    return "" if status == 200 and b'data-state="stored"' in page else f"the form answered {status}"


def form() -> str:
    """A form as somebody has it open: its token and its receipt."""
    _status, headers, page = asked("/bench/nominate/", {})
    token = re.search(r"csrftoken=(\w+)", headers["Set-Cookie"] or "")
    return f"{token[1] if token else ''} {receipt_in(page)}"


def is_up() -> bool:
    try:
        return asked("/healthz", {})[0] == 200
    except OSError:
        return False


def run(rounds: int) -> bool:
    edition = create_edition(slug="bench", name="Bench")
    Edition.objects.filter(pk=edition.pk).update(phase=Phase.NOMINATIONS, rules_version=1, rules_hash="b" * 64)
    quickest, guards.QUICKEST = guards.QUICKEST, guards.QUICKEST * 0
    ratios(edition, rounds)
    with server(is_up):
        forms = [form() for _ in range(2 * rounds)]
        time.sleep(quickest.total_seconds())
        took, waited, failed = all_at_once(sending, forms)
    told("nominations", took, waited, failed)
    return not failed


if __name__ == "__main__":
    with database():
        fine = run(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    sys.exit(not fine)
