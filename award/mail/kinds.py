"""What letters there are: the floors above register here, by name, when the application starts.

The outbox holds the connection to the mail server and strikes a letter off when it has left; a kind writes the mail,
while it is sent, and keeps nothing of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage

if TYPE_CHECKING:
    from award.mail.models import MailRun


def nothing(recipient: str) -> None:
    """Of most letters nothing is written down elsewhere."""


@dataclass(frozen=True)
class Kind:
    """`write` returns the mail to one recipient, or None when there is nobody to write to any more.

    `sent` and `refused` write down what became of it, in the transaction in which the letter is struck off.
    """

    name: str
    write: Callable[["MailRun", str], EmailMessage | None]
    sent: Callable[[str], None] = nothing
    refused: Callable[[str], None] = nothing


kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    kinds[kind.name] = kind
