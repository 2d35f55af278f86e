"""Broken on purpose: says “stored” first and writes afterwards."""

import time
from threading import Thread

from django.db import connection

from award.wsgi import application
from surveys.ballots import actions

__all__ = ["application"]

store = actions.submit


def later(**told):
    time.sleep(5)  # longer than the killing takes on a busy machine
    store(**told)
    connection.close()


def submit(**told):
    Thread(target=later, kwargs=told).start()
    return "stored"


actions.submit = submit
