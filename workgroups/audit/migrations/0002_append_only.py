"""The record refuses change, whoever asks."""

from django.db import migrations

GUARD = """
CREATE FUNCTION audit_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record of acts is append-only';
END $$;
CREATE TRIGGER audit_record_stays BEFORE UPDATE OR DELETE ON audit_record
FOR EACH ROW EXECUTE FUNCTION audit_record_stays();
"""
UNGUARD = "DROP TRIGGER audit_record_stays ON audit_record; DROP FUNCTION audit_record_stays();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
