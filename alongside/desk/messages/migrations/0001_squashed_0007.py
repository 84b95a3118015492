"""The tables of messages, and the templates that come with the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether
from alongside.desk.messages.seeded import seed_templates


def seed(apps, schema_editor):
    models = (apps.get_model("post", name) for name in ("MessageTemplate", "TemplateVersion"))
    seed_templates(*models)


class Migration(migrations.Migration):

    replaces = [('post', '0001_write_messages'), ('post', '0002_messages_to_people_outside'), ('post', '0003_templates_that_come_with_the_desk'), ('post', '0004_handed_out_of_hours'), ('post', '0005_mail_that_came_in'), ('post', '0006_events_for_calendars'), ('post', '0007_invitations_to_meetings')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='ReceivedMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('identity', models.CharField(help_text='SHA-256 of its Message-ID, or of it all.', max_length=64, unique=True)),
                    ('from_name', models.CharField(blank=True, max_length=150)),
                    ('from_address', models.CharField(blank=True, max_length=254)),
                    ('to', models.CharField(blank=True, max_length=254)),
                    ('subject', models.CharField(blank=True, max_length=300)),
                    ('sent_at', models.DateTimeField(blank=True, help_text='As the mail says.', null=True)),
                    ('received_at', models.DateTimeField()),
                    ('text', models.TextField(blank=True)),
                    ('problem', models.CharField(blank=True, choices=[('unreadable', 'This e-mail could not be read. It is kept as it came.'), ('too_large', 'This e-mail is too large to be taken. It is still in the mailbox.'), ('too_deep', 'Not all parts of this e-mail could be read. It is kept as it came.'), ('cut', 'Only the beginning of the text is shown.')], max_length=12)),
                    ('brought_by', models.ForeignKey(blank=True, help_text='Empty: collected from the mailbox.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting to be filed'), ('filed', 'Filed'), ('set_aside', 'Set aside')], default='waiting', max_length=10)),
                    ('why', models.CharField(blank=True, choices=[('advertising', 'Advertising, or sent by a machine'), ('copy', 'A copy of another e-mail'), ('passed_on', 'Passed on to another service'), ('other', 'Another reason, said below')], max_length=12)),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('filed_label', models.CharField(blank=True, max_length=80)),
                    ('filed_key', models.BigIntegerField(blank=True, null=True)),
                    ('settled_by', models.ForeignKey(blank=True, help_text='Empty: the desk itself filed it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'received_at'], name='mail_by_turn'), models.Index(fields=['filed_label', 'filed_key'], name='mail_by_filing')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('filed_key', None), ('settled_by', None), ('state', 'waiting'), ('why', '')), models.Q(('filed_key__isnull', False), ('settled_at__isnull', False), ('state', 'filed'), ('why', '')), models.Q(models.Q(('why', ''), _negated=True), ('filed_key', None), ('settled_by__isnull', False), ('state', 'set_aside')), _connector='OR'), name='mail_waits_or_is_filed_or_set_aside_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='MailAsReceived',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mail', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='as_received', to='post.receivedmail')),
                    ('sealed', models.BinaryField()),
                ],
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mail', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='post.receivedmail')),
                    ('place', models.PositiveSmallIntegerField(help_text="Which of the mail's, from 0.")),
                    ('name', models.CharField(max_length=120)),
                    ('media_type', models.CharField(help_text='As the mail says.', max_length=100)),
                    ('size', models.PositiveIntegerField(help_text='Bytes.')),
                ],
                options={
                    'ordering': ['place'],
                    'constraints': [models.UniqueConstraint(fields=('mail', 'place'), name='one_attachment_of_a_place')],
                },
            ),
            migrations.CreateModel(
                name='MailboxRead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tried_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('problem', models.CharField(blank=True, max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name='MessageTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('title', models.CharField(max_length=80)),
                    ('when', models.CharField(max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name='TemplateVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='post.messagetemplate')),
                    ('number', models.PositiveIntegerField()),
                    ('subject', models.CharField(help_text='Of an e-mail.', max_length=100)),
                    ('text', models.TextField(max_length=459)),
                    ('saved_by', models.ForeignKey(help_text='Empty: came with the desk.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('saved_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('template', 'number'), name='one_version_of_a_number', violation_error_message='Somebody saved a version in between.')],
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('to', models.ForeignKey(help_text='Empty: to somebody outside.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                    ('by', models.ForeignKey(help_text='Empty: the desk itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('address', models.EmailField(blank=True, help_text='With no number either: to be read here.', max_length=254)),
                    ('number', models.CharField(blank=True, help_text='Of a text.', max_length=15)),
                    ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='post.templateversion')),
                    ('kind', models.SlugField(max_length=40)),
                    ('key', models.CharField(max_length=120, unique=True)),
                    ('thread', models.CharField(blank=True, max_length=120)),
                    ('subject', models.CharField(max_length=150)),
                    ('body', models.TextField()),
                    ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('undelivered', 'Not delivered'), ('kept', 'Kept here to be read'), ('given_up', 'Could not be sent')], default='waiting', max_length=12)),
                    ('message_id', models.CharField(max_length=120, unique=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('try_at', models.DateTimeField()),
                    ('written_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('remote_id', models.CharField(blank=True, help_text='What GOV.UK Notify calls it.', max_length=40)),
                    ('problem', models.CharField(blank=True, help_text='What was answered at the latest attempt.', max_length=40)),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'try_at'], name='message_by_turn'), models.Index(fields=['thread'], name='message_by_thread'), models.Index(fields=['to', '-id'], name='message_by_reader')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('to__isnull', False)), models.Q(('number', ''), ('to', None), ('version__isnull', False), models.Q(('address', ''), _negated=True)), models.Q(('address', ''), ('to', None), ('version__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='message_to_one_reader_number_or_address')],
                },
            ),
            migrations.CreateModel(
                name='AsWritten',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='as_written', to='post.message')),
                    ('sealed', models.BinaryField()),
                ],
            ),
        ]),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
