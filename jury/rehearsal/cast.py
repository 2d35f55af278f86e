"""Invented people for rehearsals: a cast one remembers, at addresses that cannot exist. Any likeness is chance."""

from dataclasses import dataclass

ORGANISER = ("Tuva Øyjord", "tuva@samtaleprisen.example")
SECOND_ORGANISER = ("Siv Håkonsen", "siv@samtaleprisen.example")
CONTACT = "Solveig Hauglid"
CHAIR = ("Ingunn Råheim", "ingunn@samtaleprisen.example", "Led customer service in energy for twenty years.")
JURORS = [
    ("Søren Kjærgård-Bløch", "soren@samtaleprisen.example", "Works council adviser, Aarhus."),
    ("Åsmund Tveitå", "asmund@samtaleprisen.example", "Researcher on work and voice, Høgskolen Innlandslys."),
    ("Bodil Østergaard Lynæs", "bodil@samtaleprisen.example", "Contact-centre leader, winner 2025."),
    ("Jørn Hæstad", "jorn@samtaleprisen.example", "Customer ombudsman in insurance."),
    ("Mårten Sjölund-Åkre", "marten@samtaleprisen.example", "Trains advisers on health lines."),
    ("Ragna Skåbu-Lie", "ragna@samtaleprisen.example", "Plans shifts for four hundred people, and listens in."),
    ("Thyge Ærø Holst", "thyge@samtaleprisen.example", "Writes about queues, human and other."),
]


@dataclass(frozen=True)
class Part:
    """A candidate of the cast: the leader, or the leaders of a group, and where they work."""

    name: str
    title: str
    employer: str
    leaders: tuple[str, ...]
    host: str

    @property
    def is_group(self) -> bool:
        return len(self.leaders) > 1


_LEADERS = [
    ("Åse Østberg", "Team leader, first line", "Kundesenter Nordlys", "nordlys"),
    ("Torbjørn Vågå-Lien", "Head of customer service", "Fjordlinjen Svar", "fjordlinjen"),
    ("Mette Ærøskov", "Contact-centre leader", "Bæltet Forsikring", "baeltet"),
    ("Håvard Åsnes", "Team leader, technical support", "Polarnett Kundesenter", "polarnett"),
    ("Gunnvor Sæterdal", "Leader of the night line", "Nattlinjen", "nattlinjen"),
    ("Kjeld Brøndum", "Service manager", "Sundbus Kontakt", "sundbus"),
    ("Ylva Bråten-Moe", "Team leader", "Strømhjelpen", "stromhjelpen"),
    ("Rasmus Kløvedal", "Head of dialogue", "Havnebanken Direkte", "havnebanken"),
    ("Solfrid Tjøtta", "Contact-centre leader", "Øyriket Kommune", "oyriket"),
    ("Eskild Nørregaard", "Team leader, claims", "Hjerterum Forsikring", "hjerterum"),
    ("Brynhild Aasgård", "Leader of customer care", "Fjellvann", "fjellvann"),
    ("Lasse Mørkøv", "Service leader", "Tågetog Kundedialog", "tagetog"),
    ("Oddny Værøy", "Team leader, chat", "Tråd & Tekst", "tradogtekst"),
    ("Preben Sønderskov", "Head of first contact", "Rosengård Energi", "rosengard"),
    ("Ingelin Hjørungnes", "Contact-centre leader", "Skjærgårdstaxi", "skjaergard"),
    ("Magnhild Øksnes", "Team leader, bookings", "Vinterferge", "vinterferge"),
    ("Villads Tåsinge", "Leader of the hotline", "Mælkevejen Hotline", "maelkevejen"),
    ("Jorunn Kvåle", "Team leader", "Kvikklån Nei", "kvikklan"),
    ("Bertil Ångman", "Service leader", "Snölyktan Support", "snolyktan"),
    ("Signe Læborg", "Head of advice", "Borgerlinjen Sydfyn", "borgerlinjen"),
]
_SECONDS = ["Aslaug Fæhn", "Dagfinn Røsvik", "Pernille Hjortkær", "Sindre Åmdal"]
_GROUP_EVERY = 5  # every fifth candidate is a group that leads one centre together


