"""Dovecot, a mail server of one's own: on two free ports, thrown away after the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from grp import getgrgid
from ipaddress import ip_address
from pathlib import Path
from pwd import getpwnam, getpwuid
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "quiet/otters@7"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""


class Server(NamedTuple):
    """Where it listens, in the clear and over TLS, and the certificate that it shows."""

    plain: int
    tls: int
    certificate: Path


def program() -> str | None:
    """Return Dovecot's program, if it is installed with what speaks IMAP."""
    speaks = Path("/usr/lib/dovecot/imap").exists()
    return shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin") if speaks else None  # fmt: skip


@contextmanager
def server() -> Iterator[Server]:
    """Yield a server that takes any name with PASSWORD, and gives each an empty mailbox.

    It refuses to hand mail to root, so root has `nobody` hold it.
    """
    folder = Path(tempfile.mkdtemp(prefix="alongside-imap-"))
    plain, tls = _free_port(), _free_port()
    try:
        holder = getpwnam("nobody") if os.geteuid() == 0 else getpwuid(os.geteuid())
        _certificate(folder)
        (folder / "mail").mkdir()
        os.chown(folder / "mail", holder.pw_uid, holder.pw_gid)
        folder.chmod(0o755)
        (folder / "dovecot.conf").write_text(
            CONFIGURATION.format(
                folder=folder, plain=plain, tls=tls, password=PASSWORD,
                user=holder.pw_name, group=getgrgid(holder.pw_gid).gr_name,
                uid=holder.pw_uid, gid=holder.pw_gid,
            )
        )  # fmt: skip
        running = subprocess.Popen([program(), "-F", "-c", folder / "dovecot.conf"])
        try:
            _wait_for(plain, folder / "log")
            yield Server(plain, tls, folder / "cert.pem")
        finally:
            running.terminate()
            running.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def _wait_for(port: int, log: Path) -> None:
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text() if log.exists() else "Dovecot did not start.")


def _certificate(folder: Path) -> None:
    """Write a certificate for this machine that nobody trusts but who is told to."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number()
        )
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    secret = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
