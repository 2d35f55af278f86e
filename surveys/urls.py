from django.urls import path

from surveys.ballots import views as ballots
from surveys.comments import views as comments
from surveys.editing import bringing, entries, versions
from surveys.editing import views as editing
from surveys.invitations import people
from surveys.invitations import views as invitations
from surveys.rosters import views as rosters
from surveys.selves import views as selves
from surveys.workplaces import views as workplaces

app_name = "surveys"
urlpatterns = [
    path("s/", ballots.enter, name="enter"),
    path("s/form", ballots.form, name="form"),
    path("s/withdraw", ballots.withdraw, name="withdraw"),
    path("s/no-mail/<str:token>", invitations.no_mail, name="no_mail"),
    path("s/<str:ticket>", ballots.open_link, name="open"),
    path("<slug:edition>/code/", ballots.to_enter, name="code"),
    path("<slug:edition>/workplace/<str:token>/", workplaces.own, name="workplace"),
    path("<slug:edition>/leader/self/", selves.own, name="self"),
    path("<slug:edition>/organise/questionnaire/", editing.questionnaire, name="questionnaire"),
    path("<slug:edition>/organise/questionnaire/preview/", editing.preview, name="preview"),
    path("<slug:edition>/organise/questionnaire/files/<str:name>", editing.file, name="questionnaire_file"),
    path("<slug:edition>/organise/questionnaire/scale/", entries.scale, name="scale"),
    path("<slug:edition>/organise/questionnaire/round-two/", entries.round_two, name="round_two_texts"),
    path("<slug:edition>/organise/questionnaire/bring/", bringing.bring, name="bring_texts"),
    path("<slug:edition>/organise/questionnaire/versions/", versions.history, name="versions"),
    path("<slug:edition>/organise/questionnaire/versions/<int:number>/", versions.version, name="version"),
    path("<slug:edition>/organise/questionnaire/versions/<int:number>/back/", versions.back, name="go_back"),
    path("<slug:edition>/organise/questionnaire/new/<str:kind>/", entries.add, name="add_text"),
    path("<slug:edition>/organise/questionnaire/<str:kind>/<str:code>/", entries.change, name="change_text"),
    path("<slug:edition>/organise/questionnaire/<str:kind>/<str:code>/remove/", entries.remove, name="remove_text"),
    path("<slug:edition>/organise/questionnaire/<str:kind>/<str:code>/move/", entries.move, name="move_text"),
    path("<slug:edition>/organise/surveys/", rosters.overview, name="overview"),
    path("<slug:edition>/organise/surveys/key/", rosters.key, name="key"),
    path("<slug:edition>/organise/surveys/invite/", invitations.invite, name="invite"),
    path("<slug:edition>/organise/surveys/mails/", invitations.mails, name="mails"),
    path("<slug:edition>/organise/surveys/remind/", selves.remind, name="remind"),
    path("<slug:edition>/organise/surveys/<str:code>/roster/", rosters.edit_roster, name="roster"),
    path("<slug:edition>/organise/surveys/<str:code>/roster/<str:person>/", people.person, name="person"),
    path("<slug:edition>/organise/surveys/<str:code>/again/", people.again, name="again"),
    path("<slug:edition>/organise/surveys/<str:code>/contact/", workplaces.contact, name="contact"),
    path("<slug:edition>/organise/surveys/<str:code>/sheets/", rosters.sheets, name="sheets"),
    path("<slug:edition>/organise/texts/", comments.overview, name="texts"),
    path("<slug:edition>/organise/texts/<str:code>/", comments.moderate, name="moderate"),
    path("<slug:edition>/organise/texts/<str:code>/finish/", comments.finish, name="finish"),
    path("<slug:edition>/organise/texts/<str:code>/<str:pk>/", comments.decide, name="decide"),
    path("<slug:edition>/organise/texts/<str:code>/<str:pk>/remove/", comments.remove, name="remove"),
]
