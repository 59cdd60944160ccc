"""How I am told gets its page: quiet hours are a choice, and the week's window begins where the days' stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_handling_late")]

    operations = [
        migrations.RemoveField(model_name="preference", name="language"),
        migrations.AddField(model_name="preference", name="quiet_days", field=models.BooleanField(default=False)),
        migrations.AlterField(model_name="preference", name="quiet", field=models.BooleanField(default=False)),
        migrations.RunSQL(
            "UPDATE notifications_preference SET quiet = false, covered_weekly = covered, planned = false",
            migrations.RunSQL.noop,
        ),
    ]
