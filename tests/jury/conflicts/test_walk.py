"""Somebody recused walks every route of the project, in every phase, and finds nothing of the candidate.

Everything that can be known of Åse is written down somewhere (`story`). The same walk by somebody without a tie finds
all of it, so that nothing here passes because there was nothing to find.
"""

import io
import re
import zipfile

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import get_resolver, reverse

from award.editions.states import ORDER, Phase, since
from jury.models import Verdict
from jury.report.export import FILES
from jury.shortlist.marks import mark_of_decision
from jury.shortlist.selectors import decision_on

PHASES = [phase for phase in ORDER if phase in since(Phase.SURVEYS)]
NAMES = ["Åse Østberg", "Kundesenter Nordlys"]
FOUND_BY_THE_JURY = [
    *NAMES,
    "C01",
    "77.4",  # the index; then its interval and the level
    "74.1",
    "80.6",
    "75.4",
    "57.8",  # round two
    "79.6",  # the total
    "She asks us first.",
    "Quiet where it counts, 0",
    "Shortlisted for her night line.",
    "We read the fives aloud, 0",
    "Solved at once, 0",
    "Call log, 0",
    "Thin on reporting, 0",
    "Headset off, she heard.",
    "The calls decided it.",
    "For asking first.",
    "Nobody else was heard like this.",
]
FOUND_BY_ORGANISERS = ["She picks up the phone herself.", "ase@nordlys.example"]
CANARIES = FOUND_BY_THE_JURY + FOUND_BY_ORGANISERS

NOT_READ = re.compile(r' (?:x|y|cx|cy|x1|x2|y1|y2|d|points|width|height|viewBox|datetime)="[^"]*"')
"""Where a drawing puts its lines, and the fractions of a second: either may read like somebody's figure."""

PAGES_OF_TIES = {"jury:conflicts", "jury:recuse", "jury:settle", "jury:settle_chair", "jury:declarations"}
QUERIES = {
    "jury:screening": ["?q=Østberg", "?q=Nordlys", "?q=C01", "?sort=-index", "?decision=yes", "?near=1"],
    "jury:screening_csv": ["?q=C01", "?sort=level"],
    "award:trail": ["?page=1", "?page=2"],
    "nominations:nominations": ["?state=assigned"],
}


# ---- the routes -----------------------------------------------------------------------------------------------------


def routes(resolver=None, spaces=()):
    """Every page of the project: its name, the names in its address, and who may enter."""
    for each in (resolver or get_resolver()).url_patterns:
        if hasattr(each, "url_patterns"):
            yield from routes(each, (*spaces, *filter(None, [each.namespace])))
        else:
            door = getattr(each.callback, "door", None)
            names = frozenset(each.pattern.regex.groupindex)
            yield ":".join((*spaces, each.name)), names, door.roles if door else ()


def words(edition, story, seat):
    """What the names in addresses stand for, always something of Åse; by page where one means several things."""
    given = {"edition": edition.slug, "code": "C01", "pk": story.note.pk, "key": story.key_for(seat), "ticket": "x"}
    given |= {"token": "x", "person": "1", "uidb36": "1", "name": "scores.csv", "kind": "statement", "number": 1}
    given |= {"leader": story.candidate.leaders.values_list("pk", flat=True).first() or 0}
    by_page = {
        "jury:settle": {"pk": story.tie.pk},
        "jury:settle_chair": {"pk": story.tie.pk},
        "surveys:decide": {"pk": story.comment.pk},
        "surveys:remove": {"pk": story.comment.pk},
        "nominations:nomination": {"pk": story.nomination.pk},
        "award:remove": {"pk": 10**9},
    }
    return given, by_page


def addresses(edition, story, seat):
    """(page, address) of every route, and of the questions a list can be asked."""
    given, by_page = words(edition, story, seat)
    for name, names, _roles in routes():
        here = given | by_page.get(name, {})
        if name == "jury:exported":
            for file in FILES:
                yield name, reverse(name, args=[edition.slug, file])
            continue
        path = reverse(name, kwargs={key: here[key] for key in names})
        yield from ((name, path + query) for query in ["", *QUERIES.get(name, [])])


PUBLIC = {name for name, _names, roles in routes() if not roles}


def read(answer, path):
    """The bytes of an answer, spreadsheets unpacked, without its own address and what differs on every request."""
    made = answer.getvalue()
    if made[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(made)) as book:
            made = b"".join(book.read(name) for name in sorted(book.namelist()) if name != "docProps/core.xml")
    page = re.sub(r'name="(csrfmiddlewaretoken|client_id)" value="[^"]*"', "", made.decode(errors="replace"))
    return page.replace(path, "").replace(path.partition("?")[0], "")


def walked(browser, edition, story, seat):
    """(page, address) -> what is read there. Public pages of an announced award are everybody's."""
    return {
        (name, path): read(answer(browser, name, path), path)
        for name, path in addresses(edition, story, seat)
        if not (name in PUBLIC and edition.phase == Phase.ANNOUNCED)
    }


