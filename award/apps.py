from django.apps import AppConfig


class AwardConfig(AppConfig):
    name = "award"

    def ready(self) -> None:
        from award.desks.signposts import plant

        plant()
