from django.db.models import IntegerChoices


class TicketState(IntegerChoices):
    OPEN = 0
    SEALED = 1
    EXPIRED = 2
    COUNTED = 3
    WITHDRAWN = 4
    REVOKED = 5  # of somebody who left, or whose link got into other hands


class TicketKind(IntegerChoices):
    MAIL = 0
    PAPER = 1  # drawn from a hat: nobody knows who holds it
