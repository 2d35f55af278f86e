"""How strangers spell names, employers and titles, brought to one form in which they can be compared."""

import re
import unicodedata

LETTERS = str.maketrans({"ø": "o", "æ": "a", "å": "a", "ð": "d", "þ": "th", "ł": "l", "ß": "ss", "đ": "d", "ı": "i"})
DIGRAPHS = (("aa", "a"), ("ae", "a"), ("oe", "o"))  # as å, æ, ä, ø and ö are written where the keyboard has none
SOUNDS = (("ph", "f"), ("th", "t"), ("ch", "k"), ("gh", "g"), ("dt", "t"), ("ie", "i"), ("w", "v"), ("x", "ks"),
          ("z", "s"), ("q", "k"))  # fmt: skip
SOFT_C = re.compile(r"c(?=[eiy])")
TWICE = re.compile(r"(.)\1+")
WORD = re.compile(r"[?\ufffd]*[^\W_]+(?:[?\ufffd]+[^\W_]+)*")  # a sign that was lost still belongs to its word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    herr hr fru froken frk mr mrs ms miss dr ing sjef leder lederen leader teamleder teamleader teamlead team
    lead avdelingsleder avdelingssjef kundesenterleder kundesentersjef driftsleder driftssjef gruppeleder
    seksjonsleder manager teammanager supervisor direktor director kundeservice kundesenter head of chef chefen
    teamchef afdelingschef afdelingsleder gruppechef coach
    """
)
OF_GROUPS = _words(
    """
    leder lederne ledere ledergruppe ledergruppen lederteam lederteamet ledelse ledelsen leaders leader
    leadership group gruppe gruppen management team teamet teamledere teamlederne i pa hos ved for of the at in
    og and
    """
)
FORMS = _words("as a s asa aps ab ans da ba sa oy oyj ltd limited llc inc gmbh plc ivs amba ks hf ehf the")
OF_EMPLOYERS = FORMS | _words(
    """
    kundesenter kundesenteret kundeservice kundsenter kundservice kundecenter kundesupport kontaktsenter
    kontaktcenter callcenter call contact center centre customer service services support avdeling avd afdeling
    department dept i og and norge danmark sverige
    """
)
TRADES = _words(
    """
    bank banken sparebank finans energi kraft strom telekom tele telefon forsikring forsikringer insurance
    energy finance group gruppen konsern kommune reiser post nett handel retail teknologi technology
    """
)


def folded(text: str) -> str:
    """Small letters without signs, Bjørn, Bjoern and Björn alike: what is searched for and sorted by."""
    plain = text.casefold() if text.isascii() else _without_signs(mended(text).casefold())
    return " ".join(WORD.findall(_without_digraphs(plain)))


def _without_signs(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(sign for sign in parted if not unicodedata.combining(sign)).translate(LETTERS)


def _without_digraphs(text: str) -> str:
    for written, meant in DIGRAPHS:
        text = text.replace(written, meant)
    return text


def mended(text: str) -> str:
    """BjÃ¸rn is Bjørn, read by a program that did not know its letters."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def one_word(words: tuple[str, ...]) -> str:
    """As it reads when the blanks are left out."""
    return sound(_without_digraphs("".join(words)))


def sound(word: str) -> str:
    """A folded word as it is heard: Christian is Kristian, Sophie is Sofie, Hanssen is Hansen."""
    heard = SOFT_C.sub("s", word.replace("ch", "k").replace("ck", "k")).replace("c", "k")
    for written, meant in SOUNDS:
        heard = heard.replace(written, meant)
    return TWICE.sub(r"\1", heard)


def words_of_name(name: str) -> tuple[str, ...]:
    """What somebody is called, in the order written, without the title that was put before it."""
    words = folded(name).split()
    called = [word for word in words if word not in TITLES]
    return tuple(sound(word) for word in (called if len(called) > 1 else words))


def words_of_group(name: str, employer: str) -> tuple[str, ...]:
    """What tells one leader group from another; “the leaders” alone are those of their employer."""
    telling = [word for word in folded(name).split() if word not in OF_GROUPS]
    return tuple(sound(word) for word in telling) or words_of_employer(employer)


def words_of_employer(employer: str) -> tuple[str, ...]:
    """What tells one employer from another: neither the form of the company nor that it serves customers."""
    words = folded(employer).split()
    telling = [word for word in words if word not in OF_EMPLOYERS]
    return tuple(sound(word) for word in telling or words)


def of_brand(employer: tuple[str, ...]) -> tuple[str, ...]:
    """Without the trade: that two are banks does not make them one."""
    return tuple(word for word in employer if word not in TRADES) or employer
