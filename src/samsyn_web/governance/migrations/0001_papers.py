import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


DECIDED = "what is decided under the law is never changed"
PAPER, TEXT, DECISION = "governance_paper", "governance_papertext", "governance_paperdecision"
IS_DECIDED = f"EXISTS (SELECT 1 FROM {PAPER} WHERE id = %s AND decision_id IS NOT NULL)"
GUARDS = (  # table, event, when
    (DECISION, "UPDATE", ""),
    (PAPER, "UPDATE", "OLD.decision_id IS NOT NULL"),
    (TEXT, "UPDATE", IS_DECIDED % "OLD.paper_id"),
    (TEXT, "INSERT", IS_DECIDED % "NEW.paper_id"),
)


def forwards(apps, schema_editor):
    """Let the database itself refuse to change what was decided, and what it was made of."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, event, when in GUARDS:
        name = f"{table}_no_{event.lower()}"
        trigger = f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        if sqlite:
            only = f" WHEN {when}" if when else ""
            schema_editor.execute(f"{trigger}{only} BEGIN SELECT RAISE(ABORT, '{DECIDED}'); END")
            continue
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when or 'TRUE'} THEN RAISE EXCEPTION '{DECIDED}' USING ERRCODE = 'restrict_violation'; END IF; "
            "RETURN NEW; END $$"
        )
        schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION {name}()")


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, event, _when in GUARDS:
        name = f"{table}_no_{event.lower()}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f" ON {table}"))
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0004_steering'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(max_length=120, verbose_name='beslutat av')),
                ('decided_on', models.DateField(verbose_name='beslutsdag')),
                ('minute_reference', models.CharField(max_length=120, verbose_name='protokoll och paragraf')),
                ('content', models.TextField(verbose_name='innehåll som JSON')),
                ('digest', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'beslut om handling',
                'verbose_name_plural': 'beslut om handlingar',
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('picture', 'lägesbild enligt lagen')], max_length=12, verbose_name='slag')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=200, verbose_name='rubrik')),
                ('started_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.paperdecision', verbose_name='beslut')),
            ],
            options={
                'verbose_name': 'handling enligt lagen',
                'verbose_name_plural': 'handlingar enligt lagen',
            },
        ),
        migrations.CreateModel(
            name='PaperText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, verbose_name='avsnitt')),
                ('text', models.CharField(blank=True, max_length=20000, verbose_name='egen text')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='governance.paper')),
            ],
            options={
                'verbose_name': 'text i handling',
                'verbose_name_plural': 'texter i handlingar',
            },
        ),
        migrations.AddIndex(
            model_name='paperdecision',
            index=models.Index(fields=['organisation', '-decided_on'], name='paper_decided_latest'),
        ),
        migrations.AddConstraint(
            model_name='paperdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', ''), _negated=True), models.Q(('minute_reference', ''), _negated=True)), name='paper_decision_says_who_and_where'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('organisation', 'kind', 'number'), name='paper_version_once'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='paper_has_title'),
        ),
        migrations.AddConstraint(
            model_name='papertext',
            constraint=models.UniqueConstraint(fields=('paper', 'key'), name='paper_text_once'),
        ),
        migrations.RunPython(forwards, backwards),
    ]
