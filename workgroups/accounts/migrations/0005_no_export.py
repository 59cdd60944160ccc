"""What has no door goes: exports of one's data and leaving the installation are not built."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_rules")]

    operations = [
        migrations.DeleteModel(name="DataExport"),
        migrations.RemoveField(model_name="person", name="leaves_at"),
    ]
