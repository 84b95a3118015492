from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='FirstYear',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='first_year', to='workforce.staffmember')),
                    ('programme', models.CharField(max_length=20)),
                    ('started_on', models.DateField()),
                    ('registered_on', models.DateField(blank=True, null=True, verbose_name='registered with the programme')),
                    ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_years_supervised', to='workforce.staffmember')),
                    ('weekly_hours', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(1)], verbose_name='contracted hours a week')),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('passed', 'Passed'), ('not_passed', 'Not passed'), ('left', 'Left the council before the end'), ('withdrawn', 'Withdrawn from the programme')], max_length=10)),
                    ('evaluation', models.TextField(blank=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('outcome', '')), models.Q(('ended_on__gte', models.F('started_on')), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='first_year_ends_with_an_outcome', violation_error_message='Say how the year ended, and on a day after it began.'), models.CheckConstraint(condition=models.Q(('supervisor', models.F('staff')), _negated=True), name='nobody_supervises_their_own_first_year', violation_error_message='Choose somebody else as the supervisor.')],
                },
            ),
            migrations.CreateModel(
                name='Pause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='learning.firstyear')),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                    ('why', models.CharField(choices=[('sickness', 'Long sickness'), ('parental', 'Parental leave'), ('bereavement', 'Bereavement'), ('other', 'Another agreed reason')], max_length=12)),
                ],
                options={
                    'ordering': ['first_on'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='pause_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='Supervision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='learning.firstyear')),
                    ('held_on', models.DateField()),
                ],
                options={
                    'ordering': ['held_on'],
                    'constraints': [models.UniqueConstraint(fields=('first_year', 'held_on'), name='one_supervision_a_day', violation_error_message='Supervision on this day is recorded already.')],
                },
            ),
            migrations.CreateModel(
                name='DevelopmentHours',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='development', to='learning.firstyear')),
                    ('day', models.DateField()),
                    ('hours', models.DecimalField(decimal_places=2, max_digits=4)),
                    ('what', models.CharField(max_length=200, verbose_name='what for')),
                ],
                options={
                    'ordering': ['day', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0), ('hours__lte', 24)), name='development_hours_fit_a_day', violation_error_message='Enter more than no hours, and no more than 24.')],
                },
            ),
            migrations.CreateModel(
                name='Evidence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='learning.firstyear')),
                    ('piece', models.CharField(max_length=100)),
                    ('done_on', models.DateField()),
                ],
                options={
                    'ordering': ['done_on', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('first_year', 'piece'), name='one_piece_of_evidence_once', violation_error_message='This piece is recorded already.')],
                },
            ),
            migrations.CreateModel(
                name='FundingClaim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='learning.firstyear')),
                    ('when', models.CharField(choices=[('registration', 'On registration'), ('completion', 'On completion')], max_length=12)),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('claimed_on', models.DateField()),
                    ('received_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['claimed_on', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('first_year', 'when'), name='one_claim_of_a_kind_for_a_first_year', violation_error_message='This was claimed already.')],
                },
            ),
            migrations.CreateModel(
                name='TrainingNeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=150, verbose_name='what is to be learned')),
                    ('source', models.CharField(choices=[('audit', 'Case audit'), ('review', 'Serious case or practice review'), ('inspection', 'Inspection'), ('supervision', 'Supervision or appraisal'), ('law', 'A change of law or guidance'), ('system', 'A change of the case system'), ('other', 'Another source')], max_length=12, verbose_name='what showed it')),
                    ('reference', models.CharField(blank=True, help_text='The audit, review or report, with its date.', max_length=150, verbose_name='where that is written')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('people', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many people')),
                    ('raised_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('why_closed', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': [models.OrderBy(models.F('closed_on'), nulls_first=True), 'raised_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Course',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=150)),
                    ('provider', models.CharField(max_length=120)),
                    ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='learning.trainingneed')),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                    ('capacity', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='places')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='cost of all places')),
                ],
                options={
                    'ordering': ['-first_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='course_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='learning.course')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='workforce.staffmember')),
                    ('came', models.CharField(choices=[('booked', 'Booked'), ('attended', 'Attended'), ('stayed_away', 'Did not come'), ('cancelled', 'Cancelled')], default='booked', max_length=12)),
                ],
                options={
                    'ordering': ['staff__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('course', 'staff'), name='one_place_each', violation_error_message='This person has a place already.')],
                },
            ),
            migrations.CreateModel(
                name='Bursary',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bursaries', to='workforce.staffmember')),
                    ('course', models.CharField(max_length=150, verbose_name='course and university')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))])),
                    ('agreed_on', models.DateField()),
                    ('tied_months', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='months of work they undertake')),
                    ('work_from', models.DateField(blank=True, null=True, verbose_name='first day of work here')),
                ],
                options={
                    'ordering': ['-agreed_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='SystemHelp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=150, verbose_name='what changes')),
                    ('provider', models.CharField(max_length=120, verbose_name='who they are from')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                    ('days_booked', models.DecimalField(decimal_places=1, max_digits=5)),
                    ('days_used', models.DecimalField(decimal_places=1, default=0, max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0'))])),
                    ('pounds_a_day', models.DecimalField(decimal_places=2, max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='cost of a day')),
                ],
                options={
                    'ordering': ['-first_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('days_booked__gt', 0), ('last_on__gte', models.F('first_on'))), name='floor_walkers_are_booked_for_a_time', violation_error_message='Book at least part of a day, and end after the first.')],
                },
            ),
            migrations.CreateModel(
                name='Release',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='workforce.staffmember')),
                    ('what_for', models.CharField(max_length=150, verbose_name='what for')),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                    ('hours_a_week', models.DecimalField(decimal_places=1, max_digits=4)),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='cost of whoever does their work')),
                ],
                options={
                    'ordering': ['-first_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('hours_a_week__gt', 0), ('last_on__gte', models.F('first_on'))), name='release_is_for_a_time', violation_error_message='Release for some hours, and end after the first day.')],
                },
            ),
        ]),
    ]
