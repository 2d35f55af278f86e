"""A leader who was made a candidate twice becomes one, and two again."""

import pytest

from award.audit.models import Entry
from award.editions.registers import veils
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.actions import answer_consent, ask_consent, create_candidate, set_leaders
from nominations.candidates.selectors import answers, candidate_by_code, candidates
from nominations.candidates.tokens import consent_token, leader_of_token
from nominations.intake.models import Nomination
from nominations.intake.selectors import candidates_with_counts, nominated_by, nominations_of
from nominations.sorting.actions import add_to_candidate
from nominations.sorting.merging import merge, part


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    client = sign_in(organiser)
    client.at = f"/{open_edition.slug}/organise/candidates/"
    return client


def text(response):
    return " ".join(response.content.decode().split())


def told(candidate, edition):
    """What the award knows of both, where it matters."""
    counted = {each.code: each.nominations_number for each in candidates_with_counts(edition)}
    return counted, answers(edition), [str(words) for words in nominated_by(candidate)]


def test_a_merged_candidate_leaves_every_list_and_lends_its_nominations(twin, candidate, open_edition, organiser):
    merge(candidate=twin, into=candidate, by=organiser)

    assert [each.code for each in candidates(open_edition)] == ["C01"]
    assert candidate_by_code(open_edition, "C02") is None
    assert {row.name for row in nominations_of(candidate)} == {"Åse Østberg", "Aase Oestberg"}
    assert told(candidate, open_edition) == (
        {"C01": 2}, {"accepted": 0, "declined": 0, "unanswered": 1}, ["someone at your workplace", "a customer"],
    )  # fmt: skip
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == (
        "merged candidates", organiser.pk, {"candidate": "C01", "merged": "C02"},
    )  # fmt: skip


def test_parted_again_both_are_as_they_were(twin, candidate, open_edition, organiser, snapshot):
    def rows():
        return {name: found for name, found in snapshot().items() if name.startswith("nominations.")}

    before = rows()
    merge(candidate=twin, into=candidate, by=organiser)
    assert rows() != before

    part(candidate=twin, by=organiser)

    assert rows() == before
    assert Entry.objects.first().facts == {"candidate": "C01", "parted": "C02"}


def test_nobody_else_gets_the_code_or_the_name_of_a_merged_candidate(twin, candidate, open_edition, organiser):
    merge(candidate=twin, into=candidate, by=organiser)

    assert create_candidate(edition=open_edition, name="Bjørn Lund", by=None).code == "C03"
    with pytest.raises(Refused, match="The code “C02” belongs to another candidate"):
        create_candidate(edition=open_edition, name="Tiril Moen", code="C02", by=None)
    with pytest.raises(Refused, match="There is a candidate “Aase Oestberg” already"):
        create_candidate(edition=open_edition, name="Aase Oestberg", employer="Nordlys", by=None)


def test_the_mailed_link_of_a_merged_candidate_is_unknown_until_they_are_parted(twin, candidate, organiser, client):
    ask_consent(candidate=twin, by=organiser)
    leader = twin.leaders.get()
    token = consent_token(leader)
    merge(candidate=twin, into=candidate, by=organiser)

    assert leader_of_token(token) is None
    page = text(client.post(f"/{twin.edition.slug}/consent/{token}/?lang=en", {"answer": "accept"}))
    assert "This link does not work" in page
    with pytest.raises(Refused, match="has been merged into another candidate"):
        answer_consent(leader=leader, accepts=True)

    part(candidate=twin, by=organiser)
    assert leader_of_token(token) == leader


def test_pages_that_were_open_meanwhile_change_nothing(twin, candidate, nominate, organiser):
    merge(candidate=twin, into=candidate, by=organiser)
    acts = [
        lambda: set_leaders(candidate=twin, leaders=[("Åse", "")], by=organiser),
        lambda: ask_consent(candidate=twin, by=organiser),
        lambda: add_to_candidate(nominations=[nominate().row], candidate=twin, by=organiser),
        lambda: merge(candidate=twin, into=candidate, by=organiser),
        lambda: merge(candidate=candidate, into=twin, by=organiser),
    ]

    for act in acts:
        with pytest.raises(Refused, match="merged into"):
            act()


