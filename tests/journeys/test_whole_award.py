"""An award from the first anonymous nomination to the winner report, through HTTP, as the people live it."""

import re
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from award.accounts.models import Seat
from award.accounts.states import JURY, Role
from award.editions.states import Phase
from jury.conflicts.models import Declaration
from jury.conflicts.states import Standing
from jury.shortlist.rules import mark_of
from nominations.candidates.models import Candidate
from nominations.intake.models import Nomination
from surveys.ballots.models import Ticket

from .forms import send, send_from, text

EMPLOYEES = 7


class Story:
    """The edition and the browsers of those who act in it."""

    def __init__(self, edition, organiser, chair, jurors):
        self.edition, self.base = edition, f"/{edition.slug}"
        self.organiser, self.chair = self.browser(organiser), self.browser(chair)
        self.jurors = [self.chair, *(self.browser(juror) for juror in jurors)]

    def browser(self, seat):
        client = Client()
        client.force_login(seat.user)
        return client

    def at(self, path):
        return self.base + path

    def move(self, phase):
        self.organiser.post(self.at("/organise/advance/"), {"to": phase.value})
        self.edition.refresh_from_db()
        assert self.edition.phase == phase


@pytest.fixture
def story(edition, organiser, chair, juror, second_juror):
    return Story(edition, organiser, chair, [juror, second_juror])


def test_an_award_from_nomination_to_winner_report(story):
    story.move(Phase.NOMINATIONS)
    nominate(story)
    leader = become_candidate(story)
    story.move(Phase.SURVEYS)
    code = answer(story, leader)
    story.move(Phase.SCREENING)
    count_and_shortlist(story, code)
    story.move(Phase.ROUND_TWO)
    describe(story, leader)
    story.move(Phase.SCORING)
    score_and_pick(story)
    story.move(Phase.FINALS)
    visit(story)
    story.move(Phase.DECISION)
    decide(story)
    story.move(Phase.ANNOUNCED)
    read_the_report(story)


def nominate(story):
    stranger = Client()
    typed = {
        "name": "Åse Østberg",
        "employer": "Kundesenter Nordlys",
        "reason": "Takes the blame upstairs and the praise downstairs.",
        "source": "employee",
    }

    receipt = text(send(stranger, story.at("/nominate/"), typed))

    assert "slip-code" in receipt
    assert set(stranger.cookies) <= {"csrftoken"}
    Nomination.objects.update(visible_on=timezone.localdate())  # a night passes


def become_candidate(story):
    """The organisers make a candidate of it and ask; she says yes, and has a desk."""
    nomination = Nomination.objects.get()
    new = story.at(f"/organise/candidates/new/?n={nomination.pk}")
    assert "Åse Østberg" in text(story.organiser.get(story.at("/organise/nominations/")))
    send(story.organiser, new, {"name": "Åse Østberg", "leaders": "Åse Østberg; ase@nordlys.example", "language": "en"})
    send(story.organiser, story.at("/organise/candidates/C01/ask/"), {})

    (letter,) = mail.outbox
    link = re.search(r"http://\S+/consent/\S+", letter.body).group()
    assert letter.to == ["ase@nordlys.example"]
    send(Client(), link.removeprefix("http://127.0.0.1:8000"), {"answer": "accept"})

    return story.browser(Seat.objects.get(role=Role.LEADER))


def answer(story, leader):
    """The count code, a roster, invitations; seven employees and the leader answer."""
    made = text(send(story.organiser, story.at("/organise/surveys/key/"), {"do": "make"}))
    code = re.sub(r"<[^>]+>|\s", "", made.split('slip-code"', 1)[1].split(">", 1)[1].split("</p>", 1)[0])
    send(story.organiser, story.at("/organise/surveys/key/"), {"do": "prove", "code": code})
    roster = "\n".join(f"adviser{n}@nordlys.example" for n in range(EMPLOYEES))
    page = story.at("/organise/surveys/C01/roster/")
    looked = send(story.organiser, page, {"text": roster, "do": "look"})
    send_from(story.organiser, looked, page, {"do": "store"})
    mail.outbox.clear()
    send(story.organiser, story.at("/organise/surveys/invite/"), {"agreed": "on"})

    assert len(mail.outbox) == EMPLOYEES
    items = [item.code for item in story.edition.content.survey.items]
    for letter in mail.outbox:
        employee = Client()
        link = re.search(r"http://127.0.0.1:8000(/s/\S+)", letter.body).group(1)
        page = employee.get(link, follow=True)
        stored = send_from(employee, page, "/s/form", dict.fromkeys(items, "4"))
        assert 'data-state="stored"' in text(stored)
        assert "sessionid" not in employee.cookies
    send(leader, story.at("/leader/self/"), dict.fromkeys(items, "4"))
    assert Ticket.objects.exclude(envelope=None).count() == EMPLOYEES
    return code


