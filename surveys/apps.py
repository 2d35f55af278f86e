from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        from surveys import checks  # noqa: F401  # registers itself
        from surveys.signposts import plant

        plant()
