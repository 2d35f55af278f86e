"""Ballots as employees seal them."""

import random
from secrets import token_bytes

import pytest
from django.db import transaction

from award.editions.states import Phase
from surveys.ballots.keys import make_count_key, prove_count_key
from surveys.ballots.manifest import changing
from surveys.ballots.models import Ticket
from surveys.ballots.sealing import bound_to, seal
from surveys.ballots.selectors import count_key
from surveys.ballots.states import TicketState
from surveys.questionnaire import Questionnaire


@pytest.fixture
def open_survey(edition, at):
    """An edition in its surveys with a proven count key; returns the code that was printed."""
    at(edition, Phase.SURVEYS)
    code = make_count_key(edition=edition, by=None)
    prove_count_key(edition=edition, code=code, by=None)
    return code


@pytest.fixture
def ballots():
    """Tickets of a candidate: some of them used, with real sealed envelopes in them."""

    def give(candidate, answers, *, unused=0):
        edition = candidate.edition
        questionnaire, key = Questionnaire.of(edition), count_key(edition)
        rows = [Ticket(hash=token_bytes(32), candidate=candidate) for _each in range(unused)]
        for each in answers:
            whole = {item.code: each.get(item.code, "dk") for item in questionnaire.items}
            beside = {code: said for code, said in each.items() if code not in whole}
            info = bound_to(edition.pk, candidate.pk)
            envelope = seal(questionnaire.pack(whole, beside), bytes(key.public), info, questionnaire.envelope_size)
            sealed = {"state": TicketState.SEALED, "envelope": envelope, "withdraw_hash": token_bytes(32)}
            rows.append(Ticket(hash=token_bytes(32), candidate=candidate, **sealed))
        with transaction.atomic(), changing(edition):
            Ticket.objects.bulk_create(rows)

    return give


@pytest.fixture
def answers_of():
    """So many employees around a centre, every statement answered; or the leader, when it is one."""

    def make(edition, n, centre=4, seed=1):
        rng, survey = random.Random(seed), edition.content.survey
        low, high = survey.scale.low, survey.scale.high
        return [
            {item.code: min(high, max(low, round(rng.gauss(centre, 0.8)))) for item in survey.items}
            for _each in range(n)
        ]

    return make
