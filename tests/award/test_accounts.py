import pytest
from django.core import mail
from django.urls import reverse

from award.accounts.actions import dismiss, give_seat, take_seat
from award.accounts.models import Seat, User
from award.accounts.states import Role
from award.audit.models import Entry
from award.refusal import Refused


def test_a_seat_brings_an_account_that_can_sign_in(edition, organiser, client):
    give_seat(edition=edition, email="Gro@Example.com", name="Gro Lyttersen", role=Role.JUROR, by=organiser)

    user = User.objects.get(email="gro@example.com")
    assert (user.name, user.has_usable_password()) == ("Gro Lyttersen", False)
    line = Entry.objects.filter(verb="gave a seat").first()
    assert (line.seat, line.facts["role"]) == (organiser.pk, "juror")

    client.post(reverse("account_request_login_code"), {"email": "gro@example.com"})
    assert mail.outbox[0].to == ["gro@example.com"]


def test_giving_the_same_seat_twice_changes_nothing(edition, organiser, juror):
    lines = Entry.objects.count()

    again = give_seat(edition=edition, email=juror.user.email, role=Role.JUROR, by=organiser)

    assert (again, Entry.objects.count()) == (juror, lines)


def test_an_address_that_is_none_is_refused(edition, organiser):
    with pytest.raises(Refused, match="“not-an-address” is not an e-mail address"):
        give_seat(edition=edition, email="not-an-address", role=Role.JUROR, by=organiser)

    assert User.objects.count() == 1


def test_the_last_organiser_stays(edition, organiser):
    with pytest.raises(Refused, match="the last organiser"):
        take_seat(seat=organiser, by=organiser)

    assert Seat.objects.filter(pk=organiser.pk).exists()


def test_nobody_signs_up(client, db):
    password = "lytt-før-du-svarer"

    client.post(reverse("account_signup"), {"email": "a@b.example", "password1": password, "password2": password})

    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["organise", "people", "rules", "dates", "trail", "move"])
def test_a_stranger_finds_the_organisers_doors_shut(edition, stranger, sign_in, address):
    response = sign_in(stranger).get(reverse(f"award:{address}", args=[edition.slug]))

    assert response.status_code == 403


@pytest.mark.parametrize("address", ["organise", "jury", "leader"])
def test_who_is_not_signed_in_is_sent_to_the_login(edition, client, address):
    response = client.get(reverse(f"award:{address}", args=[edition.slug]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_an_unknown_and_a_known_address_get_the_same_reply(juror, client):
    known = client.post(reverse("account_request_login_code"), {"email": juror.user.email})
    client.cookies.clear()
    unknown = client.post(reverse("account_request_login_code"), {"email": "nobody@elsewhere.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_seat_that_has_acted_stays(edition, organiser, chair, leader):
    from jury.shortlist.models import ShortlistDecision

    ShortlistDecision.objects.create(candidate=leader.candidate, is_shortlisted=True, reason="x", decided_by=chair)

    with pytest.raises(Refused, match="Ingunn Råheim has already acted with this seat"):
        take_seat(seat=chair, by=organiser)

    assert Seat.objects.filter(pk=chair.pk).exists()
    assert not Entry.objects.filter(verb="took a seat back").exists()


def test_nobody_takes_a_leaders_seat_away(organiser, leader):
    with pytest.raises(Refused, match="comes with consent"):
        dismiss(seat=leader.seat, by=organiser)

    assert Seat.objects.filter(pk=leader.seat_id).exists()


def test_an_address_longer_than_mail_can_carry_is_refused(edition, organiser):
    with pytest.raises(Refused, match="is not an e-mail address"):
        give_seat(
            edition=edition, email=f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example", role=Role.JUROR, by=organiser
        )

    assert User.objects.count() == 1
