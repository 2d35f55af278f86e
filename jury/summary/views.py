from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.editions.models import Edition
from award.editions.states import Phase
from jury.decision.selectors import verdict
from jury.summary.pages import laid_out
from jury.summary.selectors import summary_of


@door(role=None, phases={Phase.ANNOUNCED})
@require_safe
def this_year(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All teams taken together, for everybody; nothing of a single one."""
    page = laid_out(summary_of(edition, verdict(edition)))
    return render(request, "jury/summary/this_year.html", {"edition": edition, "year": page})
