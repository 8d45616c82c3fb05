"""E-mail against a real SMTP server: what arrives, once, and what happens when it does not."""

import datetime as dt
import re
from dataclasses import replace
from email.message import EmailMessage

import pytest
from fakes import Clock, MailServer, issue, with_files

from lagebild.delivery import MailMessenger, Run, confirm, send_due, unsubscribe
from lagebild.errors import DeliveryRefused
from lagebild.publishing.smtp import SmtpServer, SmtpTransport
from lagebild.publishing.timing import quiet_hours
from lagebild.publishing.tokens import token
from lagebild.store import Publications, Subscription

ANNA, BORIS = Subscription("email", "anna@example.org"), Subscription("email", "boris@example.org")


@pytest.fixture
def run(clock: Clock) -> Run:
    return Run(clock, lambda: 0.0)


def send(publications: Publications, post_office: MailMessenger, run: Run) -> dict[str, int]:
    return dict(send_due(publications, {"email": post_office}, run))


def test_nobody_gets_anything_before_confirming(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run, clock: Clock
) -> None:
    publications.subscribe(ANNA, confirmed=False)
    publications.issue(issue("before"), {})
    assert send(publications, post_office, run) == {"sent": 1}
    ((_, request),) = mail_server.taken
    text = request.get_body(("plain",)).get_content()
    assert "report 1" not in text
    given = re.search(r"confirm\?token=(\S+)", text)[1]
    assert not confirm(publications, b"another secret", given, clock())
    assert not unsubscribe(publications, b"secret", given, clock())
    assert confirm(publications, b"secret", given, clock())
    publications.issue(issue("after"), {})
    assert send(publications, post_office, run) == {"sent": 1}
    assert mail_server.taken[1][1]["Subject"] == "Border clash: report 1"


def test_an_old_link_does_not_confirm(publications: Publications, clock: Clock) -> None:
    one = publications.subscribe(ANNA, confirmed=False)
    link = token(b"secret", "confirm", one.number, one.asked_at)
    clock.forward(days=8)
    assert not confirm(publications, b"secret", link, clock())


def test_asking_again_and_again_floods_no_mailbox(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run
) -> None:
    for _ in range(5):
        publications.subscribe(ANNA, confirmed=False)
        send(publications, post_office, run)
    assert len(mail_server.taken) == 1


def test_a_stranger_changes_nothing_for_who_is_confirmed(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run
) -> None:
    publications.subscribe(ANNA, confirmed=True)
    publications.subscribe(ANNA._replace(situation="elsewhere"), confirmed=False)
    assert send(publications, post_office, run) == {}
    publications.issue(issue(), {})
    assert send(publications, post_office, run) == {"sent": 1}
    assert publications.subscribe(ANNA._replace(lang="de"), confirmed=True).subscription.lang == "de"


def test_a_digest_has_text_html_and_a_link_that_leaves_with_one_click(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run, clock: Clock
) -> None:
    one = publications.subscribe(ANNA, confirmed=True)
    first, files = with_files("border/1/en", html=b"<p>1</p>")
    publications.issue(first, files)
    publications.issue(issue("border/2/en", title="<b>Second</b>\nreport", summary="."), {})
    assert send(publications, post_office, run) == {"sent": 2}
    ((recipient, message),) = mail_server.taken
    assert (recipient, message["Subject"]) == ("anna@example.org", "2 new issues")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(
        r"<https://reports.example.org/subscribers/unsubscribe\?token=(\S+)>", message["List-Unsubscribe"]
    )
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Both sides blame each other." in text
    assert f"https://reports.example.org/files/{first.files[0].sha256[:2]}/{first.files[0].sha256}.html" in text
    assert "&lt;b&gt;Second&lt;/b&gt; report" in html
    assert "<b>" not in html
    assert "\n.\n" in text.replace("\r\n", "\n")
    publications.issue(issue("border/3/en"), {})
    assert unsubscribe(publications, b"secret", link[1], clock() + dt.timedelta(days=900))
    assert send(publications, post_office, run) == {}
    assert publications.counts() == {"dropped": 1, "sent": 2}
    assert publications.subscriber(one.number).state == "unsubscribed"


def test_nothing_is_issued_or_sent_twice(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run
) -> None:
    publications.subscribe(ANNA, confirmed=True)
    assert [publications.issue(issue(), {}).new for _ in range(3)] == [True, False, False]
    for _ in range(3):
        send(publications, post_office, run)
    assert len(mail_server.taken) == 1


