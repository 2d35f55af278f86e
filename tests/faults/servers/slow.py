"""The award as it is, only slower: a moment between the look at a ticket and the write, another before the reply."""

import os
import random
import time

from award.wsgi import application as award
from surveys.ballots import actions

BEFORE_WRITE = float(os.environ.get("BEFORE_WRITE", "0"))
BEFORE_REPLY = float(os.environ.get("BEFORE_REPLY", "0"))
sealed = actions._sealed


def slowly_sealed(found, given):
    time.sleep(random.uniform(0, BEFORE_WRITE))
    return sealed(found, given)


def application(environ, start_response):
    reply = award(environ, start_response)
    time.sleep(random.uniform(0, BEFORE_REPLY))
    return reply


actions._sealed = slowly_sealed
