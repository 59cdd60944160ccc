"""The two files that a build used to name become rows of their own."""

from django.db import migrations


def move(apps, schema_editor):
    build, output = apps.get_model("deliverables", "Build"), apps.get_model("deliverables", "Output")
    for one in build.objects.exclude(pdf=None, web=None):
        for name in ("pdf", "web"):
            if file_id := getattr(one, f"{name}_id"):
                output.objects.create(build=one, format=name, file_id=file_id)


def move_back(apps, schema_editor):
    build, output = apps.get_model("deliverables", "Build"), apps.get_model("deliverables", "Output")
    for one in output.objects.filter(format__in=["pdf", "web"]):
        build.objects.filter(pk=one.build_id).update(**{f"{one.format}_id": one.file_id})


class Migration(migrations.Migration):
    dependencies = [("deliverables", "0002_outputs_and_records")]
    operations = [migrations.RunPython(move, move_back)]
