"""How many, and how long: generous for people, and small enough for a page, a ballot and a report."""

STATEMENTS, AREAS, TRAITS, THEMES, QUESTIONS = 60, 12, 20, 20, 6
LONGEST_TEXT = 5000  # what an employee may write, in characters
MOST_PICKS = 10
LARGEST = 400_000  # characters of the whole

NAME, LABEL, CONSENT = 120, 80, 200
STATEMENT, QUESTION, NOTICE = 300, 300, 800
DESCRIPTION, ANCHOR, PROMPT = 500, 400, 800
