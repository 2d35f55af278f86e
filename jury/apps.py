from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "jury"

    def ready(self) -> None:
        from jury.signposts import plant

        plant()
