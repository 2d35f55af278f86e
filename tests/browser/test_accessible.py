"""Pages pass axe in a real browser: on a phone in the dark, on a desk in the light, and the other way round."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from award.accounts.states import Role
from award.content.writing import file_of
from award.editions.models import Edition
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.rehearsal.actions import rehearse
from jury.rehearsal.walk import Size
from nominations.candidates.models import Leader
from nominations.candidates.tokens import consent_token
from nominations.intake.actions import add_message
from nominations.intake.models import Nomination
from nominations.retention.tokens import told_token
from surveys.workplaces.actions import ask_contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
PUBLIC = ["/", "/accounts/login/", "/{slug}/", "/{slug}/nominate/", "/{slug}/receipt/", "/{slug}/who-sees-what/"]
PUBLIC += ["/s/no-mail/nobody"]
ORGANISER = ["organise/", "organise/nominations/", "organise/candidates/", "organise/people/", "organise/surveys/key/"]
ORGANISER += ["organise/bring/", "organise/bring/?what=candidates", "organise/nominations/guard/"]
QUESTIONNAIRE = ["new/statement/", "statement/JC1/", "area/engagement/remove/", "question/comment/", "trait/clear/"]
QUESTIONNAIRE += ["scale/", "round-two/", "bring/", "versions/"]
SCREENING = {
    Role.JUROR: ["jury/candidates/", "jury/candidates/?sort=agreement&near=1", "jury/shortlist/", "jury/numbers/"],
    Role.CHAIR: ["jury/shortlist/", "jury/shortlist/decline/", "jury/conflicts/"],
    Role.ORGANISER: ["organise/shortlist/", "organise/conflicts/", "organise/numbers/", "jury/candidates/"],
}


def findings(page):
    return [(v["id"], [n["target"] for n in v["nodes"]]) for v in Axe().run(page, options=RULES).response["violations"]]


@pytest.fixture(params=[("light", 390), ("dark", 390), ("light", 1280), ("dark", 1280)], ids=str)
def visitor(chromium, live_server, request):
    scheme, width = request.param
    context = chromium.new_context(
        color_scheme=scheme, base_url=live_server.url, viewport={"width": width, "height": 844}
    )
    yield context.new_page()
    context.close()


def enter(visitor, browser, live_server):
    """Sign in where a story has signed in already."""
    session = browser.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def walked_into(phase):
    return rehearse(slug="walked", name="Samtaleprisen 2027", size=Size(6, 12, 4, 2), seed=7, until=phase).edition


def test_public_pages_have_no_barrier(edition, chair, at, visitor):
    at(edition, Phase.NOMINATIONS)

    for path in PUBLIC:
        visitor.goto(path.format(slug=edition.slug))
        assert (path, findings(visitor)) == (path, [])


def test_what_a_nominator_lives_through_has_no_barrier(edition, at, visitor):
    at(edition, Phase.NOMINATIONS)
    story = {"Name of the leader": "Åse Østberg", "Employer or contact centre": "Kundesenter Nordlys"}
    story["Tell us what this leader does"] = "Calls back. Hilsen Kari Moe, 900 00 000"
    seen = {}

    visitor.goto(f"/{edition.slug}/nominate/")
    visitor.get_by_role("button", name="Send the nomination").click()
    seen["errors"] = findings(visitor)
    for label, text in story.items():
        visitor.get_by_label(label).fill(text)
    visitor.get_by_label("Customer", exact=True).check()
    visitor.get_by_text("Not sure what to write?").click()
    seen["warned"] = findings(visitor)
    visitor.get_by_role("button", name="Send the nomination").click()
    seen["slip"] = findings(visitor)
    visitor.get_by_role("button", name="Change the text").click()
    seen["correcting"] = findings(visitor)
    visitor.get_by_role("button", name="Store the new text").click()
    row = Nomination.objects.get()
    add_message(nomination=row, text="Which year was it?", is_question=True, visible_on=None)
    visitor.get_by_role("button", name="Correct or add to it").click()
    visitor.get_by_role("button", name="Leave it as it is").click()
    seen["asked"] = findings(visitor)
    visitor.get_by_role("button", name="Send the answer").click()
    seen["nothing answered"] = findings(visitor)
    visitor.get_by_role("button", name="Take it back").click()
    seen["taking back"] = findings(visitor)
    visitor.get_by_role("button", name="Take it back").click()
    seen["taken back"] = findings(visitor)
    Edition.objects.update(is_guarded=True)
    visitor.goto(f"/{edition.slug}/nominate/")
    visitor.get_by_label("Name of the leader").focus()
    expect(visitor.get_by_text("Verified")).to_be_visible(timeout=30_000)
    seen["sum"] = findings(visitor)

    assert {where: found for where, found in seen.items() if found} == {}


def test_organisers_pages_have_no_barrier(edition, organiser, at, sign_in, visitor, live_server):
    at(edition, Phase.NOMINATIONS)
    enter(visitor, sign_in(organiser), live_server)

    for path in ORGANISER:
        visitor.goto(f"/{edition.slug}/{path}")
        assert (path, findings(visitor)) == (path, [])


def test_the_desk_for_nominations_has_no_barrier(visitor, sign_in, live_server):
    """With alike ones, ticks, questions that a page asks, a thread, two candidates to merge and what they leave."""
    edition = rehearse(
        slug="walked", name="Samtaleprisen 2027", size=Size(6, 12, 4, 2), seed=7, until=Phase.NOMINATIONS
    )
    edition, desk = edition.edition, "/walked/organise"
    Nomination.objects.filter(edition=edition).update(visible_on=None)
    row = Nomination.objects.filter(edition=edition, state="waiting").first()
    add_message(nomination=row, text="Which year was it?", is_question=True, visible_on=None)
    enter(visitor, sign_in(edition.seats.filter(role=Role.ORGANISER).first()), live_server)
    paths = [
        "nominations/",
        "nominations/?pick=all",
        "nominations/?alike=1",
        "nominations/?q=nobody",
        f"nominations/{row.pk}/",
    ]
    paths += [f"candidates/new/?n={row.pk}", "candidates/", "candidates/C01/", "candidates/C01/merge/", "people/"]
    paths += ["nominations/told/", f"nominations/told/{row.pk}/", "deletions/", "candidates/?consent=invited", "trail/"]
    seen = {}

    for path in paths:
        visitor.goto(f"{desk}/{path}")
        seen[path] = findings(visitor)
    leader = Leader.objects.filter(candidate__edition=edition).first()
    for link in (f"consent/{consent_token(leader)}/", f"consent/told/{told_token(edition, row)}/"):
        visitor.goto(f"/walked/{link}")
        seen[link] = findings(visitor)
    for act in ("hold", "reject", "add"):
        visitor.goto(f"{desk}/nominations/?pick=all&state=waiting")
        visitor.get_by_label("What to do with those you ticked").select_option(act)
        visitor.get_by_role("button", name="Go on").click()
        seen[act] = findings(visitor)

    assert {where: found for where, found in seen.items() if found} == {}


def test_the_jurys_pages_have_no_barrier(visitor, sign_in, live_server):
    edition = walked_into(Phase.SCREENING)

    for role, paths in SCREENING.items():
        seat = edition.seats.filter(role=role).first()
        enter(visitor, sign_in(seat), live_server)
        for path in paths:
            visitor.goto(f"/{edition.slug}/{path}")
            assert (path, findings(visitor)) == (path, [])
            assert visitor.url.endswith(path)


def test_every_kind_of_dossier_has_no_barrier(visitor, sign_in, live_server):
    edition = walked_into(Phase.SCREENING)
    juror = edition.seats.filter(role=Role.JUROR).first()
    enter(visitor, sign_in(juror), live_server)
    codes = Declaration.objects.filter(person=juror.user, standing="none").values_list("candidate__code", flat=True)

    for code in codes:
        visitor.goto(f"/{edition.slug}/jury/candidates/{code}/")
        assert (code, findings(visitor)) == (code, [])


def test_the_page_of_ties_has_no_barrier_before_anything_is_said(visitor, sign_in, live_server):
    edition = walked_into(Phase.SCREENING)
    Declaration.objects.all().delete()
    enter(visitor, sign_in(edition.seats.filter(role=Role.JUROR).first()), live_server)

    visitor.goto(f"/{edition.slug}/jury/candidates/")

    assert visitor.url.endswith("/jury/conflicts/")
    assert findings(visitor) == []


def test_the_years_summary_has_no_barrier(visitor):
    edition = walked_into(Phase.ANNOUNCED)

    visitor.goto(f"/{edition.slug}/this-year/")

    assert findings(visitor) == []


def test_a_leaders_feedback_has_no_barrier(visitor, sign_in, live_server):
    edition = walked_into(Phase.ANNOUNCED)

    for seat in edition.seats.filter(role=Role.LEADER):
        enter(visitor, sign_in(seat), live_server)
        visitor.goto(f"/{edition.slug}/leader/feedback/")
        assert (seat.pk, findings(visitor)) == (seat.pk, [])
        assert visitor.url.endswith("/leader/feedback/")


def test_the_pages_of_rosters_and_of_the_second_contact_have_no_barrier(
    edition, leader, organiser, at, sign_in, visitor, live_server
):
    at(edition, Phase.SURVEYS)
    ask_contact(candidate=leader.candidate, name="Solveig", email="hr@nordlys.example", language="en", by=organiser)
    own = mail.outbox[-1].body.partition("http://127.0.0.1:8000")[2].split()[0]
    enter(visitor, sign_in(organiser), live_server)
    desk = f"/{edition.slug}/organise/surveys/{leader.candidate.code}/"

    for path in (f"{desk}contact/", own):
        visitor.goto(path)
        assert (path, findings(visitor)) == (path, [])
    for path in (f"{desk}roster/", own):
        visitor.goto(path)
        people = [*(f"adviser{n}@nordlys.example" for n in range(8)), "post@nordlys.example"]
        visitor.locator("textarea").fill("\n".join(people))
        visitor.get_by_role("button", name="Look at it first").click()
        visitor.get_by_role("button", name="Store the roster").click()
        assert "tick the box" in visitor.locator("#errors").inner_text()
        assert (path, findings(visitor)) == (path, [])


def test_the_pages_on_which_the_questionnaire_is_changed_have_no_barrier(
    edition, organiser, sign_in, visitor, live_server
):
    desk = f"/{edition.slug}/organise/questionnaire/"
    enter(visitor, sign_in(organiser), live_server)
    for path in QUESTIONNAIRE:
        visitor.goto(desk + path)
        assert (path, findings(visitor)) == (path, [])
        assert visitor.evaluate("document.documentElement.scrollWidth <= innerWidth")

    visitor.goto(desk)
    visitor.get_by_role("button", name="Move JC1 down").click()
    visitor.goto(f"{desk}statement/JC1/")
    visitor.locator("#id_leader_en").fill("Other words.")
    visitor.locator("[name=seen]").evaluate("field => field.value = '0'.repeat(64)")
    visitor.get_by_role("button", name="Store").click()
    assert "The texts were changed" in visitor.locator("#errors").inner_text()
    assert findings(visitor) == []

    for path in ("versions/", "versions/2/", "versions/1/back/"):
        visitor.goto(desk + path)
        assert (path, findings(visitor)) == (path, [])
    visitor.goto(f"{desk}bring/")
    visitor.locator("textarea").fill(file_of(edition.content_json, "survey").decode())
    visitor.get_by_role("button", name="Look at it first").click()
    assert findings(visitor) == []
    visitor.goto(desk)
    assert findings(visitor) == []
