from award.accounts.models import Seat, User
from award.audit.models import Entry
from award.editions.models import Edition, Window

__all__ = ["Edition", "Entry", "Seat", "User", "Window"]