def answer(browser, name, path):
    """A file taken home leaves a line in the trail, which is there to read: the walk goes on without it."""
    with transaction.atomic():
        response = browser.get(path)
        transaction.set_rollback(name.startswith("nominations:export_"))
    return response


def finds(pages):
    """Which canaries are read, and on which page."""
    return {
        (name, canary)
        for (name, path), page in ((where, NOT_READ.sub("", page)) for where, page in pages.items())
        for canary in CANARIES
        if canary in page and not (name in PAGES_OF_TIES and canary in [*NAMES, "C01"]) and canary not in path
    }


# ---- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("who", ["second_juror", "chair", "observer"])
def test_somebody_recused_finds_nothing_on_any_route(request, who, phase, edition, story, recuse, at, sign_in):
    seat = request.getfixturevalue(who)
    recuse(seat, story.candidate)
    at(edition, phase)

    assert finds(walked(sign_in(seat), edition, story, seat)) == set()


@pytest.mark.parametrize("phase", [Phase.SCREENING, Phase.DECISION])
def test_a_tie_that_waits_for_the_chair_hides_as_much(phase, edition, story, second_juror, recuse, at, sign_in):
    recuse(second_juror, story.candidate, "declared")
    at(edition, phase)

    assert finds(walked(sign_in(second_juror), edition, story, second_juror)) == set()


def test_the_same_walk_finds_everything_for_a_juror_without_a_tie(edition, story, juror, at, sign_in):
    seen = set()
    for phase in PHASES:
        at(edition, phase)
        seen |= {canary for _name, canary in finds(walked(sign_in(juror), edition, story, juror))}

    assert seen == set(FOUND_BY_THE_JURY)


@pytest.mark.parametrize("who", ["second_juror", "chair", "observer"])
def test_what_is_measured_and_written_of_the_hidden_changes_no_byte(
    request, who, edition, story, other_figures, recuse, at, sign_in
):
    seat = request.getfixturevalue(who)
    recuse(seat, story.candidate)
    before = {phase: walked(sign_in(seat), at(edition, phase), story, seat) for phase in PHASES}

    other_figures(story)

    after = {phase: walked(sign_in(seat), at(edition, phase), story, seat) for phase in PHASES}
    assert changed(before, after) == set()


def test_the_same_change_is_read_by_a_juror_without_a_tie(edition, story, juror, other_figures, at, sign_in):
    before = {phase: walked(sign_in(juror), at(edition, phase), story, juror) for phase in PHASES}

    other_figures(story)

    after = {phase: walked(sign_in(juror), at(edition, phase), story, juror) for phase in PHASES}
    assert changed(before, after) - {"jury:report_pdf"} == {  # a machine without Pango makes no PDF
        "jury:confirm_verdict",
        "jury:dossier",
        "jury:note_take_back",
        "jury:ratings",
        "jury:report",
        "jury:score_sheet",
        "jury:screening",
        "jury:screening_csv",
        "jury:screening_xlsx",
        "jury:shortlist",
        "jury:totals",
        "jury:verdict",
        "jury:visit",
        "jury:visit_read",
        "jury:vote",
    }


def changed(before, after):
    return {
        place[0] for phase in before for place, page in before[phase].items() if after[phase].get(place, "") != page
    }


# ---- acting ---------------------------------------------------------------------------------------------------------


def typed(edition, story, seat):
    """What somebody would send to get at Åse, in one; by page where a name means several things."""
    reason = "She is the one, from what I have heard."
    given = {"reason": reason, "because": reason, "words": reason, "citation": reason, "text": reason, "tie": "other"}
    given |= {
        "is_shortlisted": "no",
        "choice": "C01",
        "waives": "yes",
        "revision": "1",
        "seen": "0",
        "decision": "shown",
    }
    given |= {f"score_{area.code}": "1" for area in edition.content.round_two.areas}
    given |= {f"trait_{trait.code}": "1" for trait in edition.content.traits}
    given |= {f"rating_{trait.code}": "1" for trait in edition.content.traits}
    given |= {"client_id": "6f1c1f5e-0000-4000-8000-000000000001", "trait": edition.content.traits[0].code}
    given |= {
        "kind": "seen",
        "tone": "against",
        "verdict": str(Verdict.objects.get().pk),
        f"standing_{story.key_for(seat)}": "none",
        "rest": "on",
    }
    mark = mark_of_decision(decision_on(story.candidate))
    return given, {"jury:propose": {"choice": "no"}, "jury:decide": {"seen": mark}}


def stored():
    """Every row of the floors that know of candidates, and the people of the award."""
    return {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for floor in ("nominations", "surveys", "jury")
        for model in apps.get_app_config(floor).get_models()
    }


