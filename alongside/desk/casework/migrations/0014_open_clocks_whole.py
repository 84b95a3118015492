from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0013_open_clocks_by_child'),
        ('people', '0001_squashed_0006'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='due',
            index=models.Index(condition=models.Q(('gone_in', None), ('status', 'open')), fields=['child', 'due_on', 'team', 'worker', 'mark', 'given', 'hold', 'rule', 'id'], name='due_open_by_child'),
        ),
        migrations.RemoveIndex(
            model_name='due',
            name='due_open_of_child',
        ),
    ]
