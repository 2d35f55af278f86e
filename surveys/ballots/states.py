from django.db.models import IntegerChoices


class TicketState(IntegerChoices):
    OPEN = 0
    SEALED = 1
    EXPIRED = 2
    COUNTED = 3
    WITHDRAWN = 4
