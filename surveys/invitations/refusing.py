"""The link with which somebody says that they want no mail: tied to their address, and to nothing of their ticket."""

from django.core.signing import BadSignature, Signer

from award.mail.actions import link
from surveys.rosters.models import Invitee

SIGNER = "surveys.invitations.no_mail"


def token_of(invitee: Invitee) -> str:
    return Signer(salt=SIGNER).sign(invitee.pk).replace(":", ".")


def invitee_of(token: str) -> str | None:
    """Whose token this is; None if it was not made here."""
    try:
        return Signer(salt=SIGNER).unsign(token.replace(".", ":"))
    except BadSignature:
        return None


def headers(invitee: Invitee) -> dict[str, str]:
    """What lets a mail programme show a button for it (RFC 8058)."""
    address = link("surveys:no_mail", token_of(invitee), language=invitee.language)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
