from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0001_papers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='paper',
            name='kind',
            field=models.CharField(choices=[('picture', 'lägesbild enligt lagen'), ('follow_up', 'uppföljning av åtgärdsplanen'), ('assembly', 'rapport till kommunfullmäktige')], max_length=12, verbose_name='slag'),
        ),
    ]
