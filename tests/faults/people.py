"""Employees with patience: what got no definite answer is sent again, the same ticket, code and answers."""

import http.client
import random
import time
import urllib.parse
from dataclasses import dataclass, field

PATIENCE = 120  # seconds
DEFINITE = {"stored", "inactive", "closed"}
NEUTRAL = "3"


@dataclass(frozen=True)
class Sheet:
    """A filled-in form in one browser. `mark` is the one statement not answered with 3: it tells ballots apart."""

    ticket: str
    w: str
    team: str
    mark: tuple[str, int]
    is_hasty: bool = False  # this browser loses its line after the first sending, whatever the server does


@dataclass
class Told:
    sheet: Sheet
    state: str = ""
    lost: list[str] = field(default_factory=list)  # why each earlier sending got no definite answer
    was_stored: bool = False  # before one of the repetitions the row held these answers already
    began: float = 0.0
    ended: float = 0.0


class Lost(Exception):
    """No definite answer: the line broke, or the page says to press Send again."""


def send(server, sheet, items, *, hang_up=False, source=None):
    """One whole answer as a browser sends it; says what the page said."""
    token, (marked, answer) = "a" * 32, sheet.mark
    answers = {**dict.fromkeys(items, NEUTRAL), marked: str(answer)}
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "ticket": sheet.ticket, "w": sheet.w, **answers})
    headers = {
        "Cookie": f"csrftoken={token}",
        "Origin": server.origin,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60, source_address=source)
    try:
        line.request("POST", "/s/form", body, headers)
        if hang_up:
            time.sleep(random.uniform(0, 0.1))
            raise Lost("hung up")
        reply = line.getresponse()
        page = reply.read().decode()
    except (OSError, http.client.HTTPException) as broken:
        raise Lost("line broke") from broken
    finally:
        line.close()
    if reply.status in {502, 503}:
        raise Lost("send again")
    assert reply.status == 200, page
    return page.split('data-state="')[1].split('"')[0]


def insist(server, sheet, items, is_stored):
    """Send until there is a definite answer. Before each repetition `is_stored` looks what the row holds by then."""
    told = Told(sheet, began=time.monotonic())
    while time.monotonic() < told.began + PATIENCE:
        try:
            told.state = send(server, sheet, items, hang_up=sheet.is_hasty and not told.lost)
        except Lost as why:
            told.lost.append(str(why))
            time.sleep(random.uniform(0.1, 0.4))
            told.was_stored = told.was_stored or is_stored(sheet)
        else:
            assert told.state in DEFINITE, told
            told.ended = time.monotonic()
            return told
    raise AssertionError(f"no definite answer within {PATIENCE} s: {told}")


def look(server, ticket, source=None):
    """Somebody follows the link of their invitation; says with which status they were received."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60, source_address=source)
    line.request("GET", f"/s/{ticket}")
    status = line.getresponse().status
    line.close()
    return status
