from django.utils.html import format_html

from award.slots import Slotted, slot


def test_empty_slots_disappear():
    page = Slotted(f"<p>{slot('a')}</p>{slot('b')}")

    assert page.fill({}) == b"<p></p>"


def test_what_is_put_in_is_escaped_unless_it_is_markup():
    page = Slotted(f"{slot('a')}|{slot('b')}|{slot('a')}")

    filled = page.fill({"a": "<script>", "b": format_html("<b>{}</b>", "&")})

    assert filled == b"&lt;script&gt;|<b>&amp;</b>|&lt;script&gt;"


def test_one_reader_sees_nothing_of_another():
    page = Slotted(f"<p>{slot('a')}</p>")

    page.fill({"a": "the first one's ticket"})

    assert page.fill({}) == b"<p></p>"


def test_a_value_that_looks_like_a_slot_stays_a_value():
    page = Slotted(f"{slot('a')}{slot('b')}")

    assert page.fill({"a": str(slot("b")), "b": "x"}) == str(slot("b")).encode() + b"x"


def test_a_value_without_a_slot_is_dropped():
    assert Slotted("plain").fill({"JC1=<script>": " checked"}) == b"plain"
