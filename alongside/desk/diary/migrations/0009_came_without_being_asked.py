"""Somebody who came to a meeting without being asked takes part in it as well."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('diary', '0008_language_of_a_meeting')]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='uninvited',
            field=models.BooleanField(default=False, verbose_name='came without being asked'),
        ),
    ]
