"""Let a handing over begin by itself, and say who leaves and who comes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0013_neighbours'),
        ('people', '0008_project_leader'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='handover',
            name='arriving',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership', verbose_name='den som tar över'),
        ),
        migrations.AddField(
            model_name='handover',
            name='began',
            field=models.CharField(choices=[('hand', 'påbörjad av en samordnare'), ('left', 'föreslagen när funktionen blir ledig'), ('came', 'föreslagen när funktionen har fått en ny innehavare')], default='hand', max_length=4, verbose_name='hur den började'),
        ),
        migrations.AddField(
            model_name='handover',
            name='changes_on',
            field=models.DateField(blank=True, null=True, verbose_name='dagen som funktionen byter hand'),
        ),
        migrations.AddField(
            model_name='handover',
            name='subject',
            field=models.CharField(blank=True, max_length=120, verbose_name='vad funktionen hör till'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('handed_at', None), models.Q(('subject', ''), _negated=True)), fields=('organisation', 'subject'), name='handover_one_under_way'),
        ),
    ]