def test_one_who_has_agreed_is_not_merged_away(twin, candidate, organiser):
    ask_consent(candidate=twin, by=organiser)
    answer_consent(leader=twin.leaders.get(), accepts=True)

    with pytest.raises(Refused, match="has agreed to take part and has a desk"):
        merge(candidate=twin, into=candidate, by=organiser)

    merge(candidate=candidate, into=twin, by=organiser)
    assert [each.code for each in candidates(twin.edition)] == ["C02"]


def test_a_candidate_that_holds_others_is_not_merged_itself(twin, candidate, group, organiser):
    merge(candidate=twin, into=candidate, by=organiser)

    with pytest.raises(Refused, match="Other candidates have been merged into Åse Østberg"):
        merge(candidate=candidate, into=group, by=organiser)


def test_nobody_is_merged_into_themselves_or_after_the_surveys_have_opened(
    twin, candidate, open_edition, organiser, at
):
    with pytest.raises(Refused, match="Choose another candidate"):
        merge(candidate=twin, into=twin, by=organiser)
    with pytest.raises(Refused, match="is a candidate of its own already"):
        part(candidate=twin, by=organiser)
    at(open_edition, Phase.SURVEYS)

    with pytest.raises(Refused, match="can no longer be done"):
        merge(candidate=twin, into=candidate, by=organiser)


def test_parting_is_refused_while_a_leader_would_lead_twice(twin, candidate, organiser):
    merge(candidate=twin, into=candidate, by=organiser)
    set_leaders(candidate=candidate, leaders=[("Åse Østberg", "aase@nordlys.example")], by=organiser)

    with pytest.raises(Refused, match="is already a leader of candidate C01"):
        part(candidate=twin, by=organiser)


def test_somebody_tied_to_the_leader_reads_nothing_of_the_merged_one(
    twin, candidate, organiser, desk, open_edition, monkeypatch
):
    merge(candidate=twin, into=candidate, by=organiser)
    Nomination.objects.filter(candidate=twin).update(reason="Only C02 tells this", visible_on=None)
    lent = Nomination.objects.get(candidate=twin)
    at = f"/{open_edition.slug}/organise/nominations/"
    assert "Aase Oestberg" in text(desk.get(at))
    assert "Only C02 tells this" in text(desk.get(f"{desk.at}C01/"))

    monkeypatch.setattr("award.editions.registers.veils", [*veils, lambda edition, seat: {"C01"}])

    assert "Aase Oestberg" not in text(desk.get(at))
    assert desk.get(f"{at}{lent.pk}/").status_code == 404
    assert "Only C02 tells this" not in text(desk.get(f"{desk.at}C01/"))


def test_the_pages_say_what_will_happen_and_do_it_on_the_second_press(twin, candidate, desk, organiser):
    ask_consent(candidate=twin, by=organiser)
    assert "Merge into another candidate …" in text(desk.get(f"{desk.at}C02/"))
    assert "The first in the list may be the same leader." in text(desk.get(f"{desk.at}C02/merge/"))

    asked = text(desk.post(f"{desk.at}C02/merge/", {"candidate": "C01"}))
    assert "Merge C02 into C01?" in asked
    assert "Aase Oestberg was asked by mail: the link in that mail stops working." in asked
    assert candidates(twin.edition).count() == 2

    done = text(desk.post(f"{desk.at}C02/merge/", {"candidate": "C01", "sure": "1"}, follow=True))
    assert "C02 Aase Oestberg is now part of this candidate." in done
    assert "C02 Aase Oestberg, Nordlys was merged into this candidate" in done
    assert desk.get(f"{desk.at}C02/").status_code == 404

    assert "Part C02 from C01?" in text(desk.get(f"{desk.at}C02/part/"))
    assert "C02 Aase Oestberg stands alone again." in text(desk.post(f"{desk.at}C02/part/", follow=True))


@pytest.mark.parametrize("code", ["C02", "C99", "new", ""])
def test_a_choice_that_is_none_is_refused(twin, desk, code):
    page = text(desk.post(f"{desk.at}C02/merge/", {"candidate": code, "sure": "1"}))

    assert "One thing needs another look" in page
    assert candidates(twin.edition).count() == 2
    assert desk.get(f"{desk.at}C01/part/").status_code == 404
