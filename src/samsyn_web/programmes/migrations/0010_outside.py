"""Let participants without a place here report, and say of each report how it came."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


TABLE = "programmes_quarterlyversion"
MESSAGE = "a report that was handed in is never changed"


def freeze_again(apps, schema_editor):
    """SQLite makes the table anew to change it, and forgets the trigger that migration 0002 put there."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_frozen")
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0009_money'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('until', models.DateField(verbose_name='gäller till och med')),
                ('made_at', models.DateTimeField()),
                ('used_on', models.DateField(blank=True, null=True, verbose_name='senast använd')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='återkallad')),
            ],
            options={
                'verbose_name': 'länk till en kvartalsrapport',
                'verbose_name_plural': 'länkar till kvartalsrapporter',
            },
        ),
        migrations.AddField(
            model_name='quarterlyversion',
            name='came',
            field=models.CharField(choices=[('samsyn', 'skriven i Samsyn'), ('web', 'webbformulär'), ('word', 'Word-formulär'), ('behalf', 'antecknad av programmet')], default='samsyn', max_length=7, verbose_name='hur den kom'),
        ),
        migrations.AlterField(
            model_name='quarterlyversion',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='quarterlyversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('came', 'web'), ('submitted_by', None)), models.Q(models.Q(('came', 'web'), _negated=True), ('submitted_by__isnull', False)), _connector='OR'), name='quarterly_version_says_who'),
        ),
        migrations.AddField(
            model_name='reportlink',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportlink',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.quarterlyreport', verbose_name='kvartalsrapport'),
        ),
        migrations.AddConstraint(
            model_name='reportlink',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('report',), name='report_link_one_in_force'),
        ),
        migrations.RunPython(freeze_again, migrations.RunPython.noop),
    ]
