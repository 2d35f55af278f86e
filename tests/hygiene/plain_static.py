"""The settings of production, without the step that collects static files."""

from award.settings import *  # noqa: F403
from award.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
