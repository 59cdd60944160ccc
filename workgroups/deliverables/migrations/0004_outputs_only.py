"""A build's files are its outputs only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deliverables", "0003_outputs_moved")]
    operations = [
        migrations.RemoveField(model_name="build", name="pdf"),
        migrations.RemoveField(model_name="build", name="web"),
    ]
