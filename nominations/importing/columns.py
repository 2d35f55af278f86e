"""Which column of somebody's table says what: by its heading, in any language of the award, in any order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from nominations.importing.states import What

BETWEEN = re.compile(r"[\s_.:/-]+")
LEADER = re.compile(
    r"(?:leader|leder) ?(?P<place>[1-9]|1[0-9]|20) (?:(?P<name>name|navn)|e ?mail|e ?post|mail|address|adresse)"
)


@dataclass(frozen=True)
class Column:
    """A field, its heading in the files we make (en, nb, da), and what others write above it."""

    field: str
    headings: tuple[str, str, str]
    others: str = ""
    is_needed: bool = False

    @property
    def heading(self) -> str:
        return self.headings[{"nb": 1, "da": 2}.get(get_language() or "en", 0)]

    @property
    def known_as(self) -> set[str]:
        return {plainly(each) for each in (self.field, *self.headings, *self.others.split(",")) if each}


NAME = Column("name", ("name", "navn", "navn"), is_needed=True)
TITLE = Column(
    "title",
    ("title", "tittel", "titel"),
    "titel,tittel,stilling,stillingstittel,stillingsbetegnelse,position,job title,role,rolle",
)
EMPLOYER = Column(
    "employer",
    ("employer", "arbeidsgiver", "arbejdsgiver"),
    "employer or contact centre,company,firma,bedrift,virksomhet,virksomhed,organisation,organization,organisasjon,"
    "workplace,arbeidsplass,arbejdsplads,contact centre,contact center,kundesenter,kundecenter,kontaktsenter",
)
KIND = Column("kind", ("kind", "type", "type"), "slags,art,person or group,person eller gruppe")

COLUMNS: dict[str, tuple[Column, ...]] = {
    What.NOMINATIONS: (
        Column(
            "name",
            NAME.headings,
            "leader,leder,leader name,nominee,nominated,nominert,nomineret,name of the leader,lederens navn,"
            "navn på lederen,navn på leder",
            is_needed=True,
        ),
        TITLE,
        Column(EMPLOYER.field, EMPLOYER.headings, EMPLOYER.others, is_needed=True),
        Column(
            "contact",
            ("contact", "kontakt", "kontakt"),
            "contact details,kontaktinfo,kontaktinformasjon,kontaktopplysninger,kontaktoplysninger,"
            "how to reach the leader,e-mail,email,e-post,epost,mail",
        ),
        Column(
            "reason",
            ("why", "hvorfor", "hvorfor"),
            "begrunnelse,begrundelse,årsak,grunn,motivation,motivering,story,historie,text,tekst",
            is_needed=True,
        ),
        Column(
            "traits",
            ("traits", "egenskaper", "egenskaber"),
            "trait,egenskap,egenskab,trekk,træk,ledertrekk,ledertræk,lederegenskaper,lederegenskaber",
        ),
        Column(
            "source",
            ("source", "kilde", "kilde"),
            "nominator,nominated by,nominert av,nomineret af,relation,relasjon,who,hvem",
        ),
        KIND,
    ),
    What.CANDIDATES: (
        Column("code", ("code", "kode", "kode"), "candidate code,kandidatkode"),
        Column("name", NAME.headings, "candidate,kandidat,candidate name,kandidatnavn", is_needed=True),
        TITLE,
        EMPLOYER,
        KIND,
        Column("leaders", ("leaders", "ledere", "ledere"), "leader,leder,lederne"),
        Column("language", ("language", "språk", "sprog"), "lang,language of the mails"),
    ),
}
LONE_ADDRESS = {"e mail", "email", "e post", "epost", "mail", "e mail address", "e postadresse", "e mailadresse"}


def plainly(heading: str) -> str:
    return BETWEEN.sub(" ", heading.casefold()).strip()


def field_of(what: str, heading: str) -> str:
    """The field a heading stands for; empty if it is none of ours. A lone address is the first leader's."""
    plain = plainly(heading)
    for column in COLUMNS[what]:
        if plain in column.known_as:
            return column.field
    if what == What.CANDIDATES:
        if numbered := LEADER.fullmatch(plain):
            return leader_field(int(numbered["place"]), is_name=bool(numbered["name"]))
        if plain in LONE_ADDRESS:
            return leader_field(1, is_name=False)
    return ""


def leader_field(place: int, *, is_name: bool) -> str:
    return f"leader {place} {'name' if is_name else 'address'}"


def headings(what: str) -> tuple[str, ...]:
    return tuple(column.heading for column in COLUMNS[what])


def missing(what: str, fields: Iterable[str]) -> list[str]:
    """The headings of what a table cannot do without."""
    there = set(fields)
    return [column.heading for column in COLUMNS[what] if column.is_needed and column.field not in there]
