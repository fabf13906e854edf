"""Let an activity belong to more focus areas than its first."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0015_packages'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='activity',
            name='activity_counted',
        ),
        migrations.AddField(
            model_name='activity',
            name='also_in',
            field=models.CharField(blank=True, max_length=200, verbose_name='hör också till fokusområde'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['programme', 'is_listed', 'status', 'participant', 'focus_area', 'also_in'], name='activity_counted'),
        ),
    ]
