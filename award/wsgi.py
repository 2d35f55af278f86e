import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # every page, and numpy behind some: loaded before the first visitor, not by them
