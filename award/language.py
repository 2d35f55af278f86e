from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES_SHOWN = settings.LANGUAGES
CODES = [code for code, _ in LANGUAGES_SHOWN]
SPOKEN_AS = {"no": "nb", "nn": "nb"}


class LanguageMiddleware:
    """Speaks the language the address asks for (`?lang=`), then the one a person with a seat chose, then the browser's.

    Anonymous pages are never given a language cookie; there the address alone carries the choice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


def chosen_language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    if asked in CODES:
        return asked
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if kept in CODES:
        return kept
    for accepted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        code = accepted.split("-")[0]
        if SPOKEN_AS.get(code, code) in CODES:
            return SPOKEN_AS.get(code, code)
    return str(settings.LANGUAGE_CODE)
