"""Fills in a page's form as a person would: what stands in it is sent along, what is typed replaces it."""

from html.parser import HTMLParser
from urllib.parse import urljoin

TICKS = ("radio", "checkbox")
FRAME = ("/i18n/", "/accounts/")  # language and sign-out stand on every page


class Forms(HTMLParser):
    """The forms of a page with what is prefilled: hidden fields, texts, ticked boxes and options."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.area, self.option_of = [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.forms.append({"action": has.get("action", ""), "fields": {}, "names": set()})
        elif tag == "select":
            self.option_of = has.get("name")
            self._note(self.option_of)
        elif tag == "option" and "selected" in has and self.option_of:
            self._put(self.option_of, has.get("value", ""))
        elif tag == "textarea" and self.forms:
            self.area = has.get("name")
            self._put(self.area, "")
        elif tag in ("input", "button") and has.get("name"):
            self._note(has["name"])
            kind = has.get("type", "text")
            if tag == "input" and (kind not in (*TICKS, "submit") or "checked" in has):
                self._put(has["name"], has.get("value", "on" if kind in TICKS else ""))

    def handle_endtag(self, tag):
        self.area = None if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area:
            self._put(self.area, data.removeprefix("\n"))

    def _note(self, name):
        if self.forms:
            self.forms[-1]["names"].add(name)

    def _put(self, name, value):
        if self.forms:
            self._note(name)
            self.forms[-1]["fields"][name] = value


def send(client, url, typed, **options):
    """Open the page, type into the form that has these fields, send it, and return the answer."""
    page = client.get(url, **options)
    return send_from(client, page, url, typed)


def send_from(client, page, url, typed):
    html = page.content.decode()
    forms = [form for form in Forms(html).forms if not form["action"].startswith(FRAME)]
    fitting = [form for form in forms if set(typed) <= form["names"]]
    assert fitting, f"no form on {url} has the fields {sorted(typed)}"
    form = max(fitting, key=lambda form: len(form["fields"].items() & typed.items()))
    address = urljoin(page.request["PATH_INFO"], form["action"]) if form["action"] else url
    answer = client.post(address, {**form["fields"], **typed}, follow=True)
    assert answer.status_code == 200, f"{url} answered {answer.status_code}"
    return answer


def text(response):
    return response.content.decode()
