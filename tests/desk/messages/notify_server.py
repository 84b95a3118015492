"""GOV.UK Notify's documented API, spoken by a small server on this machine.

It checks what Notify checks: the token (HS256 of the key, issued by the service, not
older than 30 seconds), the template and its fields. Bodies are those of its documentation.
"""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"  # fmt: skip
KEY = f"desk-{SERVICE}-{SECRET}"
TEXT, EMAIL = "f33517ff-2a88-4f6e-b855-c550268ce08a", "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"  # fmt: skip
NEEDS = {TEXT: {"message"}, EMAIL: {"message", "subject"}}
REFUSALS = {
    400: ("ValidationError", "phone_number Number is not valid"),
    403: ("AuthError", "Invalid token: API key not found"),
    429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    500: ("Exception", "Internal server error"),
}  # fmt: skip


class Notify(ThreadingHTTPServer):
    """Keeps what it was sent; answers with `refuses`, where a test says so."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.sent, self.refuses, self.asked = [], 0, 0
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def end(self):
        self.shutdown()
        self.server_close()


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):  # noqa: N802
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.refuses or self._fault(asked)
        if status:
            return self._refuse(status)
        kept = asked | {"id": str(uuid4()), "status": "sending", "path": self.path}
        self.server.sent.append(kept)
        self._say(201, {"id": kept["id"], "reference": kept.get("reference"),
                        "content": {"body": kept["personalisation"]["message"]},
                        "uri": f"{self.server.url}/v2/notifications/{kept['id']}"})  # fmt: skip

    def do_GET(self):  # noqa: N802
        self.server.asked += 1
        if status := self.server.refuses or self._unknown_key():
            return self._refuse(status)
        at = urlsplit(self.path)
        asked = parse_qs(at.query).get("reference")
        if at.path == "/v2/notifications":
            found = [each for each in self.server.sent if [each["reference"]] == asked]
            return self._say(200, {"notifications": found, "links": {}})
        key = at.path.rpartition("/")[2]
        return self._say(200, next(e for e in self.server.sent if e["id"] == key))

    def _fault(self, asked: dict) -> int:
        """The status that Notify gives what it does not take, or 0."""
        kind, to = (
            ("sms", "phone_number") if "phone_number" in asked
            else ("email", "email_address")
        )  # fmt: skip
        if self._unknown_key():
            return 403
        template = {"sms": TEXT, "email": EMAIL}[kind]
        right = self.path == f"/v2/notifications/{kind}" and asked.get(to)
        known = asked["template_id"] == template
        filled = set(asked.get("personalisation", {})) >= NEEDS[template]
        return 0 if right and known and filled else 400

    def _unknown_key(self) -> int:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"], issuer=SERVICE)
        except jwt.InvalidTokenError:
            return 403
        return 0 if abs(time.time() - said["iat"]) <= 30 else 403

    def _refuse(self, status: int):
        error, message = REFUSALS[status]
        body = {"status_code": status, "errors": [{"error": error, "message": message}]}
        self._say(status, body)

    def _say(self, status: int, body: dict):
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *said):
        """Say nothing on the console."""
