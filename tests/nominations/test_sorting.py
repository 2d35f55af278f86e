"""The organisers make candidates out of nominations."""

import pytest

from award.audit.models import Entry
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import create_candidate
from nominations.candidates.models import Candidate
from nominations.intake.models import Nomination
from nominations.intake.selectors import nominated_by, nominations_of
from nominations.sorting.actions import add_to_candidate, make_candidate, reject


def made_of(rows, edition, by, **differing):
    given = {
        "name": "Åse Østberg",
        "employer": "Kundesenter Nordlys",
        "title": "",
        "kind": "person",
        "leaders": [],
        "language": "en",
    }
    return make_candidate(edition=edition, nominations=rows, by=by, **{**given, **differing})


def last_line():
    line = Entry.objects.first()
    return line.verb, line.seat, line.facts


def test_nominations_of_one_leader_become_one_candidate(open_edition, nominate, organiser):
    rows = [nominate().row, nominate(name="Aase Oestberg").row]

    candidate = made_of(rows, open_edition, organiser)

    assert (candidate.code, candidate.name, candidate.consent) == ("C01", "Åse Østberg", "new")
    assert {row.state for row in nominations_of(candidate)} == {"assigned"}
    assert nominations_of(candidate).count() == 2
    assert [(leader.name, leader.email) for leader in candidate.leaders.all()] == [("Åse Østberg", "")]
    assert last_line() == ("sorted nominations", organiser.pk, {"candidate": "C01", "nominations": 2})


def test_nobody_becomes_a_candidate_whom_nobody_nominated(open_edition, organiser):
    with pytest.raises(Refused, match="A candidate is somebody who was nominated"):
        made_of([], open_edition, organiser)

    assert Candidate.objects.count() == 0
    assert Entry.objects.filter(verb="made a candidate").count() == 0


def test_a_nomination_belongs_to_one_candidate_only(open_edition, nominate, organiser):
    row = nominate().row
    made_of([row], open_edition, organiser)
    lines = Entry.objects.count()

    with pytest.raises(Refused, match=r"this does not fit: Åse Østberg \(belongs to a candidate\)"):
        made_of([row], open_edition, organiser, name="Somebody Else")

    assert Candidate.objects.count() == 1
    assert Entry.objects.count() == lines


def test_a_further_nomination_joins_a_candidate(candidate, nominate, organiser):
    row = nominate(source="customer").row

    add_to_candidate(nominations=[row], candidate=candidate, by=organiser)

    assert nominations_of(candidate).count() == 2
    assert last_line() == ("sorted nominations", organiser.pk, {"candidate": "C01", "nominations": 1})


def test_a_nomination_stays_in_its_edition(candidate, nominate, organiser):
    row = nominate().row
    other = Edition.objects.create(slug="other", name="Other", content_json={}, phase="setup")
    Nomination.objects.filter(pk=row.pk).update(edition=other)

    with pytest.raises(Refused, match="stays in its edition"):
        add_to_candidate(nominations=[row], candidate=candidate, by=organiser)

    assert nominations_of(candidate).count() == 1


def test_a_nomination_is_not_taken_up_with_a_reason(nominate, organiser):
    row = nominate().row

    reject(nominations=[row], reason="She  left last year.", by=organiser)

    row.refresh_from_db()
    assert (row.state, row.reply) == ("rejected", "She left last year.")
    assert last_line() == ("did not take up nominations", organiser.pk, {"nominations": 1})


@pytest.mark.parametrize(("reason", "words"), [("  ", "Say why"), ("x" * 301, "at most 300 characters")])
def test_a_nomination_is_not_put_aside_without_a_fitting_reason(nominate, organiser, reason, words):
    row = nominate().row

    with pytest.raises(Refused, match=words):
        reject(nominations=[row], reason=reason, by=organiser)

    row.refresh_from_db()
    assert row.state == "waiting"
    assert not Entry.objects.filter(verb="did not take up nominations").exists()


def test_what_was_not_taken_up_can_be_taken_up_after_all(candidate, nominate, organiser):
    row = nominate().row
    reject(nominations=[row], reason="A mistake", by=organiser)

    add_to_candidate(nominations=[row], candidate=candidate, by=organiser)

    row.refresh_from_db()
    assert (row.state, row.reply, row.candidate) == ("assigned", "", candidate)


def test_no_candidate_is_made_of_nominations_once_the_surveys_are_open(open_edition, nominate, organiser, at):
    row = nominate().row
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match="can no longer be done"):
        made_of([row], open_edition, organiser)

    assert Candidate.objects.count() == 0


def test_what_came_on_the_last_day_is_still_read_while_surveys_run(open_edition, candidate, nominate, organiser, at):
    late, later = nominate().row, nominate().row
    at(open_edition, Phase.SURVEYS)

    reject(nominations=[late], reason="Came too late", by=organiser)
    add_to_candidate(nominations=[later], candidate=candidate, by=organiser)

    at(open_edition, Phase.SCREENING)
    with pytest.raises(Refused, match="can no longer be done"):
        reject(nominations=[late], reason="Again", by=organiser)


def test_candidates_get_the_next_free_code(open_edition):
    codes = [create_candidate(edition=open_edition, name=name, code=code, by=None).code for name, code in
             [("A", ""), ("B", "C07"), ("C", "nordlys"), ("D", "")]]  # fmt: skip

    assert codes == ["C01", "C07", "nordlys", "C08"]


@pytest.mark.parametrize(
    ("differing", "words"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "x" * 161}, "at most 160 characters"),
        ({"name": "B", "code": "new"}, "“new” cannot be a code"),
        ({"name": "B", "code": "a/b"}, "“a/b” cannot be a code"),
        ({"name": "B", "code": "C01"}, "belongs to another candidate"),
        ({"name": "Åse Østberg", "employer": "Kundesenter Nordlys"}, "There is a candidate “Åse Østberg” already"),
        ({"name": "B", "leaders": [("A", ""), ("B", "")]}, "choose “A leader group”"),
        ({"name": "B", "leaders": [("", "b@x.example")]}, "Every leader needs a name"),
        ({"name": "B", "leaders": [("B", "not-an-address")]}, "“not-an-address” is not an e-mail address"),
        ({"name": "B", "leaders": [("B", "b@x.example\r\nBcc: x@evil.example")]}, "is not an e-mail address"),
        ({"name": "B", "leaders": [("Åse", "ASE@nordlys.example")]}, "already a leader of candidate C01, Åse Østberg"),
        ({"name": "B", "kind": "group", "leaders": [("A", "x@x.example"), ("B", "x@x.example")]}, "stands twice"),
        ({"name": "B", "kind": "group", "leaders": [(f"L{n}", "") for n in range(21)]}, "at most 20 leaders"),
    ],
)
def test_a_candidate_that_cannot_be_is_refused(candidate, open_edition, differing, words):
    lines = Entry.objects.count()

    with pytest.raises(Refused, match=words):
        create_candidate(edition=open_edition, by=None, **differing)

    assert Candidate.objects.count() == 1
    assert Entry.objects.count() == lines


def test_a_nominee_is_told_who_nominated_in_three_words_and_no_number(candidate, nominate, organiser):
    rows = [nominate(source=source).row for source in ("employee", "peer", "manager", "customer", "other", "self")]

    add_to_candidate(nominations=rows, candidate=candidate, by=organiser)

    assert [str(words) for words in nominated_by(candidate)] == [
        "someone at your workplace",
        "a customer",
        "someone else",
    ]
