from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class SeatsOnly(DefaultAccountAdapter):
    """Nobody signs up: an account comes with a seat that an organiser gave."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
