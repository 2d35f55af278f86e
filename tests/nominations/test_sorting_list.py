"""The organisers' list: alike ones together, filters that combine, pages, and what is ticked."""

import re

import pytest

from award.editions.registers import veils
from nominations.candidates.actions import create_candidate
from nominations.intake.models import Nomination
from nominations.sorting.actions import add_to_candidate


@pytest.fixture
def desk(open_edition, organiser, sign_in):
    client = sign_in(organiser)
    client.at = f"/{open_edition.slug}/organise/nominations/"
    return client


@pytest.fixture
def lay(open_edition):
    """Nominations as rows, read already; what differs is named."""

    def put(*rows):
        common = {"edition": open_edition, "week": "2027-W08", "employer": "Nordlys", "reason": "x", "source": "peer"}
        made = [Nomination(receipt_hash=f"{n}-{row}"[:64], **{**common, **row}) for n, row in enumerate(rows)]
        return Nomination.objects.bulk_create(made)

    return put


def names(page):
    """Who is listed, in order."""
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page.content.decode())


def ticked(page):
    return re.findall(r'name="pick" value="(\w+)" checked', page.content.decode())


@pytest.mark.parametrize("number", [3, 1000])
def test_three_or_a_thousand_cost_the_same_number_of_queries(desk, lay, number, django_assert_num_queries):
    lay(*({"name": f"Leader Number{n}", "employer": f"Centre {n % 90}"} for n in range(number)))

    with django_assert_num_queries(10):
        page = desk.get(desk.at)

    assert 3 <= len(names(page)) <= 150


def test_alike_ones_stand_together_and_are_ticked_by_a_link(desk, lay):
    one, _far, other = lay({"name": "Åse Østberg"}, {"name": "Bjørn Lund"}, {"name": "Oestberg Aase"})

    page = desk.get(desk.at)

    assert names(page) == ["Åse Østberg", "Oestberg Aase", "Bjørn Lund"]
    text = " ".join(page.content.decode().split())
    assert "2 nominations may speak of the same leader – look at them together." in text
    link = re.search(r'href="(\?like=\w+)#', text).group(1)
    assert sorted(ticked(desk.get(desk.at + link))) == sorted([one.pk, other.pk])


def test_a_nomination_that_may_speak_of_a_candidate_says_so(desk, open_edition, lay):
    create_candidate(edition=open_edition, name="Åse Østberg", employer="Nordlys", by=None)
    lay({"name": "aase oestberg"})

    text = " ".join(desk.get(desk.at).content.decode().split())

    assert re.search(r"This may be candidate <a [^>]*>C01 Åse Østberg</a>\.", text)


def test_a_suggestion_lifts_no_veil(desk, open_edition, lay, monkeypatch, organiser):
    candidate = create_candidate(edition=open_edition, name="Åse Østberg", employer="Nordlys", by=None)
    _open, taken = lay({"name": "aase oestberg"}, {"name": "Ase Ostberg", "reason": "a secret"})
    add_to_candidate(nominations=[taken], candidate=candidate, by=organiser)
    monkeypatch.setattr("award.editions.registers.veils", [*veils, lambda edition, seat: {"C01"}])

    page = desk.get(desk.at)

    assert names(page) == ["aase oestberg"]
    assert "may be candidate" not in page.content.decode()
    assert "may speak" not in page.content.decode()


def test_what_came_today_is_compared_with_nothing(desk, lay, nominate):
    from django.utils import timezone

    nominate(today=timezone.localdate(), name="Åse Østberg", employer="Nordlys")
    lay({"name": "Åse Østberg"})

    assert "may speak" not in desk.get(desk.at).content.decode()


