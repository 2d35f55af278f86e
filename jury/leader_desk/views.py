from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.accounts.door import door
from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from jury.leader_desk import content
from jury.leader_desk.selectors import promise_of, tasks, told


@door(role=Role.LEADER)
@require_safe
def leader_desk(request: HttpRequest, edition: Edition, seat: Seat) -> HttpResponse:
    """What is asked of a leader and by when, what they have done, what comes, and who sees what of them."""
    known = told(edition, seat)
    return render(
        request,
        "jury/leader_desk/desk.html",
        {
            "edition": edition,
            "told": known,
            "tasks": tasks(edition, seat, known.standing),
            "steps": content.steps(edition, known),
            "promise": promise_of(edition),
            "sees": content.barriers_in_words(),
            "may_decline": edition.phase in (Phase.SETUP, Phase.NOMINATIONS),
        },
    )
