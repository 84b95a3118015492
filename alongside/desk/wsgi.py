"""What granian, gunicorn or any other WSGI server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")

application = get_wsgi_application()
# Every page's code is loaded before the first is asked for; and since it stays, it is not
# gone through for rubbish again, which now and then took a page a sixth of a second.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