FILTERED = [
    ("?q=ostberg", ["Åse Østberg"]),
    ("?q=ØSTBERG+nord", ["Åse Østberg"]),
    ("?q=aase", ["Åse Østberg"]),
    ("?q=baltet", ["Bjørn Lund", "Tiril Moen"]),
    ("?state=held", ["Tiril Moen"]),
    ("?state=unproven", ["Tiril Moen"]),
    ("?week=2027-W09", ["Bjørn Lund"]),
    ("?source=customer", ["Åse Østberg", "Bjørn Lund"]),
    ("?source=customer&week=2027-W09", ["Bjørn Lund"]),
    ("?source=customer&week=2027-W09&q=ostberg", []),
    ("?changed=1", ["Åse Østberg"]),
    ("?alike=1", []),
    ("?state=nonsense", []),
    ("?page=99", ["Åse Østberg", "Bjørn Lund", "Tiril Moen"]),
    ("?q=%00&pick=%00&like=%00", ["Åse Østberg", "Bjørn Lund", "Tiril Moen"]),
]


@pytest.mark.parametrize(("asked", "expected"), FILTERED)
def test_filters_narrow_the_list_together(desk, lay, asked, expected):
    lay(
        {"name": "Åse Østberg", "source": "customer", "is_changed": True},
        {"name": "Bjørn Lund", "employer": "Bæltet", "week": "2027-W09", "source": "customer"},
        {"name": "Tiril Moen", "employer": "Baeltet", "state": "held", "is_unproven": True},
    )

    page = desk.get(desk.at + asked)

    assert sorted(names(page)) == sorted(expected)
    assert ("No nomination fits all that you chose." in page.content.decode()) is (not expected)


def test_filters_survive_the_pages_and_what_is_done(desk, lay):
    lay(*({"name": f"Leader Number{n}", "employer": f"Centre {n}", "source": "peer"} for n in range(60)))

    page = desk.get(f"{desk.at}?source=peer&q=leader&pick=all")

    assert len(ticked(page)) == 50
    assert "?source=peer&amp;q=leader&amp;pick=all&amp;page=2" in page.content.decode()
    gone = desk.post(f"{desk.at}?source=peer&q=leader&pick=all", {"pick": ticked(page)[:2], "act": "hold", "sure": "1"})
    assert gone.url == f"{desk.at}?source=peer&q=leader"


def test_a_page_ends_between_two_leaders(desk, lay):
    lay(
        *({"name": f"Aa Leader{n:02}", "employer": f"Centre {n}"} for n in range(48)),
        *({"name": "Åse Østberg", "title": f"{n}"} for n in range(5)),
    )

    pages = [names(desk.get(f"{desk.at}?page={n}")) for n in (1, 2)]

    assert [len(page) for page in pages] == [48, 5]
    assert set(pages[1]) == {"Åse Østberg"}


def test_the_order_tells_nothing_of_the_arrival(desk, lay):
    lay({"name": "Øyvind Å"}, {"name": "Anne B"}, {"name": "Kari C", "state": "held"}, {"name": "Mona D"})

    assert names(desk.get(desk.at)) == ["Anne B", "Mona D", "Øyvind Å", "Kari C"]


def test_opening_a_nomination_takes_the_mark_of_new_words_away(desk, lay, snapshot):
    (row,) = lay({"name": "Åse Østberg", "is_changed": True})
    assert "new words" in desk.get(desk.at).content.decode()

    desk.get(f"{desk.at}{row.pk}/")
    before = snapshot()
    desk.get(f"{desk.at}{row.pk}/")

    assert "new words" not in desk.get(desk.at).content.decode()
    assert snapshot() == before


def test_from_one_nomination_the_way_back_leads_to_the_same_list(desk, lay):
    (row,) = lay({"name": "Åse Østberg"})

    page = desk.get(f"{desk.at}?q=ase").content.decode()

    assert f"{desk.at}{row.pk}/?q=ase" in page
    assert f'href="{desk.at}?q=ase"' in desk.get(f"{desk.at}{row.pk}/?q=ase").content.decode()


def test_what_came_unchecked_has_a_filter_of_its_own_only_where_there_is_some(desk, lay, read_nomination):
    read_nomination()
    assert "Came unchecked" not in desk.get(desk.at).content.decode()

    lay({"name": "Tiril Moen", "state": "held", "is_unproven": True})

    page = desk.get(desk.at).content.decode()
    assert "Came unchecked (1)" in page
    assert "Delete them for good" in page
