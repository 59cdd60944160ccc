"""The language of an invitation's letter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_programme_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="language",
            field=models.CharField(default="en", max_length=12),
        ),
    ]