def count_and_shortlist(story, code):
    send(story.organiser, story.at("/organise/count/"), {"code": code})
    assert not Ticket.objects.exclude(envelope=None).exists()

    candidate = Candidate.objects.get(code="C01")
    for seat in Seat.objects.filter(role__in=JURY):
        Declaration.objects.create(person=seat.user, candidate=candidate, standing=Standing.NONE)

    dossier = text(story.chair.get(story.at("/jury/candidates/C01/")))
    assert "100.0" in dossier  # agreement: the leader answers as the team's average
    assert "75.0" in dossier  # level: a 4 on a scale of 1 to 5
    for juror in story.jurors:
        proposal = {"choice": "yes", "because": "They describe the same workplace."}
        send(juror, story.at("/jury/candidates/C01/"), proposal)
    decided = {"is_shortlisted": "yes", "reason": "Leader and team describe the same workplace."}
    send(story.chair, story.at("/jury/candidates/C01/"), decided)
    mail.outbox.clear()
    send(story.organiser, story.at("/organise/shortlist/"), {"seen": mark_of(story.edition)})

    (letter,) = mail.outbox
    assert letter.subject == "You are on the shortlist of Samtaleprisen 2027"


def describe(story, leader):
    typed = {f"text_{area.code}": f"How we work on {area.name}." for area in story.edition.content.round_two.areas}
    for place in (1, 2):
        row = {"name": "Satisfaction", "before": "71", "after": "84", "period": "2025–2026", "source": "Survey"}
        typed |= {f"figure_{place}_{column}": value for column, value in row.items()}
    send(leader, story.at("/leader/description/"), {**typed, "hand_in": "1"})


def score_and_pick(story):
    areas = [area.code for area in story.edition.content.round_two.areas]
    for juror in story.jurors:
        others = text(juror.get(story.at("/jury/descriptions/C01/")))
        assert "Ingunn Råheim</th>" not in others
        send(juror, story.at("/jury/descriptions/C01/"), {f"score_{area}": "6" for area in areas})
    send(story.chair, story.at("/jury/finalists/C01/"), {"reason": "Methods in daily use, with figures."})


def visit(story):
    planned = text(story.organiser.get(story.at("/organise/visits/C01/")))
    people = re.findall(r'name="observers"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="observers"', planned)
    pair = [first or second for first, second in people][:2]
    plan = {"on": timezone.localdate().isoformat(), "observers": pair}
    story.organiser.post(story.at("/organise/visits/C01/"), plan)
    traits = [trait.code for trait in story.edition.content.traits]
    observers = [story.browser(seat) for seat in Seat.objects.filter(role=Role.OBSERVER)]
    assert len(observers) == 2
    for observer in observers:
        for trait in traits:
            note = {"trait": trait, "kind": "seen", "tone": "for", "text": "Asked first what the adviser had heard."}
            send(observer, story.at("/jury/visits/C01/"), note)
        send(observer, story.at("/jury/visits/C01/ratings/"), {f"trait_{trait}": "5" for trait in traits})


def decide(story):
    for juror in story.jurors:
        send(juror, story.at("/jury/vote/"), {"choice": "C01", "reason": "What they say is what we saw."})
    proposal = {"choice": "C01", "citation": "For making listening a method.", "reason": "First in all three parts."}
    send(story.chair, story.at("/jury/verdict/"), proposal)
    story.chair.post(story.at("/jury/verdict/confirm/"))
    story.organiser.post(story.at("/jury/verdict/confirm/"))


def read_the_report(story):
    public = text(Client().get(story.at("/winner/")))
    answer = story.organiser.get(story.at("/report/winner-report.pdf"))
    report = PdfReader(BytesIO(b"".join(answer) if answer.streaming else answer.content))
    pages = "\n".join(page.extract_text() for page in report.pages)

    assert "Åse Østberg" in public
    assert "For making listening a method." in public
    assert "Åse Østberg" in pages
    assert "100.0" not in public
    assert "Asked first what the adviser had heard." in pages.replace("\n", " ")
