"""What is wrong with a file somebody sent, line by line: told at once, so that it is mended in one go."""

from operator import itemgetter

from django.utils.translation import gettext as _

from award.refusal import Refused

FAULTS_SHOWN = 50


class Faults:
    """Everything that is wrong with a file, by line, told at once."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def add(self, line: int, what: str) -> None:
        self.found.append((line, _("Line %(line)s: %(what)s") % {"line": line, "what": what}))

    def told(self) -> list[str]:
        """In the order of the lines: the first fifty, and how many more there are."""
        told = [what for _line, what in sorted(self.found, key=itemgetter(0))]
        if len(told) > FAULTS_SHOWN:
            told[FAULTS_SHOWN:] = [_("… and %(n)s more.") % {"n": len(told) - FAULTS_SHOWN}]
        return told

    def check(self) -> None:
        """Refuse the file if anything was found."""
        if self.found:
            raise Refused("\n".join(self.told()))
