from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.selectors import closing_time
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.selectors import leader_of_seat
from surveys.questionnaire import Given, Questionnaire, as_given, given_by
from surveys.questionnaire.dates import day_and_time
from surveys.questionnaire.sheet import marks, parts, questions_html, statements_html, summary
from surveys.questionnaire.slots import Slotted
from surveys.selves import actions
from surveys.selves.rules import Unfinished
from surveys.selves.selectors import self_assessment


@door(role=Role.LEADER, phases={Phase.SURVEYS})
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """The statements the employees answer, in the leader's wording. What was handed in stands in the form."""
    leader = leader_of_seat(seat)
    kept = self_assessment(leader)
    given: Given = kept.answers | as_given(kept.others) if kept else {}
    errors: Mapping[str, str] = {}
    refusal = ""
    if request.method == "POST":
        given = given_by(request.POST.lists())
        try:
            actions.hand_in(leader=leader, given=given, by=seat, now=timezone.now())
        except Unfinished as no:
            errors = no.checked.errors
        except Refused as no:
            refusal = str(no)
        else:
            messages.success(request, _("Your self-assessment is handed in."))
            return redirect("surveys:self", edition.slug)
    questionnaire, closes_at = Questionnaire.of(edition), closing_time(edition, Phase.SURVEYS)
    asked = statements_html(questionnaire, leader=True) + questions_html(questionnaire, leader=True, kept_from=None)
    sheet = Slotted(asked).fill(marks(given, errors))
    return render(
        request,
        "surveys/self.html",
        {
            "edition": edition,
            "leader": leader,
            "kept": kept,
            "parts": parts(questionnaire, leader=True),
            "total": len(questionnaire.items),
            "statements": mark_safe(sheet.decode()),  # noqa: S308  # slots escape what is put into them
            "summary": summary(questionnaire, errors, leader=True),
            "refusal": refusal,
            "closes": day_and_time(closes_at) if closes_at else "",
            "is_over": closes_at is not None and timezone.now() > closes_at,
        },
    )
