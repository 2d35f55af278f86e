"""The only write of an employee: one row, one statement, and what follows from it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from award.codes import new_code
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.ballots import actions, keys
from surveys.ballots.models import CountKey, Ticket
from surveys.ballots.sealing import bound_to, unseal
from surveys.ballots.states import TicketState
from surveys.ballots.tickets import hashed
from surveys.questionnaire import Questionnaire


def submit(ticket, answers, w=None, now=None):
    return actions.submit(ticket=ticket, w=w or new_code(), given=answers, now=now or timezone.now())


def everything():
    """All rows of all tables, by table and key."""
    return {
        (model._meta.label, str(row["pk"])): row
        for model in apps.get_models()
        for row in model._default_manager.annotate().values("pk", *[f.attname for f in model._meta.concrete_fields])
    }


def test_an_answer_is_sealed_and_opens_with_the_count_code(survey, ticket, whole, count_code, candidate):
    assert submit(ticket, whole | {"JC2": "dk"}) == "stored"

    row, questionnaire = Ticket.objects.get(), Questionnaire.of(survey)
    private, info = keys.open_count_key(survey, count_code), bound_to(survey.pk, candidate.pk)
    opened = questionnaire.unpack(unseal(bytes(row.envelope), private, info, questionnaire.envelope_size)).answers
    assert row.state == TicketState.SEALED
    assert opened == dict.fromkeys(whole, 4) | {"JC2": "dk"}


def test_after_a_submit_nothing_but_the_tickets_own_row_changed(link, whole):
    ticket, other = link(), link()
    before = everything()

    submit(ticket, whole)

    after = everything()
    assert after.keys() == before.keys()
    assert [row["hash"] for key, row in after.items() if row != before[key]] == [hashed(ticket)]
    assert Ticket.objects.get(hash=hashed(other)).state == TicketState.OPEN


def test_the_update_asks_for_one_row_without_a_join(link, whole):
    submit(link(), whole)
    ticket = link()

    with CaptureQueriesContext(connection) as asked:
        submit(ticket, whole)

    writes = [query["sql"] for query in asked if not query["sql"].lstrip().startswith("SELECT")]
    assert len(asked) == 2
    assert len(writes) == 1
    assert writes[0].startswith('UPDATE "surveys_ticket" SET')
    assert " WHERE (" in writes[0]
    assert "JOIN" not in writes[0]
    assert "SELECT" not in writes[0]


def test_a_second_answer_with_the_same_ticket_is_not_counted(ticket, whole):
    submit(ticket, whole)
    first = bytes(Ticket.objects.get().envelope)

    again = submit(ticket, whole | {"JC1": "1"})

    assert again == "inactive"
    assert bytes(Ticket.objects.get().envelope) == first


def test_the_same_form_sent_twice_is_told_the_same(ticket, whole):
    w = new_code()

    assert [submit(ticket, whole, w=w), submit(ticket, whole, w=w.lower())] == ["stored", "stored"]


def test_a_repeated_form_is_told_the_truth_after_closing_too(ticket, whole, closing):
    w = new_code()
    submit(ticket, whole, w=w)

    assert submit(ticket, whole, w=w, now=closing + timedelta(days=1)) == "stored"


def test_after_the_closing_time_nothing_is_taken(ticket, whole, closing):
    assert submit(ticket, whole, now=closing + timedelta(seconds=1)) == "closed"

    assert Ticket.objects.get().state == TicketState.OPEN


@pytest.mark.parametrize("phase", [Phase.SCREENING, Phase.ANNOUNCED])
def test_after_the_phase_nothing_is_taken(survey, ticket, whole, at, phase):
    at(survey, phase)

    assert submit(ticket, whole) == "closed"
    assert Ticket.objects.get().envelope is None


@pytest.mark.parametrize("state", [TicketState.EXPIRED, TicketState.COUNTED, TicketState.WITHDRAWN])
def test_a_ticket_that_is_not_open_takes_nothing(ticket, whole, state):
    Ticket.objects.update(state=state)

    assert submit(ticket, whole) == "inactive"
    assert Ticket.objects.get().envelope is None


def test_the_row_decides_when_the_count_was_faster(ticket, whole):
    """The count expires open tickets between an answer's first look and its write."""
    from surveys.ballots.selectors import ballot

    seen = ballot(hash=hashed(ticket))
    Ticket.objects.update(state=TicketState.EXPIRED)

    assert seen.is_open
    assert submit(ticket, whole) == "inactive"
    assert Ticket.objects.get().envelope is None


def test_answers_count_for_the_team_of_the_ticket_whatever_the_form_says(survey, link, whole, count_code, candidate):
    other = Candidate.objects.create(edition=survey, code="C02", name="Bjørn Lund", consent=Consent.ACCEPTED)

    submit(link(), whole | {"candidate": str(other.pk), "edition": "99", "state": "3", "is_staff": "1"})

    row, size = Ticket.objects.get(), Questionnaire.of(survey).envelope_size
    private = keys.open_count_key(survey, count_code)
    assert row.candidate_id == candidate.pk
    assert row.state == TicketState.SEALED
    assert unseal(bytes(row.envelope), private, bound_to(survey.pk, candidate.pk), size)


def test_an_unfinished_answer_leaves_the_ticket_unused(ticket, whole):
    with pytest.raises(actions.Unfinished, match="Some statements have no answer yet") as no:
        submit(ticket, whole | {"LR4": ""})

    assert set(no.value.checked.errors) == {"LR4"}
    assert Ticket.objects.get().state == TicketState.OPEN


def test_without_a_key_nothing_is_taken_rather_than_stored_in_clear(ticket, whole):
    CountKey.objects.all().delete()

    with pytest.raises(Refused, match="cannot take answers now"):
        submit(ticket, whole)

    assert Ticket.objects.get().envelope is None


@pytest.mark.parametrize("ticket", ["", "x", "\x00" * 26, "A" * 10_000, "1" * 26])
def test_a_ticket_nobody_gave_out_is_neutral(count_code, whole, ticket):
    assert submit(ticket, whole) == "inactive"


def test_envelopes_of_all_answers_are_equally_long(survey, link, whole):
    for answer in ("1", "5", "dk"):
        submit(link(), dict.fromkeys(whole, answer))
    submit(link(), whole | {"comment": "😀" * 2000, "improve": "x" * 2000, "best_traits": ["clear"]})

    assert {len(row.envelope) for row in Ticket.objects.all()} == {Questionnaire.of(survey).envelope_size + 48}
