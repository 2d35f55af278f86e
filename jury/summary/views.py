from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.editions.models import Edition
from award.editions.states import Phase
from jury.decision.selectors import verdict
from jury.summary.pages import laid_out
from jury.summary.selectors import year_of
from surveys.counting.selectors import results


@door(role=None, phases={Phase.ANNOUNCED})
@require_safe
def this_year(request: HttpRequest, edition: Edition) -> HttpResponse:
    released = results(edition)
    found = year_of(edition, released, verdict(edition))
    page = laid_out(found, released.scale if released else None)
    return render(request, "jury/summary/this_year.html", {"edition": edition, "year": page})
