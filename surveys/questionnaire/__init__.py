from surveys.questionnaire.reading import DONT_KNOW, Checked, Questionnaire

__all__ = ["DONT_KNOW", "Checked", "Questionnaire"]
