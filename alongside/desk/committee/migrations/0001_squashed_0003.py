import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('committee', '0001_reports_to_committee'), ('committee', '0002_money_in_reports'), ('committee', '0003_own_templates')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('decisions', '0001_squashed_0003'),
        ('money', '0001_squashed_0007'),
        ('pilots', '0001_initial'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='OwnTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[a-z][a-z_]*\\Z', 'Use small letters and _ alone, like cabinet_report.')])),
                    ('number', models.PositiveIntegerField(verbose_name='version')),
                    ('key', models.CharField(max_length=30, unique=True)),
                    ('text', models.TextField(verbose_name='as TOML')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['name', '-number'],
                },
            ),
            migrations.CreateModel(
                name='Report',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('template', models.CharField(max_length=30)),
                    ('title', models.CharField(max_length=200)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.body')),
                    ('meets_on', models.DateField(verbose_name='the day of the meeting')),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='decisions.decision')),
                    ('author', models.CharField(max_length=150, verbose_name='whose report it is')),
                    ('asks', models.JSONField(blank=True, default=list)),
                    ('above', models.JSONField(blank=True, default=dict)),
                    ('boxes', models.JSONField(blank=True, default=dict)),
                    ('background', models.TextField(blank=True, default='')),
                    ('not_applicable', models.JSONField(blank=True, default=list)),
                    ('exempt', models.BooleanField(default=False)),
                    ('printed', models.JSONField(blank=True, default=dict, help_text='Each figure as an author last saw it.')),
                    ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('begun_on', models.DateField()),
                    ('forward_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('forward_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['-meets_on'], name='reports_by_meeting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('forward_by', None), ('forward_on', None)), models.Q(('forward_by__isnull', False), ('forward_on__isnull', False)), _connector='OR'), name='report_goes_forward_by_somebody_on_a_day', violation_error_message='Say who sent the report forward, and when.')],
                },
            ),
            migrations.CreateModel(
                name='Section',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='committee.report')),
                    ('name', models.CharField(max_length=40)),
                    ('text', models.TextField(blank=True, default='')),
                    ('number', models.PositiveIntegerField(default=0, verbose_name='version')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('report', 'name'), name='one_section_of_a_name')],
                },
            ),
            migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='committee.section')),
                    ('number', models.PositiveIntegerField()),
                    ('text', models.TextField(blank=True, default='')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('section', 'number'), name='one_version_of_a_section_of_a_number')],
                },
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='committee.section')),
                    ('text', models.TextField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                    ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='SectionDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='committee.section')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sealed', models.BinaryField()),
                    ('seen', models.TextField(help_text='What the page showed, as it was signed.')),
                    ('saved_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('section', 'owner'), name='one_draft_of_a_section_each')],
                },
            ),
            migrations.CreateModel(
                name='SignOff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='committee.report')),
                    ('kind', models.CharField(choices=[('constitutional', 'Constitutional'), ('financial', 'Financial'), ('hr', 'Human resources')], max_length=20)),
                    ('says', models.TextField(verbose_name='what it says')),
                    ('print', models.CharField(max_length=64, verbose_name='fingerprint of the report')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='AcceptedFinding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accepted', to='committee.report')),
                    ('kind', models.CharField(max_length=80)),
                    ('where', models.CharField(max_length=300)),
                    ('what', models.TextField()),
                    ('reason', models.CharField(max_length=400)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='ReportFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='committee.report')),
                    ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*\\Z', 'Use small letters, digits and _, a letter first, like posts_vacant.')])),
                    ('source', models.CharField(choices=[('typed', 'Typed in, with a document behind it'), ('formula', 'Worked out from other figures'), ('indicator', 'A team’s month, as it is kept here'), ('pilot', 'What a pilot came to'), ('money', 'Where a grant stands')], max_length=10)),
                    ('value', models.CharField(blank=True, default='', max_length=30)),
                    ('formula', models.CharField(blank=True, default='', max_length=200)),
                    ('unit', models.CharField(blank=True, default='', max_length=30)),
                    ('places', models.SmallIntegerField(blank=True, null=True, verbose_name='decimals printed')),
                    ('as_at', models.DateField(blank=True, null=True)),
                    ('period', models.CharField(blank=True, default='', max_length=60)),
                    ('document', models.CharField(blank=True, default='', max_length=300, verbose_name='what is behind it')),
                    ('indicator', models.CharField(blank=True, default='', max_length=60)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('month', models.DateField(blank=True, null=True)),
                    ('pilot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilots.pilot')),
                    ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='money.grant')),
                    ('measure', models.CharField(blank=True, choices=[('gap', 'The gap between the arms'), ('gap_low', 'The gap’s lower limit'), ('gap_high', 'The gap’s upper limit'), ('pilot_changed', 'How far the pilot teams changed'), ('comparison_changed', 'How far the comparison teams changed'), ('awarded', 'Awarded'), ('received', 'Received'), ('released', 'Released'), ('spent', 'Spent'), ('not_spent', 'Not spent')], default='', max_length=20)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'name'), name='one_figure_of_a_name', violation_error_message='The report has a figure of this name already.')],
                },
            ),
            migrations.CreateModel(
                name='ReportTable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='committee.report')),
                    ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*\\Z', 'Use small letters, digits and _, a letter first, like posts_vacant.')])),
                    ('caption', models.CharField(max_length=200)),
                    ('rows', models.TextField()),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'name'), name='one_table_of_a_name', violation_error_message='The report has a table of this name already.')],
                },
            ),
            migrations.CreateModel(
                name='Annex',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='annexes', to='committee.report')),
                    ('pilot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilots.pilot')),
                    ('appraisal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='money.optionsappraisal')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'pilot'), name='a_pilot_is_annexed_once', violation_error_message='This pilot is annexed already.'), models.UniqueConstraint(fields=('report', 'appraisal'), name='an_appraisal_is_annexed_once', violation_error_message='This appraisal is annexed already.'), models.CheckConstraint(condition=models.Q(models.Q(('appraisal__isnull', False), ('pilot', None)), models.Q(('appraisal', None), ('pilot__isnull', False)), _connector='OR'), name='an_annex_is_of_one_thing', violation_error_message='Choose a pilot or an appraisal, and not both.')],
                },
            ),
        ]),
    ]
