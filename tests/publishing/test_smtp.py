"""Log-in and encryption at a real SMTP server."""

import datetime as dt
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from fakes import MailServer

from lagebild.errors import DeliveryRefused
from lagebild.publishing.smtp import SmtpServer, SmtpTransport


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for localhost with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def server(certificate: Path) -> Iterator[MailServer]:
    """Takes mail only after STARTTLS and a log-in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def known(server: object, session: object, envelope: object, mechanism: str, data: object) -> AuthResult:
        right = (getattr(data, "login", b""), getattr(data, "password", b"")) == (b"anna", b"hunter2")
        return AuthResult(success=right, handled=right)

    with MailServer(tls_context=context, require_starttls=True, authenticator=known, auth_required=True) as opened:
        yield opened


def send(server: MailServer, password: str, trusted: Path | None, recipient: str = "b@example.org") -> None:
    context = ssl.create_default_context(cafile=str(trusted) if trusted else None)
    host = SmtpServer("localhost", server.port, "starttls", "anna", password, context=context)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Grüße"
    message.set_content("One\n.\n..two\nÄ")
    SmtpTransport(host, "a@example.org").send(message, recipient, lambda: None)


def test_a_message_arrives_as_it_was_written(server: MailServer, certificate: Path) -> None:
    send(server, "hunter2", certificate)
    ((_, message),) = server.taken
    assert (message["Subject"], message.get_content().splitlines()) == ("Grüße", ["One", ".", "..two", "Ä"])


def test_an_address_with_other_letters_is_reached(server: MailServer, certificate: Path) -> None:
    send(server, "hunter2", certificate, "мария@example.org")
    assert server.taken[0][0] == "мария@example.org"


def test_a_wrong_password_is_refused_and_not_told(server: MailServer, certificate: Path) -> None:
    with pytest.raises(DeliveryRefused, match="535") as caught:
        send(server, "wrong-password", certificate)
    assert "wrong-password" not in repr(caught.value)
    assert server.taken == []


def test_a_server_that_nobody_vouches_for_gets_no_password(server: MailServer) -> None:
    with pytest.raises(DeliveryRefused, match="SSLCertVerificationError"):
        send(server, "hunter2", None)
    assert server.taken == []
