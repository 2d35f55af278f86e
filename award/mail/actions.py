from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override


def send(template: str, *, to: str, language: str, **context: Any) -> None:
    """One plain-text mail in the recipient's language: one recipient, our links only, nothing that tracks.

    The first line of the template is the subject.
    """
    composed(template, to=to, language=language, **context).send()


def composed(
    template: str, *, to: str, language: str, headers: Mapping[str, str] | None = None, **context: Any
) -> EmailMessage:
    """Such a mail, still to be sent."""
    subject, body = written(template, language, context)
    return EmailMessage(subject, body, to=[to], headers=dict(headers or {}))


def written(template: str, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    with override(language):
        text = render_to_string(f"{template}.txt", {**context, "language": language}, using="mail")
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def link(name: str, *args: object, language: str = "") -> str:
    """An absolute address on our own host: never taken from a request, whose Host header anybody can write."""
    return f"{settings.SITE_ORIGIN}" + reverse(name, args=args) + (f"?lang={language}" if language else "")
