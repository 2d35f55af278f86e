"""The observer reads, where the notes are written, what of them reaches the finalist: what the feedback then shows."""

import re

from django.urls import reverse


def test_the_sheet_says_which_notes_the_finalist_will_read(edition, visit, soren, sign_in):
    page = sign_in(soren).get(reverse("jury:visit", args=[edition.slug, "C01"])).content.decode()

    assert (
        "When the award is announced, the finalist reads in their feedback what you saw, heard and were shown: word "
        "for word, under its trait and with how you know it, without your name and without whether it speaks for or "
        "against. What you were told is left out there."
    ) in " ".join(re.sub(r"<[^>]+>", " ", page).split())
