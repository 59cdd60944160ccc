"""Leaving the installation: when it is carried out, and what stands in place of a name then."""

from django.db import migrations, models

import workgroups.accounts.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_data_copy"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="leaves_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="person",
            name="name",
            field=workgroups.accounts.models.PersonName(max_length=200),
        ),
    ]
