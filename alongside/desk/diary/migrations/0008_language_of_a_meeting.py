"""The language to be interpreted is kept with the meeting, until an interpreter is chosen."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('diary', '0001_squashed_0007')]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='language',
            field=models.CharField(blank=True, max_length=60, verbose_name='language to be interpreted'),
        ),
    ]
