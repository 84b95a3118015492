"""The tables of the workforce, and the office hours that a desk begins with."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether
from alongside.desk.workforce.first_hours import seed_hours


def seed(apps, schema_editor):
    seed_hours(apps.get_model("workforce", "OfficeHours"))


class Migration(migrations.Migration):

    replaces = [('workforce', '0001_initial'), ('workforce', '0002_names_as_long_as_they_are'), ('workforce', '0003_away_and_cover'), ('workforce', '0004_members_of_staff'), ('workforce', '0005_posts_and_people_in_them'), ('workforce', '0006_agency_workers'), ('workforce', '0007_monthly_figures'), ('workforce', '0008_absence_of_staff_and_time_off_in_lieu'), ('workforce', '0009_exports_from_hr'), ('workforce', '0010_duty_and_out_of_hours'), ('workforce', '0011_supervision'), ('workforce', '0012_sickness_held_from'), ('workforce', '0013_frozen_baselines'), ('workforce', '0014_counted_beside_what_was_said')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('decisions', '0001_squashed_0003'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='AgencyEngagement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='workforce.staffmember')),
                    ('agency', models.CharField(max_length=120, verbose_name="agency's name")),
                    ('post', models.ForeignKey(blank=True, help_text='Empty where the worker is beyond the posts there are (supernumerary).', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='workforce.post')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='workforce.team')),
                    ('reason', models.CharField(choices=[('vacancy', 'Covers a vacancy'), ('sickness', 'Covers sickness'), ('leave', 'Covers maternity, paternity or other leave'), ('demand', 'More work than posts'), ('project', 'A project team'), ('other', 'Another reason')], max_length=10)),
                    ('role', models.CharField(choices=[('social_worker', 'Social worker'), ('senior_social_worker', 'Senior social worker'), ('advanced_practitioner', 'Advanced practitioner'), ('team_manager', 'Team manager'), ('reviewing_officer', 'Reviewing officer or conference chair'), ('not_social_work', 'Not a social worker (support officer, administrator)')], max_length=30)),
                    ('region', models.CharField(choices=[('East Midlands', 'East Midlands'), ('East of England', 'East of England'), ('London', 'London'), ('North East', 'North East'), ('North West', 'North West'), ('South East', 'South East'), ('South West', 'South West'), ('West Midlands', 'West Midlands'), ('Yorkshire and the Humber', 'Yorkshire and the Humber')], max_length=30, verbose_name='region of the council')),
                    ('hourly_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='hourly rate, in pounds')),
                    ('rate_is_whole', models.BooleanField(blank=True, null=True, verbose_name="employer's National Insurance and the apprenticeship levy are in the rate")),
                    ('on_costs', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='on-costs on top of the rate, in pounds an hour')),
                    ('hours_a_week', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('168'))])),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('planned_end_on', models.DateField(blank=True, null=True, verbose_name='planned last day')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('ended_why', models.CharField(blank=True, max_length=200, verbose_name='why it ended')),
                    ('project_team', models.CharField(blank=True, max_length=120, verbose_name='name of the project team')),
                    ('project_approved_on', models.DateField(blank=True, null=True, verbose_name='day the worker was approved for the project team')),
                    ('reference_requested_on', models.DateField(blank=True, null=True, verbose_name='day a reference was asked for')),
                    ('reference_given_on', models.DateField(blank=True, null=True, verbose_name='day a reference was given')),
                    ('experience_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months after qualifying in direct employment, as evidenced')),
                    ('notice_weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='weeks of notice')),
                    ('permanent_notice_weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='weeks of notice of the permanent post')),
                    ('director_signed_on', models.DateField(blank=True, null=True, verbose_name="day the Director of Children's Services signed off")),
                    ('chief_signed_on', models.DateField(blank=True, null=True, verbose_name='day the Chief Executive signed off')),
                    ('never_permanent', models.BooleanField(default=False, verbose_name='the worker left no permanent post in social work')),
                    ('left_permanent_on', models.DateField(blank=True, null=True, verbose_name='day the worker left a permanent post')),
                    ('left_permanent_region', models.CharField(blank=True, choices=[('East Midlands', 'East Midlands'), ('East of England', 'East of England'), ('London', 'London'), ('North East', 'North East'), ('North West', 'North West'), ('South East', 'South East'), ('South West', 'South West'), ('West Midlands', 'West Midlands'), ('Yorkshire and the Humber', 'Yorkshire and the Humber')], max_length=30, verbose_name='region of that post')),
                    ('exception', models.CharField(blank=True, choices=[('permanent_post', 'Left to take up another permanent post'), ('redundancy', 'Made redundant'), ('probation', 'Left during probation')], max_length=20, verbose_name='exception from the cooling off')),
                ],
                options={
                    'ordering': ['-starts_on', 'pk'],
                    'indexes': [models.Index(fields=['starts_on', 'ended_on'], name='engagement_by_days')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('starts_on')), _connector='OR'), name='engagement_ends_on_or_after_its_start', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('planned_end_on', None), ('planned_end_on__gte', models.F('starts_on')), _connector='OR'), name='engagement_is_planned_to_end_on_or_after_its_start', violation_error_message='The planned last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('never_permanent', False), ('left_permanent_on', None), _connector='OR'), name='who_left_no_permanent_post_has_no_day_of_leaving', violation_error_message='Type the day the worker left a permanent post, or say that they left none; not both.')],
                },
            ),
            migrations.CreateModel(
                name='AgencyCap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('region', models.CharField(choices=[('East Midlands', 'East Midlands'), ('East of England', 'East of England'), ('London', 'London'), ('North East', 'North East'), ('North West', 'North West'), ('South East', 'South East'), ('South West', 'South West'), ('West Midlands', 'West Midlands'), ('Yorkshire and the Humber', 'Yorkshire and the Humber')], max_length=30)),
                    ('role', models.CharField(choices=[('social_worker', 'Social worker'), ('senior_social_worker', 'Senior social worker'), ('advanced_practitioner', 'Advanced practitioner'), ('team_manager', 'Team manager'), ('reviewing_officer', 'Reviewing officer or conference chair'), ('not_social_work', 'Not a social worker (support officer, administrator)')], max_length=30)),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=7, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='pounds an hour')),
                    ('source', models.CharField(max_length=200, verbose_name='where it is written')),
                    ('typed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['region', 'role', '-first_on'],
                    'constraints': [models.UniqueConstraint(fields=('region', 'role', 'first_on'), name='one_cap_of_a_role_from_a_day', violation_error_message='There is a cap of this role from that day already.'), models.CheckConstraint(condition=models.Q(('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='cap_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                    ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='workforce.staffmember')),
                    ('came', models.CharField(choices=[('noted', 'Noted here'), ('hr', 'From HR')], default='noted', max_length=5)),
                    ('kind', models.CharField(choices=[('leave', 'Annual leave'), ('sickness', 'Sickness'), ('training', 'Training'), ('other', 'Another reason')], max_length=10)),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField(blank=True, help_text='Empty while nobody knows.', null=True)),
                    ('lost', models.DecimalField(blank=True, decimal_places=2, help_text='As HR counts them. Empty: reckoned from working days and hours.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='days lost, in days of a full-time post')),
                    ('reason', models.CharField(blank=True, max_length=80, verbose_name='reason, as HR words it')),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'first_on'], name='absence_by_person'), models.Index(fields=['staff', 'first_on'], name='absence_by_staff')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='absence_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('came', 'noted'), ('user__isnull', False)), models.Q(('came', 'hr'), ('staff__isnull', False)), _connector='OR'), name='absence_is_of_a_user_or_of_staff'), models.UniqueConstraint(condition=models.Q(('came', 'hr')), fields=('staff', 'first_on', 'kind'), name='one_absence_of_staff_from_a_day', violation_error_message='A spell from that day is kept already.')],
                },
            ),
            migrations.CreateModel(
                name='Cover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('absence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to='workforce.absence')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to=settings.AUTH_USER_MODEL)),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, null=True)),
                    ('arranged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='cover_ends_on_or_after_its_first_day', violation_error_message='Cover cannot end before it starts.')],
                },
            ),
            migrations.CreateModel(
                name='DutyShared',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('team', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='duty_shared', to='workforce.team')),
                    ('kept_with', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keeps_duty_of', to='workforce.team')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('team', models.F('kept_with')), _negated=True), name='a_team_shares_the_duty_of_another', violation_error_message='Choose another team than this one.')],
                },
            ),
            migrations.CreateModel(
                name='DutyTurn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_turns', to='workforce.team')),
                    ('day', models.DateField()),
                    ('session', models.CharField(choices=[('day', 'All day'), ('morning', 'Morning'), ('afternoon', 'Afternoon')], default='day', max_length=9)),
                    ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='duty social worker')),
                    ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='duty manager')),
                ],
                options={
                    'ordering': ['day', 'team', 'pk'],
                    'indexes': [models.Index(fields=['day'], name='duty_by_day')],
                    'constraints': [models.UniqueConstraint(fields=('team', 'day', 'session'), name='one_duty_turn_to_a_session', violation_error_message='This part of the day is on the rota already.'), models.CheckConstraint(condition=models.Q(('worker__isnull', False), ('manager__isnull', False), _connector='OR'), name='a_duty_turn_names_somebody', violation_error_message='Choose a duty social worker or a duty manager.')],
                },
            ),
            migrations.CreateModel(
                name='OutOfHours',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='name of the team')),
                    ('telephone', models.CharField(max_length=30, verbose_name='telephone number')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ],
                options={
                    'verbose_name_plural': 'out of hours',
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_out_of_hours_team_is_kept')],
                },
            ),
            migrations.CreateModel(
                name='OfficeHours',
                fields=[
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], primary_key=True, serialize=False)),
                    ('opens', models.TimeField()),
                    ('closes', models.TimeField()),
                ],
                options={
                    'verbose_name_plural': 'office hours',
                    'ordering': ['weekday'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='the_office_closes_after_it_opens', violation_error_message='The office closes later than it opens.'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='a_week_has_seven_days')],
                },
            ),
            migrations.CreateModel(
                name='StaffMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(blank=True, max_length=30, verbose_name='payroll number')),
                    ('name', models.CharField(max_length=150)),
                    ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='staff_member', to=settings.AUTH_USER_MODEL)),
                    ('worker', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='staff_member', to='workforce.worker')),
                    ('line_manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='managed', to='workforce.staffmember')),
                    ('engaged', models.CharField(choices=[('employee', 'Employee'), ('agency', 'Agency worker'), ('student', 'Student'), ('other', 'Other')], default='employee', max_length=10)),
                    ('registration', models.CharField(blank=True, max_length=20, verbose_name='registration with Social Work England')),
                    ('qualified_on', models.DateField(blank=True, null=True)),
                    ('joined_on', models.DateField(blank=True, null=True, verbose_name='joined the council on')),
                    ('joined_from', models.CharField(blank=True, choices=[('newly_qualified', 'Newly qualified'), ('other_authority', 'Another authority'), ('agency_here', 'Agency worker here, made permanent'), ('agency_elsewhere', 'Agency worker elsewhere'), ('role_here', 'Another role in this council'), ('other_sector', 'Another employer'), ('abroad', 'Social work abroad'), ('returner', 'Returned to the profession'), ('other', 'Elsewhere'), ('unknown', 'Not known')], max_length=20)),
                    ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('leaving_reason', models.CharField(blank=True, choices=[('other_authority', 'To another authority'), ('agency', 'To agency work'), ('role_here', 'To another role in this council'), ('other_sector', 'To another employer'), ('contract_ended', 'The contract or placement ended'), ('made_permanent', 'Agency worker made permanent here'), ('retired', 'Retired'), ('redundant', 'Redundancy'), ('dismissed', 'Dismissed'), ('died', 'Died'), ('other', 'Another reason'), ('unknown', 'Not known')], max_length=20)),
                    ('contracted_hours', models.DecimalField(decimal_places=2, default=Decimal('37'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='contracted hours a week')),
                    ('standard_hours', models.DecimalField(decimal_places=2, default=Decimal('37'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('1'))], verbose_name='standard hours a week of the grade')),
                ],
                options={
                    'ordering': ['name', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='one_member_of_staff_to_a_number', violation_error_message='Another member of staff has this payroll number.'), models.CheckConstraint(condition=models.Q(('left_on', None), ('joined_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='staff_leave_on_or_after_the_day_they_joined', violation_error_message='The last day cannot be before the day they joined.')],
                },
            ),
            migrations.CreateModel(
                name='PostRole',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'There is a role of this name already.'}, max_length=120, unique=True)),
                    ('registered', models.BooleanField(default=False, verbose_name='a registered social worker')),
                    ('grades', models.CharField(blank=True, max_length=60, verbose_name='grade family')),
                    ('department', models.CharField(blank=True, help_text='Empty: this department.', max_length=120, verbose_name='home department, if another')),
                    ('counts', models.BooleanField(default=True, verbose_name='counts as social work establishment')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='JobDescription',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='job_descriptions', to='workforce.postrole')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(verbose_name='in use from')),
                    ('changes', models.TextField(verbose_name='what it is, or what changed')),
                    ('grade', models.CharField(max_length=20, verbose_name='grade')),
                    ('evaluated_on', models.DateField(blank=True, null=True, verbose_name='job evaluation on')),
                ],
                options={
                    'ordering': ['role', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('role', 'version'), name='one_job_description_to_a_version')],
                },
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(error_messages={'unique': 'Another post has this number.'}, max_length=30, unique=True, verbose_name='post number')),
                    ('title', models.CharField(max_length=120)),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='workforce.postrole')),
                    ('funding', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='PostChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='workforce.post')),
                    ('kind', models.CharField(choices=[('create', 'Create the post'), ('end', 'End the post'), ('fte', 'Change its FTE'), ('team', 'Move it to another team'), ('grade', 'Change its grade'), ('manager', 'Change its line manager'), ('extend', 'Extend its term, or make it permanent')], max_length=10)),
                    ('planned_on', models.DateField()),
                    ('effective_on', models.DateField(blank=True, null=True)),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='decisions.decision')),
                    ('fte', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='FTE')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('grade', models.CharField(blank=True, max_length=20)),
                    ('line_manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.staffmember')),
                    ('last_on', models.DateField(blank=True, null=True, verbose_name='last day of a fixed term')),
                    ('why', models.CharField(blank=True, max_length=300)),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['planned_on', 'pk'],
                    'indexes': [models.Index(fields=['effective_on', 'id'], name='post_changes_by_day'), models.Index(fields=['post', 'effective_on'], name='post_changes_by_post')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('effective_on', None), ('effective_on__gte', models.F('planned_on')), _connector='OR'), name='post_change_takes_effect_on_its_day_or_later')],
                },
            ),
            migrations.CreateModel(
                name='ChangeStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='workforce.postchange')),
                    ('kind', models.CharField(choices=[('hr_advice', 'HR advice'), ('consultation', 'consultation of the trade unions'), ('notice', 'notice to agency staff')], max_length=20)),
                    ('needed', models.BooleanField(default=True)),
                    ('done_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('change', 'kind'), name='one_step_of_a_kind_to_a_change')],
                },
            ),
            migrations.CreateModel(
                name='Holding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='workforce.staffmember')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='workforce.post')),
                    ('basis', models.CharField(choices=[('substantive', 'Substantive'), ('seconded', 'Seconded in'), ('acting', 'Acting'), ('fixed_term', 'Fixed term')], max_length=15)),
                    ('fte', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='FTE held')),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seconded_from', to='workforce.post')),
                    ('backfilled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.staffmember')),
                ],
                options={
                    'indexes': [models.Index(fields=['post', 'since'], name='holdings_by_post')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='holding_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('basis', 'seconded'), models.Q(('backfilled_by', None), ('home', None)), _connector='OR'), name='only_who_is_seconded_has_a_home_post', violation_error_message='Only somebody seconded has a home post, and somebody who backfills it.')],
                },
            ),
            migrations.CreateModel(
                name='Recruitment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recruitments', to='workforce.post')),
                    ('note', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='Stage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recruitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='workforce.recruitment')),
                    ('kind', models.CharField(choices=[('advertised', 'Advertised'), ('interview', 'Interviews held'), ('offered', 'Offer made'), ('started', 'Started'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('on', models.DateField()),
                ],
                options={
                    'ordering': ['on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='HrUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=200)),
                    ('sealed', models.BinaryField(help_text='The file, sealed; empty once it is forgotten.')),
                    ('done', models.JSONField(default=list, help_text='What was imported of each table, and what was refused.')),
                    ('sickness_from', models.DateField(blank=True, help_text='From when it tells of sickness, as said on import.', null=True)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='HrLayout',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('fingerprint', models.CharField(db_index=True, max_length=16)),
                    ('told', models.JSONField(help_text='What a row is, the headers, the columns by field.')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('saved_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='MonthlyFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('indicator', models.CharField(max_length=60)),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monthly_figures', to='workforce.team')),
                    ('month', models.DateField(help_text='Its first day.')),
                    ('numerator', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('denominator', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('as_at', models.DateField(help_text='The day that was counted for.')),
                    ('came', models.CharField(choices=[('typed', 'Typed'), ('counted', 'Counted here'), ('imported', 'Imported')], max_length=10)),
                    ('baseline', models.BooleanField(default=False, help_text='One of the twelve that the limits come from: they stay the same, whatever months are added.')),
                    ('counted_numerator', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True)),
                    ('counted_denominator', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True)),
                    ('counted_as_at', models.DateField(blank=True, editable=False, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('indicator', 'team', 'month'), name='one_figure_a_month'), models.CheckConstraint(condition=models.Q(('denominator__gte', 0), ('numerator__gte', 0)), name='monthly_figure_not_below_0', violation_error_message='A number cannot be below 0.'), models.CheckConstraint(condition=models.Q(('as_at__gte', models.F('month'))), name='monthly_figure_as_at_in_its_month_or_later', violation_error_message='The day counted for is in the month or later.')],
                },
            ),
            migrations.CreateModel(
                name='LimitsAnew',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('indicator', models.CharField(max_length=60)),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='limits_anew', to='workforce.team')),
                    ('month', models.DateField(help_text='The first month of the new limits.')),
                    ('reason', models.CharField(max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'ordering': ['month'],
                    'constraints': [models.UniqueConstraint(fields=('indicator', 'team', 'month'), name='limits_anew_once_a_month', violation_error_message='Limits are drawn anew from this month already.')],
                },
            ),
            migrations.CreateModel(
                name='SupervisionRhythm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rhythm', to='workforce.postrole')),
                    ('staff', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rhythm', to='workforce.staffmember')),
                    ('weeks', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(26)], verbose_name='weeks between')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role', None), ('staff__isnull', False)), models.Q(('role__isnull', False), ('staff', None)), _connector='OR'), name='a_rhythm_is_of_a_role_or_of_a_person'), models.CheckConstraint(condition=models.Q(('weeks__gte', 1), ('weeks__lte', 26)), name='a_rhythm_is_of_one_to_26_weeks')],
                },
            ),
            migrations.CreateModel(
                name='SupervisionHeld',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions_held', to='workforce.staffmember')),
                    ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions_given', to='workforce.staffmember')),
                    ('held_on', models.DateField(verbose_name='held on')),
                    ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(480)], verbose_name='length in minutes')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'supervisions held',
                    'constraints': [models.UniqueConstraint(fields=('staff', 'held_on'), name='one_supervision_of_a_person_a_day', violation_error_message='Supervision on this day is recorded already.'), models.CheckConstraint(condition=models.Q(('staff', models.F('supervisor')), _negated=True), name='nobody_supervises_themselves', violation_error_message='Nobody supervises themselves.')],
                },
            ),
            migrations.CreateModel(
                name='SupervisionAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='workforce.supervisionheld')),
                    ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                    ('owner', models.CharField(choices=[('supervised', 'The one supervised'), ('supervisor', 'The supervisor')], max_length=10, verbose_name='who does it')),
                    ('due_on', models.DateField(verbose_name='by')),
                    ('done_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'indexes': [models.Index(fields=['done_on', 'due_on'], name='actions_to_do')],
                },
            ),
            migrations.CreateModel(
                name='ToilEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toil_entries', to='workforce.staffmember')),
                    ('on', models.DateField(verbose_name='day')),
                    ('kind', models.CharField(choices=[('earned', 'Earned'), ('taken', 'Taken')], max_length=6, verbose_name='earned or taken')),
                    ('hours', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('200'))])),
                    ('words', models.CharField(blank=True, max_length=200, verbose_name='why')),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'toil entries',
                    'ordering': ['-on', '-pk'],
                    'indexes': [models.Index(fields=['staff', 'on'], name='toil_by_staff')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='toil_is_of_some_hours')],
                },
            ),
            migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'There is a team of this name already.'}, max_length=120, unique=True)),
                    ('kind', models.CharField(choices=[('assessment', 'Assessment'), ('child_protection', 'District child protection'), ('looked_after', 'Looked after children'), ('disability', "Children's disability"), ('other', 'Other')], default='other', max_length=20)),
                    ('active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Worker',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source_id', models.CharField(max_length=150, unique=True, verbose_name='id in the case system')),
                    ('name', models.CharField(blank=True, max_length=150)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='workers', to='workforce.team')),
                    ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='worker', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name', 'source_id'],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='workforce.team')),
                    ('how', models.CharField(choices=[('manages', 'Manages'), ('works_in', 'Works in'), ('supports', 'Supports')], max_length=10)),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, help_text='The last day. Empty while it goes on.', null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('user', 'team'), name='one_current_membership_of_a_team', violation_error_message='This person belongs to this team already.'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_on_or_after_its_start', violation_error_message='A membership cannot end before it starts.')],
                },
            ),
        ]),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