def test_only_who_wants_an_issue_gets_it(publications: Publications) -> None:
    for number, wish in enumerate((
        {}, {"lang": "en"}, {"lang": "de"}, {"wants": "alert"}, {"wants": "report"}, {"situation": "border"}, {"situation": "x"},
    )):  # fmt: skip
        publications.subscribe(Subscription("email", f"{number}@example.org", **wish), confirmed=True)
    publications.issue(issue(), {})
    assert [one.address[0] for one in publications.deliveries()] == ["0", "1", "4", "5"]


def test_what_the_server_puts_off_is_tried_again_later_and_later(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run, clock: Clock
) -> None:
    publications.subscribe(ANNA, confirmed=True)
    publications.issue(issue(), {})
    mail_server.answers = {"RCPT": ["451 4.3.0 later"], "DATA": ["421 4.3.2 not now"]}
    assert send(publications, post_office, run) == {"pending": 1}
    assert send(publications, post_office, run) == {}
    clock.forward(minutes=1)
    assert send(publications, post_office, run) == {"pending": 1}
    (waiting,) = publications.deliveries("pending")
    assert "421 4.3.2 not now" in (waiting.reason or "")
    assert waiting.next_try == clock() + dt.timedelta(minutes=2)
    clock.forward(minutes=2)
    assert send(publications, post_office, run) == {"sent": 1}
    assert len(mail_server.taken) == 1


def test_a_server_that_is_not_there_is_tried_until_it_is_given_up(
    publications: Publications, post_office: MailMessenger, run: Run, clock: Clock
) -> None:
    publications.subscribe(ANNA, confirmed=True)
    publications.issue(issue(), {})
    nowhere = replace(post_office, transport=SmtpTransport(SmtpServer("127.0.0.1", 1, "none"), "a@example.org"))
    states: list[str] = []
    for _ in range(30):
        states += send(publications, nowhere, run)
        clock.forward(hours=6)
    assert states == ["pending"] * 15 + ["failed"]


def test_a_mailbox_that_is_not_there_is_recorded_and_left_alone(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run
) -> None:
    anna, boris = (publications.subscribe(one, confirmed=True) for one in (ANNA, BORIS))
    publications.issue(issue(), {})
    mail_server.answers = {"RCPT": ["550 5.1.1 no such user", "550 5.7.1 looks like spam"]}
    assert send(publications, post_office, run) == {"failed": 2}
    assert publications.subscriber(anna.number).state == "bounced"
    assert "no such user" in (publications.subscriber(anna.number).note or "")
    assert publications.subscriber(boris.number).state == "confirmed"


def test_where_the_answer_was_lost_nothing_is_sent_again_before_a_person_says_so(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, run: Run, clock: Clock
) -> None:
    publications.subscribe(ANNA, confirmed=True)
    publications.issue(issue(), {})
    mail_server.answers = {"DATA": ["lost"]}
    assert send(publications, post_office, run) == {"uncertain": 1}
    clock.forward(days=30)
    assert send(publications, post_office, run) == {}
    (one,) = publications.deliveries("uncertain")
    assert "before the mail server answered" in (one.reason or "")
    assert len(mail_server.taken) == 1
    publications.settle(one.number, again=True)
    assert send(publications, post_office, run) == {"sent": 1}


def test_alerts_wait_for_the_end_of_the_quiet_hours_and_reports_do_not(
    publications: Publications, post_office: MailMessenger, mail_server: MailServer, clock: Clock
) -> None:
    publications.subscribe(ANNA, confirmed=True)
    publications.issue(issue("report"), {})
    publications.issue(issue("alert", kind="alert", title="Fighting"), {})
    run = Run(clock, lambda: 0.0, quiet_hours("13:30-15", "Europe/Berlin"))
    assert send(publications, post_office, run) == {"sent": 1}
    clock.forward(minutes=59)
    assert send(publications, post_office, run) == {}
    clock.forward(minutes=1)
    assert send(publications, post_office, run) == {"sent": 1}
    assert [message["Subject"] for _, message in mail_server.taken] == ["Border clash: report 1", "Fighting"]


def test_a_password_is_nowhere_to_be_seen(post_office: MailMessenger, mail_server: MailServer) -> None:
    server = SmtpServer("127.0.0.1", mail_server.port, "none", "anna", "hunter2")
    with pytest.raises(DeliveryRefused) as caught:
        SmtpTransport(server, "a@example.org").send(EmailMessage(), "b@example.org", lambda: None)
    assert "hunter2" not in f"{caught.value!r} {caught.value.describe()} {server!r}"
    assert "b'secret'" not in repr(post_office)
