"""Answers of 300 employees about twelve leaders, as the award's own file and as LimeSurvey exports them."""

import csv
import io
import random

from openpyxl import Workbook

LEADERS = [f"Leder {letter} Oppdiktet" for letter in "ABCDEFGHIJKL"]
QUESTIONS = {"job_content": "jobcontent", "leader_role": "leaderrole", "engagement": "engagement"}


def answers(edition, *, employees=300, seed=7):
    """(leader, respondent, points or None), employees unevenly spread over the leaders, leaders answering once."""
    rng, items = random.Random(seed), edition.content.survey.items
    of = [LEADERS[min(int(rng.expovariate(0.35)), 11)] for _each in range(employees - 60)]
    of += [leader for leader in LEADERS for _each in range(5)]
    rows = [(leader, "employee", [rng.choice([None, 2, 3, 4, 4, 5]) for _item in items]) for leader in of]
    rows += [(leader, "self", [rng.choice([3, 4, 4, 5]) for _item in items]) for leader in LEADERS]
    rng.shuffle(rows)
    return rows


def own_form(edition, rows):
    codes = [item.code for item in edition.content.survey.items]
    lines = [[leader, who, *("" if n is None else n for n in points)] for leader, who, points in rows]
    return csv_of([["candidate", "respondent", *codes], *lines])


def in_codes(edition, rows):
    """Headings and answers as codes: `jobcontent[SQ001]`, `AO04`; responses that were never sent among them."""
    told = [_response(n, leader, who, [_code(p) for p in points]) for n, (leader, who, points) in enumerate(rows, 1)]
    return csv_of([[*_head("code"), *_codes(edition)], *_unsent(told)])


def in_texts(edition, rows):
    """Headings and answers in full, parted by semicolons, for a spreadsheet."""
    words = {point: str(text) for point, text in edition.content.survey.scale.labels.items()} | {None: "N/A"}
    told = [
        _response(n, leader, {"employee": "Employee", "self": "Leader"}[who], [words[p] for p in points])
        for n, (leader, who, points) in enumerate(rows, 1)
    ]
    return csv_of([[*_head("text"), *_texts(edition)], *_unsent(told)], delimiter=";", encoding="utf-8-sig")


def in_workbook(edition, rows):
    """Headings with code and text, answers as numbers, in XLSX."""
    told = [_response(n, leader, who, list(points)) for n, (leader, who, points) in enumerate(rows, 1)]
    both = [f"{code}. {text}" for code, text in zip(_codes(edition), _texts(edition), strict=True)]
    book, out = Workbook(), io.BytesIO()
    for row in [[*_head("code"), *both], *_unsent(told)]:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def csv_of(rows, *, delimiter=",", encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def _head(kind):
    if kind == "code":
        return ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "ipaddr", "leader", "role"]
    return [
        *("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Access code", "IP address"),
        *("Who is your leader?", "Do you answer as an employee, or as the leader?"),
    ]


def _response(n, leader, who, cells):
    sent = f"2027-03-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}:00"
    return [n, sent, 4, "nb", 1000 + n, f"t0ken{n}", f"10.0.0.{n % 250}", leader, who, *cells]


def _unsent(rows):
    """Two people began and never sent: LimeSurvey exports them unless told otherwise."""
    begun = [[*row[:1], "", *row[2:]] for row in rows[:2]]
    return [*rows[:40], *begun, *rows[40:]]


def _code(point):
    return "" if point is None else f"AO{point:02}"


def _codes(edition):
    survey, found = edition.content.survey, []
    for area in survey.areas:
        found += [f"{QUESTIONS[area.code]}[SQ{n:03}]" for n, _item in enumerate(survey.items_in(area), 1)]
    return found


def _texts(edition):
    survey = edition.content.survey
    return [f"How is it, today? [{item.employee.spoken_in('nb')}]" for item in survey.items]
