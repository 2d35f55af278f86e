"""What the jury, the organiser and everybody else sees of the survey's results."""

import re

import pytest
from django.urls import reverse

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.states import Phase
from jury.shortlist.actions import propose
from jury.shortlist.models import ShortlistDecision
from nominations.candidates.models import Candidate

LIST, DOSSIER, DECIDE, COUNT, IMPORT = "screening", "dossier", "decide", "count", "import_results"


def at_page(edition, name, *args):
    return reverse(f"jury:{name}", args=[edition.slug, *args])


@pytest.fixture
def counted(screening, leader, candidates, release_of, juror, chair, no_ties):
    candidates("C02", "C03", "C04")
    no_ties(juror, chair)
    release_of(screening, {"C01": (7, 4.6, 4), "C02": (12, 2, 2), "C03": (25, 4, None), "C04": (3, 4, 4)})
    for code in ("C01", "C02"):
        found = Candidate.objects.get(edition=screening, code=code)
        for seat in (chair, juror):
            propose(candidate=found, choice="yes", reason="Listens, and the team says so.", by=seat)
    return screening


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_before_the_count_the_list_says_what_it_waits_for(screening, leader, juror, organiser, sign_in, no_ties):
    no_ties(juror)

    seen_by_juror = text_of(sign_in(juror).get(at_page(screening, LIST)))
    seen_by_organiser = sign_in(organiser).get(at_page(screening, LIST)).content.decode()

    assert "The ballots are not counted yet" in seen_by_juror
    assert at_page(screening, COUNT) in seen_by_organiser


@pytest.mark.parametrize("name", [LIST, DOSSIER])
def test_doors_of_the_results(counted, leader, juror, chair, organiser, stranger, sign_in, client, name):
    args = ["C01"] if name == DOSSIER else []
    page = at_page(counted, name, *args)

    assert {seat.role: sign_in(seat).get(page).status_code for seat in (juror, chair, organiser)} == {
        "juror": 200,
        "chair": 200,
        "organiser": 200,
    }
    assert sign_in(leader.seat).get(page).status_code == 403
    assert sign_in(stranger).get(page).status_code == 403
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.NOMINATIONS, Phase.SURVEYS])
def test_before_the_screening_nobody_sees_results(counted, juror, organiser, sign_in, phase):
    Edition.objects.filter(pk=counted.pk).update(phase=phase)

    for seat in (juror, organiser):
        for page in (at_page(counted, LIST), at_page(counted, DOSSIER, "C01")):
            assert sign_in(seat).get(page).status_code == 403


def test_unknown_candidates_and_those_of_other_editions_are_not_found(counted, juror, sign_in):
    assert sign_in(juror).get(at_page(counted, DOSSIER, "C99")).status_code == 404


def test_the_chair_has_a_form_and_the_others_have_none(counted, chair, juror, organiser, sign_in):
    page = at_page(counted, DOSSIER, "C01")

    assert at_page(counted, DECIDE, "C01") in sign_in(chair).get(page).content.decode()
    for seat in (juror, organiser):
        assert at_page(counted, DECIDE, "C01") not in sign_in(seat).get(page).content.decode()


def test_the_chair_decides_on_the_page(counted, chair, sign_in):
    answer = {"is_shortlisted": "yes", "reason": "Listens, and the team says so."}

    response = sign_in(chair).post(at_page(counted, DECIDE, "C01"), answer, follow=True)

    assert "C01 is shortlisted." in text_of(response)
    assert ShortlistDecision.objects.get().is_shortlisted


def test_a_refused_decision_comes_back_with_its_text(counted, chair, sign_in):
    response = sign_in(chair).post(at_page(counted, DECIDE, "C01"), {"is_shortlisted": "yes", "reason": "Short"})

    page = response.content.decode()
    assert "at least 10 characters" in page
    assert ">\nShort</textarea>" in page
    assert not ShortlistDecision.objects.exists()


def test_nobody_but_the_chair_can_post_a_decision(counted, juror, organiser, leader, stranger, sign_in):
    answer = {"is_shortlisted": "yes", "reason": "Listens, and the team says so."}

    for person in (juror, organiser, leader.seat, stranger):
        assert sign_in(person).post(at_page(counted, DECIDE, "C01"), answer).status_code == 403
    assert not ShortlistDecision.objects.exists()


def test_below_the_gate_the_form_says_that_the_reason_is_printed(counted, chair, sign_in):
    below = text_of(sign_in(chair).get(at_page(counted, DOSSIER, "C02")))
    above = text_of(sign_in(chair).get(at_page(counted, DOSSIER, "C01")))

    assert "your reason is printed in the report" in below
    assert "your reason is printed in the report" not in above


def test_after_the_screening_the_decision_can_be_read_and_no_longer_be_made(counted, chair, juror, sign_in, at):
    sign_in(chair).post(
        at_page(counted, DECIDE, "C01"), {"is_shortlisted": "yes", "reason": "Listens, and the team says so."}
    )
    at(counted, Phase.ROUND_TWO)

    page = sign_in(juror).get(at_page(counted, DOSSIER, "C01"))

    assert "Listens, and the team says so." in text_of(page)
    assert sign_in(chair).get(at_page(counted, DOSSIER, "C01")).context["form"] is None


@pytest.mark.parametrize("name", [COUNT, IMPORT])
def test_only_organisers_count_and_import(screening, organiser, juror, chair, leader, stranger, sign_in, name):
    page = at_page(screening, name)

    assert sign_in(organiser).get(page).status_code == 200
    for person in (juror, chair, leader.seat, stranger):
        assert sign_in(person).get(page).status_code == 403
        assert sign_in(person).post(page, {"code": "x"}).status_code == 403


def test_a_person_with_two_seats_reads_with_the_jury_s(counted, juror, sign_in):
    give_seat(edition=counted, email=juror.user.email, role=Role.ORGANISER, by=None)

    assert sign_in(juror).get(at_page(counted, LIST)).status_code == 200
