"""What two spellings of one thing have in common, and which of the award's words a cell means."""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.db.models import TextChoices
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.editions.models import Edition
from award.language import CODES, SPOKEN_AS
from award.refusal import Refused
from award.tables.cells import plain
from award.tables.findings import Faults
from nominations.candidates.states import Kind
from nominations.candidates.wording import tidy
from nominations.intake.states import Source

FORMULA = tuple("=+-@|%")
KINDS = {"leader": Kind.PERSON, "leder": Kind.PERSON, "individual": Kind.PERSON} | dict.fromkeys(
    ("gruppe", "leader group", "ledergruppe", "team"), Kind.GROUP
)
SOURCES = {
    **dict.fromkeys(("kunde",), Source.CUSTOMER),
    **dict.fromkeys(("ansatt", "ansat", "medarbeider", "medarbejder"), Source.EMPLOYEE),
    **dict.fromkeys(("colleague", "kollega"), Source.PEER),
    **dict.fromkeys(("leder", "overordnet", "sjef", "chef"), Source.MANAGER),
    **dict.fromkeys(("selv", "the leader", "lederen selv"), Source.SELF),
    **dict.fromkeys(("annen", "andre", "anden", "someone else"), Source.OTHER),
}
LANGUAGES = {"english": "en", "engelsk": "en", "danish": "da"} | dict.fromkeys(("norwegian", "bokmål", "nynorsk"), "nb")


def alike(text: str) -> str:
    """The same for two texts that a reader takes for one, whichever file they have been through."""
    return " ".join(plain(text).casefold().split())


def as_meant(cell: str) -> str:
    """A cell without the apostrophe that kept a spreadsheet from running it: so our own files come back."""
    if cell.startswith("'") and cell[1:].lstrip().startswith(FORMULA):
        return cell[1:].replace("\\|", "|")
    return cell


def quoted(text: str) -> str:
    """Something of a file as it may be repeated on a page: short, and with nothing in it that cannot be seen."""
    return Truncator(tidy(text)).chars(60)


def kinds() -> dict[str, str]:
    return {**KINDS, **_spoken(Kind)}


def sources() -> dict[str, str]:
    return {**SOURCES, **_spoken(Source)}


def languages() -> dict[str, str]:
    named = {alike(name): code for code, name in settings.LANGUAGES}
    return {**LANGUAGES, **named, **SPOKEN_AS, **{code: code for code in CODES}}


def traits(edition: Edition) -> dict[str, str]:
    """Every code, and every name in every language, with the code it stands for."""
    named = {alike(name): trait.code for trait in edition.content.traits for name in trait.name.languages.values()}
    return {**named, **{alike(trait.code): trait.code for trait in edition.content.traits}}


def chosen(cell: str, known: Mapping[str, str], among: Iterable[object]) -> str:
    """Which of the known words a cell means; nothing for an empty one. Anything else is refused."""
    word = alike(tidy(cell))
    if word and word not in known:
        words = _("“%(word)s” is none of these: %(among)s.")
        raise Refused(words % {"word": quoted(cell), "among": ", ".join(map(str, among))})
    return known[word] if word else ""


def told(faults: Faults, number: int, ask: Callable[..., str | None], *given: object) -> str:
    """What is answered, or nothing: then the refusal stands among the faults of the line."""
    try:
        return ask(*given) or ""
    except Refused as no:
        faults.add(number, str(no))
        return ""


def _spoken(choices: type[TextChoices]) -> dict[str, str]:
    found = dict[str, str]()
    for language in CODES:
        with override(language):
            found |= {alike(str(each.label)): each.value for each in choices}
    return {**found, **{each.value: each.value for each in choices}}
