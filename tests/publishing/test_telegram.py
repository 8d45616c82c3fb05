"""Telegram against a server that answers as the Bot API does."""

import datetime as dt
import json
import logging
from collections.abc import Callable

import pytest
from fakes import Clock, HttpServer, issue, with_files
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.delivery import Run, TelegramMessenger, send_due
from lagebild.errors import AnswerLost, DeliveryRefused
from lagebild.publishing.posting import PostPolicy
from lagebild.publishing.telegram import LONGEST, Message, TelegramTransport, messages, units
from lagebild.store import Publications, Subscription

CHANNEL = Subscription("telegram", "@channel")
TOKEN = "123:very-secret"
BUSY = (
    429,
    {},
    {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 90}},
)


@pytest.fixture
def bot(http_server: HttpServer) -> TelegramMessenger:
    return TelegramMessenger(
        TelegramTransport(TOKEN, PostPolicy(allow_private=True), http_server.url), "https://x.example"
    )


def shown(message: Message, kind: str) -> list[str]:
    """The words that an entity covers, as Telegram counts them."""
    coded = message.text.encode("utf-16-le")
    return [
        coded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
        for one in message.entities
        if one.type == kind
    ]


def test_an_issue_arrives_with_its_title_bold_and_its_files_linked(
    publications: Publications, bot: TelegramMessenger, http_server: HttpServer, clock: Clock
) -> None:
    publications.subscribe(CHANNEL, confirmed=True)
    draft, files = with_files(html=b"1", pdf=b"2")
    publications.issue(draft.model_copy(update={"title": "𝔅order 🇦🇲 <b>clash</b>"}), files)
    assert send_due(publications, {"telegram": bot}, Run(clock)) == {"sent": 1}
    ((path, _, body),) = http_server.taken
    told = json.loads(body)
    assert path == f"/bot{TOKEN}/sendMessage"
    assert told["chat_id"] == "@channel"
    (message,) = messages(publications.issues()[0], "https://x.example")
    assert (told["text"], len(told["entities"])) == (message.text, len(message.entities))
    assert shown(message, "bold") == ["𝔅order 🇦🇲 <b>clash</b>"]
    assert shown(message, "text_link") == ["html", "pdf"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab .!\n😀я"), min_size=1, max_size=9000), max_size=4))
def test_no_message_is_too_long_and_no_word_is_lost(parts: list[str]) -> None:
    found = messages(issue(summary="\n\n".join(parts)), "")
    assert all(0 < units(one.text) <= LONGEST for one in found)
    assert shown(found[0], "bold") == ["Border clash: report 1"]
    joined, given_text = ("".join("".join(text).split()) for text in ((one.text for one in found), parts))
    assert joined.endswith(given_text)


def test_a_long_issue_is_split_between_paragraphs() -> None:
    parts = [f"{number} " + "word " * 150 for number in range(12)]
    found = messages(issue(summary="\n\n".join(parts)), "")
    assert len(found) == 3
    assert [part for one in found for part in one.text.split("\n\n")][2:] == [part.strip() for part in parts]


def test_a_server_that_wants_to_be_left_alone_is(
    publications: Publications, bot: TelegramMessenger, http_server: HttpServer, clock: Clock
) -> None:
    publications.subscribe(CHANNEL, confirmed=True)
    for ident in ("a", "b"):
        publications.issue(issue(ident), {})
    http_server.answers = [BUSY]
    run = Run(clock, lambda: 0.0)
    assert send_due(publications, {"telegram": bot}, run) == {"pending": 1}
    assert {one.next_try - clock() for one in publications.deliveries("pending")} == {dt.timedelta(seconds=90)}
    clock.forward(seconds=90)
    assert send_due(publications, {"telegram": bot}, run) == {"sent": 2}


def test_parts_that_have_arrived_are_not_sent_again(
    publications: Publications, bot: TelegramMessenger, http_server: HttpServer, clock: Clock
) -> None:
    publications.subscribe(CHANNEL, confirmed=True)
    publications.issue(issue(summary="\n\n".join(f"{number} " + "word " * 700 for number in range(3))), {})
    http_server.answers = [(200, {}, {"ok": True}), BUSY]
    run = Run(clock, lambda: 0.0)
    assert send_due(publications, {"telegram": bot}, run) == {"pending": 1}
    clock.forward(seconds=90)
    assert send_due(publications, {"telegram": bot}, run) == {"sent": 1}
    texts = [json.loads(body)["text"] for _, _, body in http_server.taken]
    assert len(texts) == len(set(texts)) == 3


def test_an_answer_that_never_came_is_uncertain(
    publications: Publications, bot: TelegramMessenger, http_server: HttpServer, clock: Clock
) -> None:
    publications.subscribe(CHANNEL, confirmed=True)
    publications.issue(issue(), {})
    http_server.answers = [None]
    assert send_due(publications, {"telegram": bot}, Run(clock)) == {"uncertain": 1}
    clock.forward(days=9)
    assert send_due(publications, {"telegram": bot}, Run(clock)) == {}
    assert len(http_server.taken) == 1


def test_a_chat_that_threw_the_bot_out_is_left_alone(
    publications: Publications, bot: TelegramMessenger, http_server: HttpServer, clock: Clock
) -> None:
    one = publications.subscribe(CHANNEL, confirmed=True)
    publications.issue(issue(), {})
    http_server.answers = [
        (403, {}, {"ok": False, "error_code": 403, "description": "Forbidden: bot was kicked from the channel chat"})
    ]
    assert send_due(publications, {"telegram": bot}, Run(clock)) == {"failed": 1}
    assert publications.subscriber(one.number).state == "bounced"


@pytest.mark.parametrize("api", ["http://127.0.0.1:1", None])
def test_the_token_stands_in_no_error_and_no_log(
    api: str | None, http_server: HttpServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    http_server.answers = [(400, {}, {"ok": False, "description": f"Bad Request: {TOKEN}"})]
    bot = TelegramTransport(TOKEN, PostPolicy(allow_private=True), api or http_server.url)
    with pytest.raises((DeliveryRefused, AnswerLost)) as caught:
        bot.send(Message("text"), "@channel", lambda: None)
    told = "".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert TOKEN not in f"{caught.value.describe()} {caught.value!r} {bot!r} {told}"
    assert caught.value.__cause__ is None


def test_nothing_is_sent_to_an_address_within_the_own_network(http_server: HttpServer) -> None:
    sent: list[int] = []
    commit: Callable[[], None] = lambda: sent.append(1)  # noqa: E731
    with pytest.raises(DeliveryRefused, match="not on the public Internet"):
        TelegramTransport(TOKEN, PostPolicy(), http_server.url).send(Message("text"), "@channel", commit)
    assert (sent, http_server.taken) == ([], [])
