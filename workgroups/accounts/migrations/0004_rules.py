"""What operators decide for everybody: whether officers need a second factor."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_desk")]

    operations = [
        migrations.CreateModel(
            name="Rules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officers_need_factor", models.BooleanField(default=False)),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="rules_one_row")]},
        )
    ]
