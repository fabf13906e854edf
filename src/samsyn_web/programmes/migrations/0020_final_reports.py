"""Keep final reports as they were made."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0019_founding'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FinalReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.CharField(max_length=36, unique=True, verbose_name='arbete')),
                ('made_at', models.DateTimeField()),
                ('activities', models.PositiveIntegerField(verbose_name='antal aktiviteter')),
                ('municipalities', models.PositiveIntegerField(verbose_name='antal kommuner')),
                ('texts', models.PositiveIntegerField(verbose_name='antal egna texter')),
                ('digest', models.CharField(max_length=64, verbose_name='kontrollsumma av underlaget')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'slutrapport som den gjordes',
                'verbose_name_plural': 'slutrapporter som de gjordes',
            },
        ),
        migrations.CreateModel(
            name='FinalReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('html', 'webbsida')], max_length=4, verbose_name='format')),
                ('content', models.BinaryField(verbose_name='innehåll')),
                ('size', models.PositiveIntegerField(verbose_name='storlek')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.finalreport', verbose_name='slutrapport')),
            ],
            options={
                'verbose_name': 'fil av slutrapport',
                'verbose_name_plural': 'filer av slutrapporter',
                'constraints': [models.UniqueConstraint(fields=('report', 'form'), name='final_report_format_once')],
            },
        ),
    ]
