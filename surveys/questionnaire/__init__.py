from surveys.questionnaire.reading import DONT_KNOW, Checked, Given, Questionnaire, as_given, given_by

__all__ = ["DONT_KNOW", "Checked", "Given", "Questionnaire", "as_given", "given_by"]
