from django.apps import AppConfig


class AwardConfig(AppConfig):
    name = "award"

    def ready(self) -> None:
        from award import checks  # noqa: F401  # registers them
        from award.desks.signposts import plant

        plant()
