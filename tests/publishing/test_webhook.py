"""Webhooks: signed so that a receiver can check them, and tried again only where nothing was taken."""

import base64
import hashlib
import hmac
import json

import pytest
from fakes import Clock, HttpServer, issue, with_files

from lagebild.delivery import Run, WebhookMessenger, send_due
from lagebild.publishing.posting import PostPolicy
from lagebild.publishing.tokens import webhook_secret
from lagebild.publishing.webhook import WebhookTransport, shown_secret
from lagebild.store import Publications, Subscription


@pytest.fixture
def sender() -> WebhookMessenger:
    return WebhookMessenger(WebhookTransport(PostPolicy(allow_private=True)), b"secret", "https://x.example")


def test_a_receiver_can_check_who_sent_it(
    publications: Publications, sender: WebhookMessenger, http_server: HttpServer, clock: Clock
) -> None:
    one = publications.subscribe(Subscription("webhook", f"{http_server.url}/hook?a=1"), confirmed=True)
    publications.issue(*with_files(html=b"1"))
    assert send_due(publications, {"webhook": sender}, Run(clock)) == {"sent": 1}
    ((path, head, body),) = http_server.taken
    assert path == "/hook?a=1"
    secret = base64.b64decode(shown_secret(webhook_secret(b"secret", one.number)).removeprefix("whsec_"))
    signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert head["webhook-signature"] == f"v1,{expected}"
    told = json.loads(body)
    assert told["type"] == "report.issued"
    assert told["data"]["files"][0]["url"].startswith("https://x.example/files/")


def test_the_same_message_has_the_same_id_when_it_is_tried_again(
    publications: Publications, sender: WebhookMessenger, http_server: HttpServer, clock: Clock
) -> None:
    publications.subscribe(Subscription("webhook", http_server.url), confirmed=True)
    publications.issue(issue(), {})
    http_server.answers = [(503, {"Retry-After": "300"}, {}), (302, {"Location": "http://127.0.0.1:1/"}, {})]
    run = Run(clock, lambda: 0.0)
    assert send_due(publications, {"webhook": sender}, run) == {"pending": 1}
    (waiting,) = publications.deliveries("pending")
    assert (waiting.next_try - clock()).total_seconds() == 300
    clock.forward(seconds=300)
    assert send_due(publications, {"webhook": sender}, run) == {"failed": 1}
    publications.settle(waiting.number, again=True)
    assert send_due(publications, {"webhook": sender}, run) == {"sent": 1}
    assert len(http_server.taken) == 1


@pytest.mark.parametrize(("status", "state"), [(410, "bounced"), (404, "confirmed")])
def test_a_receiver_that_is_gone_is_left_alone(
    publications: Publications, sender: WebhookMessenger, http_server: HttpServer, clock: Clock, status: int, state: str
) -> None:
    one = publications.subscribe(Subscription("webhook", http_server.url), confirmed=True)
    publications.issue(issue(), {})
    http_server.answers = [(status, {}, {})]
    assert send_due(publications, {"webhook": sender}, Run(clock)) == {"failed": 1}
    assert publications.subscriber(one.number).state == state
