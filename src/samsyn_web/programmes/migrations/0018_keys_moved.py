"""Give the tables of keys to the organisations that trust them, rows and all."""

from django.db import migrations

MOVED = ("InstallationKey", "TrustedKey", "RevokedPackage")


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0017_peer_questions'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable(name, f'people_{name.lower()}') for name in MOVED],
            state_operations=[migrations.DeleteModel(name) for name in MOVED],
        ),
    ]
