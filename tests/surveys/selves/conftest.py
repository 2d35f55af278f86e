"""The page of a leader's own answers, and what a reader sees of it."""

import re

import pytest


@pytest.fixture
def desk(sign_in, leader):
    return sign_in(leader.seat)


@pytest.fixture
def page(survey):
    return f"/{survey.slug}/leader/self/"


@pytest.fixture
def text_of():
    def words(response):
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())

    return words
