"""The desk's settings. The environment is read in this folder and nowhere else.

ALONGSIDE_HOME         folder for the database, keys and uploads (var/desk)
DATABASE_URL           where the desk's data are (SQLite in the home)
ALONGSIDE_HOSTS        names the desk is served under, by comma; naming any that is
                       not this machine turns HTTPS on everywhere
ALONGSIDE_PROXY        1 where a proxy in front sets X-Forwarded-Proto and -For
ALONGSIDE_SECRET_KEY   signs sessions; made once in the home where absent
ALONGSIDE_LINK_KEYS    sign tokens of surveys and links of polls, newest first, by comma;
                       made once as well
ALONGSIDE_ENCRYPTION_KEYS  seal what is kept, newest first, by comma; as above
ALONGSIDE_COUNCIL      the council's name, as the pages show it
ALONGSIDE_INVENTED     1 marks the invented council: every page says so
ALONGSIDE_EXPORTS_KEPT how many exports' files are kept, sealed, after they are applied (12)
ALONGSIDE_RECORDING_DAYS  working days within which what is marked done is to stand in
                       the case system; after them it comes back, flagged (5)
ALONGSIDE_SURVEY_LEAST how many of a group must have answered a survey for its answers
                       to be shown (5, and never fewer than 3)
ALONGSIDE_MAIL         the mail server, as smtp://name:password@host:587 (TLS is asked
                       for) or smtps://; without it messages are kept, to be read here
ALONGSIDE_MAIL_FROM    the address they come from
ALONGSIDE_DESK_NUMBER  the telephone number that people outside are told to ring
ALONGSIDE_NOTIFY_KEY   a key of GOV.UK Notify: texts and e-mails to people outside leave
                       by it; without it texts are kept, to be read here
ALONGSIDE_NOTIFY_TEXT  the id of Notify's template for texts, whose text is ((message))
ALONGSIDE_NOTIFY_EMAIL the id of the one for e-mails: ((subject)) and ((message))
ALONGSIDE_NOTIFY_URL   where Notify is, if it is not where it usually is
ALONGSIDE_MAILBOX      the mailbox that is collected, as
                       imaps://name:password@host/INBOX; imap:// on this machine only
ALONGSIDE_CALENDAR_HOSTS  machines within the council’s own network whose calendars may
                       be read, by comma; other calendars are read from the internet
ALONGSIDE_GRAPH_TENANT, ALONGSIDE_GRAPH_CLIENT, ALONGSIDE_GRAPH_SECRET  with what the
                       desk asks Microsoft 365 when people are busy
ALONGSIDE_GRAPH_URL, ALONGSIDE_GRAPH_SIGN_IN  where Microsoft 365 is, if not where it
                       usually is
ALONGSIDE_ADDRESS      how the desk is reached, as https://desk.council.example
ALONGSIDE_LOG          json writes the log as JSON, a line for each request answered;
                       otherwise it is lines for people, and requests are not told
ALONGSIDE_METRICS_TOKEN  with what Prometheus reads /metrics/ from another machine
ALONGSIDE_SIGN_IN_URL  the council's identity provider, as it names itself (its issuer);
                       people then sign in by it as well
ALONGSIDE_SIGN_IN_CLIENT, ALONGSIDE_SIGN_IN_SECRET  what it knows the desk by
ALONGSIDE_SIGN_IN_NAME what its button says (the council's name)
ALONGSIDE_SIGN_IN_STRONG  values of acr, by comma, that say a second factor was used there
ALONGSIDE_IDLE_MINUTES minutes without a page before a person is signed out (60)
ALONGSIDE_DEBUG        1 while developing only
"""

from alongside.desk.settings.log import *  # noqa: F403
from alongside.desk.settings.outside import *  # noqa: F403
from alongside.desk.settings.records import *  # noqa: F403
from alongside.desk.settings.served import *  # noqa: F403
from alongside.desk.settings.signing_in import *  # noqa: F403
from alongside.desk.settings.this_desk import *  # noqa: F403
