from award.accounts.models import Seat, User
from award.audit.models import Entry
from award.editions.models import Edition, Window
from award.mail.models import Letter, MailRun

__all__ = ["Edition", "Entry", "Letter", "MailRun", "Seat", "User", "Window"]
