from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.states import Kind
from nominations.intake.models import Message
from nominations.intake.selectors import traits_offered
from nominations.intake.states import Source

SORTING = {Phase.NOMINATIONS, Phase.SURVEYS}  # what came in on the last day is still read
REASON_LENGTH = 2000
MESSAGE_LENGTH = 1000
MOST_MESSAGES = 40
NEEDED = ("name", "employer", "reason")
LONGEST = {"name": 160, "title": 160, "employer": 160, "contact": 200, "reason": REASON_LENGTH}
SAID = {
    "name": gettext_lazy("Name of the leader"),
    "title": gettext_lazy("Title"),
    "employer": gettext_lazy("Employer or contact centre"),
    "contact": gettext_lazy("How to reach the leader"),
    "reason": gettext_lazy("Why"),
}


def sources(edition: Edition) -> list[Source]:
    """What a nominator may be to the leader under the rules of this edition."""
    return [source for source in Source if source != Source.SELF or edition.own_nominations_allowed]


def check_source(edition: Edition, source: str) -> None:
    if source == Source.SELF and not edition.own_nominations_allowed:
        raise Refused(_("Leaders cannot nominate themselves for this award."))
    if source not in Source.values:
        raise Refused(_("Say what you are to the leader."))


def check_words(words: Mapping[str, str]) -> None:
    for name, text in words.items():
        if not text and name in NEEDED:
            raise Refused(_("“%(field)s” is missing.") % {"field": SAID[name]})
        if len(text) > LONGEST[name]:
            raise Refused(_("“%(field)s” has at most %(n)s characters.") % {"field": SAID[name], "n": LONGEST[name]})


def check_choices(edition: Edition, kind: str, traits: Iterable[str]) -> None:
    if kind not in Kind.values:
        raise Refused(_("Say whether you nominate one leader or a group."))
    if set(traits) - {trait.code for trait in traits_offered(edition)}:
        raise Refused(_("One of the traits is not a trait of this award."))


def check_message(text: str, number: int) -> None:
    if not text:
        raise Refused(_("Write something first."))
    if len(text) > MESSAGE_LENGTH:
        raise Refused(_("A message has at most %(n)s characters.") % {"n": MESSAGE_LENGTH})
    if number > MOST_MESSAGES:
        raise Refused(_("The thread is full: it has %(n)s messages.") % {"n": MOST_MESSAGES})


def check_asked(thread: Iterable[Message]) -> None:
    if not any(each.is_question for each in thread):
        raise Refused(_("The organisers have asked nothing. To add something, correct your text."))
