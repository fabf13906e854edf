"""Intakes and the register take the place of files that were read for one picture only."""

import importlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

frozen = importlib.import_module("samsyn_web.observations.migrations.0002_frozen")
ROUND, PART = "observations_round", "observations_roundintake"
MESSAGE = "a frozen round is never changed"
SQLITE = [
    f"CREATE TRIGGER round_frozen BEFORE UPDATE ON {ROUND} WHEN OLD.state = 'frozen' "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    *(
        f"CREATE TRIGGER round_intake_{what.lower()} BEFORE {what} ON {PART} "
        f"WHEN EXISTS (SELECT 1 FROM {ROUND} WHERE id = {row}.round_id AND state = 'frozen') "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for what, row in (("UPDATE", "OLD"), ("INSERT", "NEW"))
    ),
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION round_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION round_intake_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM {ROUND} WHERE id = COALESCE(OLD.round_id, NEW.round_id) AND state = 'frozen') THEN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    f"CREATE TRIGGER round_frozen BEFORE UPDATE ON {ROUND} FOR EACH ROW WHEN (OLD.state = 'frozen') "
    "EXECUTE FUNCTION round_refuse()",
    f"CREATE TRIGGER round_intake_frozen BEFORE INSERT OR UPDATE ON {PART} "
    "FOR EACH ROW EXECUTE FUNCTION round_intake_refuse()",
]


def without_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("frozen", "file_frozen", "intake_update", "intake_insert"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS round_{name}")
        return
    schema_editor.execute(f"DROP TRIGGER IF EXISTS round_frozen ON {ROUND}")
    for name, table in (("file", "observations_roundfile"), ("intake", PART)):
        schema_editor.execute(
            f"DO $$ BEGIN IF to_regclass('{table}') IS NOT NULL THEN "
            f"DROP TRIGGER IF EXISTS round_{name}_frozen ON {table}; END IF; END $$"
        )


def with_old_triggers(apps, schema_editor):
    frozen.forwards(apps, schema_editor)


def with_triggers(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def carry_over(apps, schema_editor):
    """Let frozen rounds keep the files behind them, as intakes whose rows were never in a register."""
    Round, RoundFile, Intake, RoundIntake, Source = (
        apps.get_model("observations", name) for name in ("Round", "RoundFile", "Intake", "RoundIntake", "Source")
    )
    Round.objects.filter(state="open").delete()
    for file in RoundFile.objects.select_related("round").order_by("pk"):
        said = (file.reading or {}).get("source") or {}
        key, name = said.get("key") or "fil", said.get("name") or "fil"
        source, _ = Source.objects.get_or_create(
            organisation_id=file.round.organisation_id,
            key=key,
            defaults={
                "name": name,
                "declaration": f"key: {key}\nname: {name!r}\n",
                "declared_by_id": file.round.opened_by_id,
                "declared_at": file.round.opened_at,
            },
        )
        intake = Intake.objects.create(
            organisation_id=file.round.organisation_id,
            method=file.round.method,
            attachment_id=file.attachment_id,
            source=source,
            state="undone",
            corrections=file.corrections,
            reading=file.reading or {},
            crs=file.crs,
            first_day=file.first_day,
            last_day=file.last_day,
            receipt={"new": int((file.reading or {}).get("rows_used", 0))},
            opened_by_id=file.round.opened_by_id,
            opened_at=file.round.opened_at,
            committed_by_id=file.round.opened_by_id,
            committed_at=file.round.opened_at,
            undone_by_id=file.round.opened_by_id,
            undone_at=file.round.opened_at,
        )
        RoundIntake.objects.create(round_id=file.round_id, intake=intake, position=file.position)
        Round.objects.filter(pk=file.round_id).update(scope_key=f"{file.round.method}:{key}")


class Migration(migrations.Migration):

    dependencies = [
        ('observations', '0002_frozen'),
        ('people', '0001_initial'),
        ('places', '0002_municipalities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(without_triggers, with_old_triggers),
        migrations.AddField(
            model_name='round',
            name='area_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.areaversion'),
        ),
        migrations.AddField(
            model_name='round',
            name='scope_key',
            field=models.CharField(blank=True, max_length=300, verbose_name='källor'),
        ),
        migrations.AddField(
            model_name='source',
            name='area_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.areaversion'),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='kind',
            field=models.CharField(choices=[('reports', 'fil med rapporter'), ('rows', 'tabell')], max_length=10, verbose_name='slag'),
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(max_length=40, verbose_name='metod')),
                ('state', models.CharField(choices=[('staged', 'påbörjad'), ('committing', 'läses in'), ('committed', 'inläst'), ('undone', 'ångrad')], default='staged', max_length=10, verbose_name='läge')),
                ('declaration', models.TextField(blank=True, verbose_name='utkast till källdeklaration')),
                ('corrections', models.JSONField(blank=True, default=dict, verbose_name='rättade kolumner')),
                ('reading', models.JSONField(blank=True, null=True, verbose_name='läsning')),
                ('opening', models.JSONField(blank=True, default=dict, verbose_name='vad som sades när filen öppnades')),
                ('crs', models.CharField(blank=True, max_length=40, verbose_name='koordinatsystem')),
                ('first_day', models.DateField(blank=True, null=True, verbose_name='första dagen')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='sista dagen')),
                ('problem', models.TextField(blank=True, verbose_name='varför den inte kunde läsas')),
                ('receipt', models.JSONField(blank=True, default=dict, verbose_name='kvitto')),
                ('opened_at', models.DateTimeField()),
                ('committed_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('area_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.areaversion')),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='observations.attachment')),
                ('cells', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='observations.attachment')),
                ('committed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('left_out', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='observations.attachment')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                ('rows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='observations.attachment')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='observations.source')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inläsning',
                'verbose_name_plural': 'inläsningar',
            },
        ),
        migrations.CreateModel(
            name='RoundIntake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='plats')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='observations.intake')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='observations.round')),
            ],
            options={
                'verbose_name': 'inläsning i omgång',
                'verbose_name_plural': 'inläsningar i omgång',
            },
        ),
        migrations.AddIndex(
            model_name='intake',
            index=models.Index(fields=['organisation', '-opened_at'], name='intake_latest'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'staged')), fields=('organisation', 'attachment'), name='intake_staged_once'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'committing')), fields=('source',), name='intake_one_writes_a_source'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(('reading__isnull', True), ('problem', ''), _connector='OR'), name='intake_read_or_problem'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'staged'), models.Q(('committed_by__isnull', False), ('reading__isnull', False), ('source__isnull', False)), _connector='OR'), name='intake_written_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'committed'), _negated=True), ('committed_at__isnull', False), _connector='OR'), name='intake_committed_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True), models.Q(('state', 'undone'), _negated=True)), models.Q(('state', 'undone'), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='intake_undone_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='roundintake',
            constraint=models.UniqueConstraint(fields=('round', 'position'), name='round_intake_position'),
        ),
        migrations.AddConstraint(
            model_name='roundintake',
            constraint=models.UniqueConstraint(fields=('round', 'intake'), name='round_intake_once'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='round',
            name='areas',
        ),
        migrations.RemoveField(
            model_name='round',
            name='source',
        ),
        migrations.DeleteModel(
            name='RoundFile',
        ),
        migrations.RunPython(with_triggers, without_triggers),
    ]
