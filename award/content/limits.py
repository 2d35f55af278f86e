"""How many, and how long: generous for people, and small enough for a page, a ballot and a report."""

STATEMENTS, AREAS, TRAITS, THEMES, QUESTIONS = 60, 12, 20, 20, 6
LONGEST_TEXT = 5000  # what an employee may write, in characters
USUAL_TEXT = 2000  # where a question does not say
TEXTS_TOGETHER = 10_000  # in any script, they fit what a page for strangers takes (award.measure)
MOST_PICKS = 10
LARGEST = 400_000  # characters of the whole

NAME, LABEL, CONSENT = 120, 80, 200
STATEMENT, QUESTION, NOTICE = 300, 300, 800
DESCRIPTION, ANCHOR, PROMPT = 500, 400, 800