def part(number: int) -> Part:
    """The candidate of this number, counted from 0; after the named cast the same people lead a second house."""
    lap, place = divmod(number, len(_LEADERS))
    name, title, employer, host = _LEADERS[place]
    if lap:
        name, employer, host = f"{name} {lap + 1}", f"{employer} {lap + 1}", f"{host}{lap + 1}"
    if number % _GROUP_EVERY == _GROUP_EVERY - 2:
        second = _SECONDS[(number // _GROUP_EVERY) % len(_SECONDS)]
        return Part(f"{name} and {second}", "Leader group", employer, (name, second), host)
    return Part(name, title, employer, (name,), host)


PLAIN = {ord(letter): plain for letter, plain in zip("åøæöä ", ("a", "o", "ae", "o", "a", "."), strict=True)}


def address(person: str, host: str) -> str:
    return f"{person.lower().translate(PLAIN)}@{host}.example"


NOMINATIONS = [
    "The week the new case system failed, {name} moved the desk out to us, took every tenth call, and wrote the three "
    "sentences we could say to customers on the board. They changed each time one of us found better words.",
    "I have been passed between offices all my life. Here somebody called back at the hour I picked, and it turned out "
    "that the team decides such things themselves. I asked who thought of that.",
    "Takes the blame upstairs and the praise downstairs. When the queue explodes we hear one calm voice that says what "
    "we drop first.",
    "{name} asks what I would change, then we try it for a week. Most of it stays. Two of the fixes are mine.",
    "Sits beside the newest of us without speaking for two calls, and then asks what would help.",
    "We share a building. You can hear when their team has solved something, because they tell each other how.",
]

DESCRIPTIONS = [
    "We ask the team four questions every second Friday, on paper, in the box by the coffee machine. The "
    "answers are read aloud on Monday by whoever is newest. In two years the share who say “I can do my job "
    "well” rose from 61 to 83 per cent, and the year it fell we could see why within a week: the new case "
    "system.",
    "Shift swaps go without asking me. Three of last year's advisers now lead teams of their own; each had a "
    "quarter in which they ran the Monday meeting and I took notes. What I keep for myself is the roster for "
    "Christmas Eve.",
    "Customers get one question after the call. We look less at the average than at the fives and the ones. "
    "Every “one” is listened to within two days by the adviser and me, together. A third of them become a fix "
    "on the board in the corridor: eleven so far, nine crossed out, each with a date and initials.",
    "A new colleague listens for a week, is listened to for a week, and is alone only when they say so. News "
    "travels in three sentences at ten and at two; whoever finds a better sentence changes it.",
    "We report four figures upstairs and the same four hang on the wall. If a figure cannot be explained by "
    "somebody on the floor, we stop reporting it until it can.",
]

KEY_FIGURES = [
    ("Customer satisfaction", "71", "84", "2024–2026", "One question after each call, n = 41,200"),
    ("Resolved at the first contact", "63 %", "78 %", "2024–2026", "Repeat contacts within seven days"),
    ("Employees who left", "31 %", "14 %", "2024–2026", "Personnel system, own wish only"),
]

# what two observers note of one trait, each on their own: pairs in the order of our traits
OBSERVATIONS = [
    ("told", "for", "Three advisers, asked apart, name the same goal for the month, each in words of their own."),
    ("shown", "for", "The month's four figures hang by the door; beside each a sentence by whoever found the cause."),
    ("seen", "for", "Good work from the night shift is read out at ten, by the person who did it."),
    ("heard", "for", "Laughter at the ten o'clock round, then quiet at once when the first phone rings."),
    ("heard", "for", "“We drop chat first, then e-mail; the phones we keep.” Nobody asked twice."),
    ("heard", "against", "The wall screen and the leader give two different dates for the new script."),
    ("shown", "for", "Corridor board: eleven fixes, nine crossed out, each with a date and initials."),
    ("told", "neither", "Two advisers say that training is better on the phones than in the chat."),
    ("seen", "for", "Stood beside the newest adviser for two calls without speaking, then asked what would help."),
    ("told", "for", "“I made the mistake on Tuesday; on Thursday I taught it.” An adviser in her second month."),
    (
        "heard",
        "for",
        "Sat in on a hard call, took the headset off last, waited. First words: “What did you hear?”",
    ),
    ("seen", "for", "Asked how the night had been, put the pen down, and listened to the end."),
    ("shown", "for", "A note from Monday's box, tried on Wednesday, kept on Friday: customers now choose the hour."),
    ("told", "for", "The billing team sits with us on the first three days of the month. An adviser's idea."),
]

# what employees write; some of it a moderator has to look at twice
COMMENTS = (
    "Listens to a call together with us before saying anything about it.",
    "Says no when a campaign would drown us, and stands by it upstairs.",
    "Asks what we would try, and lets us try it the same week.",
    "Could tell us earlier when the roster changes.",
    "When the queue is long, Berit on the night shift is the one who hears about it last.",
    "Remembers what each of us is good at. Should write it down, too.",
    "More time for the newest of us in the first month.",
    "Told me on 3 March that the mistake was not mine, and then told everybody else.",
)


def comments_of(place: int) -> tuple[str, str]:
    """What the person at this place of a team may write: not what their neighbour does."""
    first = 2 * place % len(COMMENTS)
    return COMMENTS[first], COMMENTS[first + 1]


MODERATED = {
    "When the queue is long, Berit on the night shift is the one who hears about it last.": (
        "When the queue is long, [a colleague] is the one who hears about it last."
    ),
    "Told me on 3 March that the mistake was not mine, and then told everybody else.": (
        "Told me that the mistake was not mine, and then told everybody else."
    ),
}

SHORTLIST_REASONS = (
    "Leader and team describe the same workplace, and the team thinks well of it.",
    "The index is among the highest, and the areas agree with one another.",
    "The level is high throughout; the gap is small where it matters to customers.",
)
PROPOSALS = {
    "yes": "The team says what the leader says, and says it warmly. I want to read how they do it.",
    "discuss": "Close to the last place: the interval reaches it, so let us read the texts together.",
    "no": "Others stand higher on both agreement and level; the texts do not change that for me.",
}
NOT_SHORTLISTED = "Others stand higher on both agreement and level; we would gladly see this team again."
FINALIST_REASON = "Methods in daily use, with figures that are followed to a cause and a fix. We want to see it."
VOTE_REASON = "What the team wrote on the wall is what the leader said in the meeting, and what the customers say too."
CITATION = (
    "For making listening a method: calls heard together, figures followed to their cause, "
    "and a team that describes its work in the same words as its leader."
)
VERDICT_REASON = (
    "The vote was clear, and the visit bore out what the description promised: the two observers, "
    "apart from each other, wrote down the same things."
)

RECUSED = "We shared an office at their contact centre until two years ago."
TIE = "I am one of their customers, like half the town; we have never spoken."
WAIVED = "Being one of many customers does not bind anybody; noted, and waived."
