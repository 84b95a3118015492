"""How the addresses of messages are filled for tests/house/matrix.csv."""

from __future__ import annotations

from alongside.desk.messages.models import MessageTemplate


def template(town, where):
    return {"pk": MessageTemplate.objects.get(code="call_back_promised").pk}


SUBJECTS = {"template": template}
