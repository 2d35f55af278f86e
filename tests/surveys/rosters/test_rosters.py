import pytest
from django.utils import timezone

from award.audit.actions import record
from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.rosters.actions import set_roster
from surveys.rosters.models import Invitee
from surveys.rosters.reading import normalised
from surveys.rosters.selectors import roster, roster_text, teams
from surveys.signposts import purge_rosters, rosters_due_on


def addresses(candidate):
    return [invitee.email for invitee in roster(candidate)]


def test_a_pasted_roster_is_stored_with_its_languages(survey, candidate, organiser, team_text):
    text = (
        "\ufeffE-mail;Language\n" + team_text.replace("ola@nordlys.example", " Ola.Moe@Nordlys.example ; da ") + "\n\n"
    )

    size = set_roster(candidate=candidate, text=text, by=organiser)

    assert size == 8
    assert "Ola.Moe@Nordlys.example; da" in roster_text(candidate)
    assert "kari@nordlys.example; en" in roster_text(candidate)


def test_the_trail_says_how_many_and_not_who(survey, candidate, organiser, team_text):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    set_roster(candidate=candidate, text=team_text.replace("kari", "liss"), by=organiser)

    lines = Entry.objects.filter(verb="set a roster").values_list("seat", "facts")
    assert list(lines) == [
        (organiser.pk, {"candidate": "C01", "size": 8, "replaced": 8}),
        (organiser.pk, {"candidate": "C01", "size": 8, "replaced": 0}),
    ]
    assert "liss@nordlys.example" in addresses(candidate)
    assert "kari@nordlys.example" not in addresses(candidate)


def test_every_rubbish_line_is_named_and_nothing_is_stored(survey, candidate, organiser, team_text):
    rubbish = ["=cmd()|x", "kari", "a@b.example; xx", "a@b.example; nb; da", "x" * 400, "e\x00l@b.example"]
    lines = Entry.objects.count()

    with pytest.raises(Refused) as no:
        set_roster(candidate=candidate, text=team_text + "\n" + "\n".join(rubbish), by=organiser)

    assert str(no.value).splitlines() == [
        "Line 9: “=cmd()|x” is not an e-mail address.",
        "Line 10: “kari” is not an e-mail address.",
        "Line 11: “xx” is no language of the survey; write en, nb, da.",
        "Line 12: there are several languages. Leave one.",
        "Line 13: longer than any address can be.",
        "Line 14: “e\x00l@b.example” is not an e-mail address.",
    ]
    assert addresses(candidate) == []
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("twin", ["KARI@Nordlys.example", "kari+award@nordlys.example", " kari@NORDLYS.example;nb"])
def test_the_same_mailbox_twice_is_named_with_both_lines(survey, candidate, organiser, team_text, twin):
    with pytest.raises(Refused, match=r"^Line 9: “.*” is the same mailbox as line 1\.$"):
        set_roster(candidate=candidate, text=f"{team_text}\n{twin}", by=organiser)

    assert addresses(candidate) == []


@pytest.mark.parametrize("barred", ["ase@nordlys.example", "ASE+x@nordlys.example", "Spor@samtaleprisen.example"])
def test_leaders_and_the_contact_stand_on_no_roster(survey, candidate, organiser, team_text, barred):
    with pytest.raises(
        Refused, match=r"^Line 9: “.*” belongs to a leader of this candidate, its second contact or the award’s"
    ):
        set_roster(candidate=candidate, text=f"{team_text}\n{barred}", by=organiser)

    assert addresses(candidate) == []


def test_a_team_of_four_cannot_be_asked(survey, candidate, organiser, team_text):
    with pytest.raises(Refused, match="4 people: the survey cannot be opened for that leader"):
        set_roster(candidate=candidate, text="\n".join(team_text.splitlines()[:4]), by=organiser)

    assert addresses(candidate) == []


def test_a_team_of_five_is_stored_and_marked_as_small(survey, candidate, organiser, team_text):
    set_roster(candidate=candidate, text="\n".join(team_text.splitlines()[:5]), by=organiser)

    (team,) = teams(survey)
    assert (team.size, team.is_too_small, team.is_small) == (5, False, True)


def test_a_roster_of_a_higher_threshold_needs_as_many(survey, candidate, organiser, team_text):
    type(survey).objects.update(threshold=9)

    with pytest.raises(Refused, match="A team needs at least 9"):
        set_roster(candidate=candidate, text=team_text, by=organiser)


def test_200_000_lines_are_refused_at_once(survey, candidate, organiser):
    with pytest.raises(Refused, match="at most 5000 lines"):
        set_roster(candidate=candidate, text="a@b.example\n" * 200_000, by=organiser)


def test_many_faults_are_counted_rather_than_listed(survey, candidate, organiser):
    with pytest.raises(Refused) as no:
        set_roster(candidate=candidate, text="rubbish\n" * 60, by=organiser)

    assert str(no.value).splitlines()[-1] == "… and 10 more."


def test_after_the_links_left_the_roster_stands(survey, candidate, organiser, team_text, ticket):
    with pytest.raises(Refused, match="The invitations about Åse Østberg have left"):
        set_roster(candidate=candidate, text=team_text, by=organiser)

    assert not Invitee.objects.exists()


def test_nobody_is_listed_about_a_leader_who_has_not_agreed(survey, organiser, team_text):
    quiet = Candidate.objects.create(edition=survey, code="C02", name="Bjørn Lund", consent=Consent.NEW)

    with pytest.raises(Refused, match="Bjørn Lund has not agreed to take part"):
        set_roster(candidate=quiet, text=team_text, by=organiser)


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.SCREENING])
def test_rosters_are_taken_during_nominations_and_surveys_only(survey, candidate, organiser, team_text, at, phase):
    at(survey, phase)

    with pytest.raises(Refused, match=r"cannot be done yet|can no longer be done"):
        set_roster(candidate=candidate, text=team_text, by=organiser)


def test_an_address_and_its_aliases_are_one_mailbox():
    assert normalised(" Kari.Moe+Award@Nordlys.Example ") == "kari.moe@nordlys.example"


def test_addresses_are_deleted_thirty_days_after_closing(survey, candidate, organiser, team_text, closing, at):
    set_roster(candidate=candidate, text=team_text, by=organiser)
    assert rosters_due_on(survey) is None  # whoever is still asked is still known

    at(survey, Phase.SCREENING)
    assert (rosters_due_on(survey) - timezone.localtime(closing).date()).days == 30
    assert purge_rosters(survey) == 8
    assert not Invitee.objects.exists()


def test_while_surveys_have_not_ended_no_day_is_due(edition):
    assert rosters_due_on(edition) is None


def test_without_a_closing_time_they_go_a_month_after_the_screening_began(edition, at):
    at(edition, Phase.SCREENING)
    record(edition, "moved the award", by=None, to=Phase.SCREENING)

    assert (rosters_due_on(edition) - timezone.localdate()).days == 30