def sent(browser, edition, story, seat):
    """page, and how an attempt to act on Åse there was answered."""
    given, by_page = typed(edition, story, seat)
    for name, path in addresses(edition, story, seat):
        if name not in PUBLIC and "?" not in path:
            yield name, browser.post(path, given | by_page.get(name, {})).status_code


def those_that_store(browser, edition, story, seat):
    """The pages of the jury on which the attempt changes something; each is undone before the next."""
    before, acted = stored(), set()
    given, by_page = typed(edition, story, seat)
    for name, path in addresses(edition, story, seat):
        if name.startswith("jury:") and name not in PUBLIC and "?" not in path:
            with transaction.atomic():
                browser.post(path, given | by_page.get(name, {}))
                acted |= set() if stored() == before else {name}
                transaction.set_rollback(True)
    return acted


ABOUT_ONE = {name for name, names, roles in routes() if roles and names & {"code", "pk"}}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("who", ["second_juror", "chair", "observer"])
def test_somebody_recused_can_do_nothing_on_any_route(request, who, phase, edition, story, recuse, at, sign_in):
    seat = request.getfixturevalue(who)
    recuse(seat, story.candidate)
    at(edition, phase)

    before = stored()

    answers = list(sent(sign_in(seat), edition, story, seat))

    assert stored() == before
    assert {name for name, status in answers if name in ABOUT_ONE and status not in (403, 404, 405)} <= {"jury:recuse"}


def test_the_same_attempts_of_the_jury_without_a_tie_are_stored(edition, story, chair, juror, observer, at, sign_in):
    acted = set()
    for phase in PHASES:
        at(edition, phase)
        for seat in (juror, chair, observer):
            acted |= those_that_store(sign_in(seat), edition, story, seat)

    assert acted == {
        "jury:confirm",
        "jury:decide",
        "jury:drop",
        "jury:propose",
        "jury:recuse",
        "jury:score_sheet",
        "jury:settle",
        "jury:settle_chair",
        "jury:visit",
        "jury:withdraw_verdict",
    }


def test_every_route_is_walked(edition, story, juror):
    walked_on = {name for name, _path in addresses(edition, story, juror)}

    assert walked_on == {name for name, _names, _roles in routes()}
    assert {"jury:dossier", "award:trail", "surveys:moderate", "nominations:nomination", "set_language"} <= walked_on


# ---- the seat of an organiser ---------------------------------------------------------------------------------------

OPERATIONS = {  # who organises must be able to: that somebody takes part, and who says no to what, hides no opinion
    "nominations:candidate",
    "nominations:candidates",
    "jury:publish",
    "jury:declarations",
    "award:trail",
    "award:organise",
    "award:people",
    "surveys:overview",
    "surveys:roster",
    "surveys:contact",
    "surveys:again",
    "surveys:invite",
    "award:move",
    "surveys:sheets",
}
WHO = {*NAMES, "C01", "ase@nordlys.example"}


@pytest.mark.parametrize("phase", PHASES)
def test_an_organiser_of_the_jury_who_is_recused_reads_who_takes_part_and_nothing_else(
    phase, edition, story, organiser_of_the_jury, recuse, at, sign_in
):
    recuse(organiser_of_the_jury, story.candidate)
    at(edition, phase)

    found = finds(walked(sign_in(organiser_of_the_jury), edition, story, organiser_of_the_jury))

    assert {(name, canary) for name, canary in found if canary not in WHO} == set()
    assert {name for name, _canary in found} <= OPERATIONS


def test_an_organiser_without_a_tie_reads_what_the_recused_one_does_not(edition, story, organiser, at, sign_in):
    seen = set()
    for phase in PHASES:
        at(edition, phase)
        seen |= {canary for _name, canary in finds(walked(sign_in(organiser), edition, story, organiser))}

    assert seen >= {*FOUND_BY_ORGANISERS, "77.4", "79.6", "She asks us first.", "Shortlisted for her night line."}


def test_what_is_measured_and_written_of_the_hidden_changes_no_byte_for_the_organiser_either(
    edition, story, organiser_of_the_jury, other_figures, recuse, at, sign_in
):
    seat = organiser_of_the_jury
    recuse(seat, story.candidate)
    before = {phase: walked(sign_in(seat), at(edition, phase), story, seat) for phase in PHASES}

    other_figures(story)

    after = {phase: walked(sign_in(seat), at(edition, phase), story, seat) for phase in PHASES}
    assert changed(before, after) == {"jury:count", "jury:import_results"}  # the fingerprint of the release
    assert changed(unsealed(before), unsealed(after)) == set()


def unsealed(pages):
    """Without the release's fingerprint, of which nothing can be read: who runs the award compares it."""
    return {
        phase: {place: re.sub(r"<code>[0-9a-f]{64}</code>", "", page) for place, page in found.items()}
        for phase, found in pages.items()
    }
