from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.content.checking import FILES, gaps
from award.content.writing import file_of, folder_of
from award.editions.models import Edition
from award.editions.states import Phase
from award.language import LANGUAGES_SHOWN
from award.slots import Slotted
from surveys.editing.selectors import fingerprint, missing_languages, newest_number, sections
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.sheet import parts, questions_html, statements_html

ALL = "questionnaire.zip"


@door(role=Role.ORGANISER)
@require_safe
def questionnaire(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    shown = {
        "edition": edition,
        "content": edition.content,
        "sections": sections(edition),
        "is_open": edition.phase == Phase.SETUP,
        "seen": fingerprint(edition.content_json),
        "version": newest_number(edition),
        "gaps": gaps(edition.content_json),
        "missing": missing_languages(edition),
        "files": [ALL, *(f"{name}.yaml" for name in FILES)],
    }
    return render(request, "surveys/questionnaire.html", shown)


@door(role=Role.ORGANISER)
@require_safe
def preview(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The survey as it will be seen; there is no form around it, so nothing can be sent."""
    asked, leader = Questionnaire.of(edition), request.GET.get("as") == "leader"
    kept_from = None if leader else (edition.comments_from, edition.comments_least)
    sheet = statements_html(asked, leader=leader) + questions_html(asked, leader=leader, kept_from=kept_from)
    shown = {
        "edition": edition,
        "leader": leader,
        "parts": parts(asked, leader=leader),
        "statements": mark_safe(Slotted(sheet).fill({}).decode()),  # noqa: S308  # rendered by our own templates
        "spoken": LANGUAGES_SHOWN,
        "here": get_language(),
    }
    return render(request, "surveys/preview.html", shown)


@door(role=Role.ORGANISER)
@require_safe
def file(request: HttpRequest, edition: Edition, seat: Seat, name: str) -> HttpResponse:
    """A file of texts as `create_edition --content` takes it, or all three."""
    part = name.removesuffix(".yaml")
    if name == ALL:
        made, kind = folder_of(edition.content_json), "application/zip"
    elif part in FILES and part != name:
        made, kind = file_of(edition.content_json, part), "application/yaml"
    else:
        raise Http404
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=kind, headers=kept)
