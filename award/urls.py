from django.urls import include, path
from django.views.i18n import set_language

from award.desks import errors

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("", include("surveys.urls")),  # these two first: what many open at once is found at once
    path("", include("nominations.urls")),
    path("", include("jury.urls")),
    path("", include("award.desks.urls")),  # last: `<edition>/` would take /hall-of-fame/ and /s/ for editions
]
handler404 = errors.not_found
handler403 = errors.forbidden
handler400 = errors.bad_request
handler500 = errors.server_error
