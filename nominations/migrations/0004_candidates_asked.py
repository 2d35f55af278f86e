from django.apps.registry import Apps
from django.db import migrations, models


def remember(apps: Apps, _schema: object) -> None:
    apps.get_model("nominations", "Candidate").objects.exclude(consent="new").update(was_asked=True)


class Migration(migrations.Migration):
    dependencies = [("nominations", "0003_spent_receipts")]

    operations = [
        migrations.AddField(model_name="candidate", name="was_asked", field=models.BooleanField(default=False)),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
