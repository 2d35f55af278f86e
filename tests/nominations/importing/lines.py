"""Tables as people send them."""

import io
import re
from datetime import date

from openpyxl import Workbook

from nominations.importing.looking import look_at
from nominations.importing.reading import lines_in

HEAD = "name;title;employer;contact;why;traits;source;kind"
ASE = "Åse Østberg;Team leader;Kundesenter Nordlys;+47 900 00;She moved her desk out to us.;Clear|Målbevisst;customer;"
HAVARD = "Håvard Åsnes;;Polarnett;;He listens to calls every Friday.;;;One leader"
TODAY = date(2027, 2, 22)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def table(*lines):
    return "\n".join([HEAD, *lines])


def look(edition, text, what="nominations"):
    return look_at(edition, what, lines_in(text.encode(), what), today=TODAY)
