import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('keeping', '0001_initial'), ('keeping', '0002_requests'), ('keeping', '0003_extracts_for_analysis')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_squashed_0006'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='AnalyticalExtract',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holds', models.CharField(choices=[('timescales', 'Timescales: what fell due, and how it ended'), ('contacts', 'Contacts about children: what was asked, and what came of it')], max_length=12, verbose_name='what of')),
                    ('first_on', models.DateField(verbose_name='from')),
                    ('last_on', models.DateField(verbose_name='to')),
                    ('purpose', models.CharField(max_length=500)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('outcome', models.CharField(blank=True, choices=[('granted', 'Granted'), ('refused', 'Refused')], max_length=7)),
                    ('ground', models.CharField(blank=True, max_length=500, verbose_name='why')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('expires_on', models.DateField(blank=True, null=True, verbose_name='can be taken until')),
                    ('sealed_key', models.BinaryField(blank=True, default=b'')),
                ],
                options={
                    'verbose_name': 'extract for analysis',
                    'verbose_name_plural': 'extracts for analysis',
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='analytical_extract_ends_after_it_begins', violation_error_message='The last day is the first one, or after it.'), models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='analytical_extract_says_what_for', violation_error_message='Say what it is for.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('expires_on', None), ('outcome', '')), models.Q(('decided_by__isnull', False), ('expires_on__isnull', False), ('outcome', 'granted')), models.Q(('decided_by__isnull', False), ('expires_on', None), ('outcome', 'refused'), models.Q(('ground', ''), _negated=True)), _connector='OR'), name='analytical_extract_decided_whole', violation_error_message='Granted it has a last day; refused, a reason.'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='analytical_extract_decided_by_another', violation_error_message='Nobody decides what they asked for themselves.')],
                },
            ),
            migrations.CreateModel(
                name='LegalHold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('adult', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.adult')),
                    ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.staffmember')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ground', models.CharField(choices=[('inquiry', 'A public inquiry'), ('court', 'A court case, or one that is expected'), ('complaint', 'A complaint'), ('review', 'A safeguarding practice review'), ('request', 'The person asked for it to be kept')], max_length=10, verbose_name='what it is for')),
                    ('why', models.CharField(max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('since', models.DateTimeField(default=django.utils.timezone.now)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lifted_why', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('adult__isnull', True), ('child__isnull', False), ('staff__isnull', True), ('user__isnull', True)), models.Q(('adult__isnull', False), ('child__isnull', True), ('staff__isnull', True), ('user__isnull', True)), models.Q(('adult__isnull', True), ('child__isnull', True), ('staff__isnull', False), ('user__isnull', True)), models.Q(('adult__isnull', True), ('child__isnull', True), ('staff__isnull', True), ('user__isnull', False)), _connector='OR'), name='legal_hold_of_one_person', violation_error_message='A hold is of one person.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='legal_hold_lifted_by_somebody', violation_error_message='Say why the hold is lifted.')],
                },
            ),
            migrations.CreateModel(
                name='Period',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.SlugField(max_length=40)),
                    ('months', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField()),
                    ('why', models.CharField(max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='period_says_why', violation_error_message='Say why it is kept so long.')],
                },
            ),
            migrations.CreateModel(
                name='DataRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('adult', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.adult')),
                    ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.staffmember')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('access', 'To see what is kept of them'), ('correction', 'To have something put right'), ('erasure', 'To have something erased')], max_length=10, verbose_name='what is asked')),
                    ('asked_by', models.CharField(max_length=150, verbose_name='who asks')),
                    ('received_on', models.DateField()),
                    ('known_on', models.DateField(blank=True, help_text='When we knew who they are, if we had to ask.', null=True)),
                    ('what', models.TextField(blank=True, verbose_name='what they ask for')),
                    ('extended_on', models.DateField(blank=True, null=True)),
                    ('extended_why', models.CharField(blank=True, max_length=300)),
                    ('outcome', models.CharField(blank=True, choices=[('granted', 'Granted'), ('part', 'Granted in part'), ('refused', 'Refused')], max_length=7)),
                    ('ground', models.TextField(blank=True, verbose_name='why')),
                    ('kinds', models.JSONField(blank=True, default=list)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('adult__isnull', True), ('child__isnull', False), ('staff__isnull', True), ('user__isnull', True)), models.Q(('adult__isnull', False), ('child__isnull', True), ('staff__isnull', True), ('user__isnull', True)), models.Q(('adult__isnull', True), ('child__isnull', True), ('staff__isnull', False), ('user__isnull', True)), models.Q(('adult__isnull', True), ('child__isnull', True), ('staff__isnull', True), ('user__isnull', False)), _connector='OR'), name='data_request_of_one_person', violation_error_message='A request is about one person’s data.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['part', 'refused']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='data_request_refused_with_a_ground', violation_error_message='Say on what ground it is refused, or in part.'), models.CheckConstraint(condition=models.Q(('extended_on', None), models.Q(('extended_why', ''), _negated=True), _connector='OR'), name='data_request_extended_with_a_reason', violation_error_message='Say why it takes longer.')],
                },
            ),
            migrations.CreateModel(
                name='ThirdParty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='third_parties', to='keeping.datarequest')),
                    ('name', models.CharField(max_length=300)),
                    ('kept', models.BooleanField()),
                ],
                options={
                    'verbose_name_plural': 'third parties',
                    'constraints': [models.UniqueConstraint(fields=('request', 'name'), name='third_party_once_a_request')],
                },
            ),
            migrations.CreateModel(
                name='Trace',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='keeping.datarequest')),
                    ('model', models.CharField(max_length=80)),
                    ('key', models.PositiveBigIntegerField()),
                    ('column', models.CharField(max_length=60)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sealed', models.BinaryField(blank=True, default=b'')),
                    ('kept_why', models.CharField(blank=True, max_length=300)),
                ],
            ),
        ]),
    ]
