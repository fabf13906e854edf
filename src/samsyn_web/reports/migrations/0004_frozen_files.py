"""Take away what has moved to files, and let the database refuse to change them and their publications again."""

from django.db import migrations, models
from django.db.models import Q

TABLES = ("reports_publication", "reports_publishedfile")
MESSAGE = "a publication is never changed"


def freeze(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        trigger = f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table}"
        if sqlite:
            schema_editor.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
        else:
            schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION reports_refuse()")


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_documents")]

    operations = [
        migrations.RemoveConstraint(model_name="publication", name="publication_version_once"),
        migrations.RemoveField(model_name="publication", name="html"),
        migrations.RemoveField(model_name="publication", name="pdf"),
        migrations.RemoveField(model_name="publication", name="html_digest"),
        migrations.RemoveField(model_name="publication", name="pdf_digest"),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                fields=("organisation", "chain", "version"), name="publication_version_of_chain_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=Q(("partner__isnull", True), ("edition", "partner"), _connector="OR"),
                name="publication_only_partner_edition_has_partner",
            ),
        ),
        migrations.RunPython(freeze, migrations.RunPython.noop),
    ]
