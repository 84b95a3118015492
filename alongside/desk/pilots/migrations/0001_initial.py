import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Pilot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'There is a pilot of this name already.'}, max_length=120, unique=True)),
                    ('question', models.CharField(max_length=400)),
                    ('source', models.CharField(choices=[('months', 'The monthly figures of teams that are kept here'), ('audits', 'The grades of case audits, by quarter'), ('upload', 'A table that is uploaded')], max_length=10)),
                    ('indicator', models.CharField(max_length=60, verbose_name='primary figure')),
                    ('better', models.CharField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better')], max_length=10)),
                    ('worthwhile', models.DecimalField(decimal_places=2, max_digits=8, validators=[django.core.validators.MinValueValidator(0.01, 'It must be more than 0.')], verbose_name='smallest change worth having')),
                    ('also', models.JSONField(blank=True, default=list, verbose_name='also looked at')),
                    ('chosen_how', models.CharField(choices=[('lot', 'By lot'), ('volunteers', 'They volunteered'), ('worst', 'Their figures were the worst'), ('other', 'In another way')], max_length=12)),
                    ('chosen_on', models.CharField(blank=True, max_length=400, verbose_name='on which figures they were chosen')),
                    ('chosen_first', models.DateField(blank=True, null=True)),
                    ('chosen_last', models.DateField(blank=True, null=True)),
                    ('baseline_first', models.DateField(verbose_name='first month before')),
                    ('starts_on', models.DateField(verbose_name='first month of the pilot')),
                    ('ends_on', models.DateField(verbose_name='last month of the pilot')),
                    ('startup_months', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(6)], verbose_name='start-up months left out')),
                    ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost of all pilot teams, in pounds')),
                    ('cost_of', models.CharField(blank=True, max_length=300)),
                    ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('planned_on', models.DateField()),
                    ('locked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locked_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('locked_by', None), ('locked_on', None)), models.Q(('locked_by__isnull', False), ('locked_on__isnull', False)), _connector='OR'), name='plan_locked_by_somebody_on_a_day', violation_error_message='Say who locked the plan, and when.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='pilot_ends_after_its_start', violation_error_message='A pilot cannot end before it starts.'), models.CheckConstraint(condition=models.Q(('starts_on__gt', models.F('baseline_first'))), name='pilot_has_a_month_before', violation_error_message='At least one month must stand before the pilot, to compare with.'), models.CheckConstraint(condition=models.Q(models.Q(('chosen_first', None), ('chosen_last', None)), ('chosen_last__gte', models.F('chosen_first')), _connector='OR'), name='figures_of_choice_are_of_a_period', violation_error_message='Give the first and the last month of the figures by which the teams were chosen, in this order.')],
                },
            ),
            migrations.CreateModel(
                name='PilotTeam',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='pilots.pilot')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pilots', to='workforce.team')),
                    ('arm', models.CharField(choices=[('pilot', 'Pilot'), ('comparison', 'Comparison')], max_length=10)),
                    ('starts_on', models.DateField(blank=True, help_text="Its own first month, where it is another than the pilot's.", null=True)),
                ],
                options={
                    'ordering': ['-arm', 'team__name'],
                    'constraints': [models.UniqueConstraint(fields=('pilot', 'team'), name='team_once_in_a_pilot', violation_error_message='This team takes part already.')],
                },
            ),
            migrations.CreateModel(
                name='Amendment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='pilots.pilot')),
                    ('changes', models.JSONField(help_text='A list of what, was and now.')),
                    ('reason', models.CharField(max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Draw',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draw', to='pilots.pilot')),
                    ('seed', models.CharField(max_length=40)),
                    ('teams', models.JSONField(help_text='The names from which it was drawn, in order.')),
                    ('pairs', models.JSONField(blank=True, default=list)),
                    ('drawn', models.JSONField(help_text='The names of the pilot teams.')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Promise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='pilots.pilot')),
                    ('what', models.CharField(max_length=300)),
                    ('to_whom', models.CharField(max_length=150)),
                    ('due_on', models.DateField()),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_on', models.DateField()),
                    ('kept_on', models.DateField(blank=True, null=True)),
                    ('kept_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kept_how', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'indexes': [models.Index(fields=['kept_on', 'due_on'], name='promise_due')],
                },
            ),
            migrations.CreateModel(
                name='Initiative',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='pilots.pilot')),
                    ('what', models.CharField(max_length=300)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('first', models.DateField(verbose_name='first month')),
                    ('last', models.DateField(blank=True, null=True, verbose_name='last month')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_on', models.DateField()),
                ],
                options={
                    'ordering': ['first', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='LogEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='pilots.pilot')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('month', models.DateField(help_text='Its first day.')),
                    ('kind', models.CharField(choices=[('moved', 'Staff moved between pilot and comparison'), ('shared', 'A support officer worked for a comparison team'), ('merged', 'Teams merged or split'), ('inspection', 'Inspection'), ('manager', 'New team manager'), ('other', 'Something else')], max_length=12)),
                    ('what', models.CharField(max_length=400, verbose_name='what happened')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('on', models.DateField()),
                ],
            ),
            migrations.CreateModel(
                name='Exposure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exposure', to='pilots.pilot')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('month', models.DateField(help_text='Its first day.')),
                    ('fte', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(50)], verbose_name='FTE of support officers present')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('on', models.DateField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('pilot', 'team', 'month'), name='one_exposure_a_month')],
                },
            ),
            migrations.CreateModel(
                name='Remark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='pilots.pilot')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('month', models.DateField(help_text='Its first day.')),
                    ('indicator', models.CharField(max_length=60, verbose_name='figure')),
                    ('text', models.CharField(max_length=400, verbose_name='remark')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('on', models.DateField()),
                ],
            ),
            migrations.CreateModel(
                name='WorkedOut',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='worked_out', to='pilots.pilot')),
                    ('came', models.CharField(max_length=300, verbose_name='where the panel came from')),
                    ('panel', models.TextField(help_text='The panel, as CSV.')),
                    ('asked', models.JSONField(help_text='Teams, start and the rest, as they were asked.')),
                    ('findings', models.JSONField(blank=True, default=list)),
                    ('result', models.JSONField(blank=True, default=dict)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
            ),
        ]),
    ]
