"""Let an activity name whose time it takes, and a municipality say how much is too much for it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0020_final_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='asks',
            field=models.CharField(blank=True, max_length=500, verbose_name='enheter och funktioner som den kräver tid av'),
        ),
        migrations.CreateModel(
            name='OwnLoadLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('per_week', models.PositiveSmallIntegerField(verbose_name='anspråk i veckan')),
                ('focus_areas', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='fokusområden samtidigt')),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participant')),
            ],
            options={
                'verbose_name': 'kommunens egen gräns för belastning',
                'verbose_name_plural': 'kommunernas egna gränser för belastning',
                'constraints': [models.CheckConstraint(condition=models.Q(('per_week__gte', 1)), name='own_limit_lets_something')],
            },
        ),
    ]
