"""Damaged and hostile messages, mailboxes and web archives: deep nesting, wrong charsets, missing ends."""

import base64

from tests.ingest.bad_inputs.case import NOWHERE, PROBE, SECRET, BadInput, Outcome, either, fine, refused

_HEAD = "From: Maren <maren@example.org>\nTo: Priya <priya@example.org>\nSubject: Pump\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n"
_ESCAPES = base64.b64encode(b"after\x1b[31mit\r\nBcc: x").decode()
_ENTRY = "From maren@example.org Mon Mar  3 10:00:00 2025\n"


def mail(body: str = PROBE, head: str = "Content-Type: text/plain; charset=utf-8") -> str:
    return f"{_HEAD}MIME-Version: 1.0\n{head}\n\n{body}\n"


def parts(*bodies: str, kind: str = "mixed", boundary: str = "b") -> str:
    inner = "".join(f"--{boundary}\n{body}\n" for body in bodies)
    return mail(f"{inner}--{boundary}--", f'Content-Type: multipart/{kind}; boundary="{boundary}"')


def nested(depth: int) -> str:
    message = mail(f"{PROBE} the innermost")
    for _ in range(depth):
        message = f"Content-Type: message/rfc822\n\n{message}"
    return f"{_HEAD}{message}"


_TEXT = f"Content-Type: text/plain\n\n{PROBE}"
EML = (
    # No real message is forwarded 400 times; it is right to read all of it, and to stop early and report that.
    either("eml/400 messages deep.eml", nested(400), Outcome(7), "deep|nested|attached", ""),
    either(
        "eml/400 parts deep.eml",
        "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(400)) + _TEXT,
        Outcome(7),
        "deep|nested|no text",
    ),
    # The second part has no readable text; it is right to report it, and to ignore it.
    either(
        "eml/base64 that isn't.eml",
        parts(_TEXT, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!=\n"),
        Outcome.TEXT | Outcome.PARTIAL,
        "part|base64|message",
    ),
    fine("eml/unknown charset.eml", mail(PROBE, "Content-Type: text/plain; charset=no-such")),
    fine(
        "eml/charset that lies.eml",
        mail("Größe und Maß der Tür", "Content-Type: text/plain; charset=us-ascii"),
        "Größe und Maß",
    ),
    fine("eml/charset of a codec.eml", mail(PROBE, "Content-Type: text/plain; charset=rot13")),
    fine("eml/no boundary.eml", mail(PROBE, "Content-Type: multipart/mixed")),
    fine("eml/boundary that never ends.eml", mail(f"--b\n{_TEXT}", "Content-Type: multipart/mixed; boundary=b")),
    fine("eml/no body.eml", _HEAD, "Maren", "Pump"),
    # Mail programs open it as a message without headers, other programs don't.
    either("eml/no head.eml", f"\n{PROBE}", Outcome.TEXT | Outcome.ERROR, "no head"),
    fine("eml/escapes in the subject.eml", f"Subject: =?utf-8?b?{_ESCAPES}?=\n\n{PROBE}"),
    fine("eml/subject that lies.eml", f"Subject: =?no-such?q?=ff=fe?= =?utf-8?b?////?=\n\n{PROBE}"),
    fine("eml/subject of 1 MB.eml", lambda: f"Subject: {'word ' * 200_000}\n\n{PROBE}", longest=3_000_000),
    fine("eml/100,000 headers.eml", lambda: "".join(f"X-{n}: x\n" for n in range(100_000)) + f"\n{PROBE}"),
    fine(
        "eml/address without end.eml",
        f"From: {'<' * 5_000}\nTo: {'(' * 5_000}\nCc: {'!' * 5_001}\nDate: {'9' * 5_000}\n\n{PROBE}",
    ),
    fine("eml/hidden in its page.eml", mail(f'<p>{PROBE}</p><p style="display:none">{SECRET}</p>', "Content-Type: text/html")),
    fine(
        "eml/attached script.eml",
        parts(_TEXT, f"Content-Type: application/javascript\nContent-Disposition: attachment; filename=a.js\n\n{SECRET}"),
    ),
    fine("eml/twice the same.eml", parts(_TEXT, f"Content-Type: text/html\n\n<p>{PROBE}</p>", kind="alternative")),
    fine("eml/body elsewhere.eml", parts(_TEXT, f'Content-Type: message/external-body; access-type=URL; URL="{NOWHERE}"\n\n')),
    refused("eml/a picture.eml", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary|not|no text|charset|damaged"),
)
MBOX = (
    fine("mbox/one message.mbox", f"{_ENTRY}{mail()}"),
    # At most the damaged message isn't read.
    either(
        "mbox/one bad message.mbox",
        f"{_ENTRY}{mail()}\n".encode()
        + _ENTRY.encode()
        + b"\xff\xfe\x00\x01\n\n"
        + f"{_ENTRY}{mail('The third message.')}".encode(),
        Outcome.TEXT | Outcome.PARTIAL,
        "message 2",
        PROBE,
        "The third message.",
    ),
    fine("mbox/3,000 messages.mbox", lambda: f"{_ENTRY}{mail()}\n" * 3_000, longest=2_000_000),
    refused("mbox/no messages.mbox", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not|no message|no text|damaged|binary"),
    refused("mbox/lines alone.mbox", _ENTRY * 500, "no text|no message|damaged"),
)
MHTML = (
    fine("mhtml/page.mhtml", parts(f"Content-Type: text/html\n\n<p>{PROBE}</p>", kind="related")),
    fine("mhtml/hidden.mhtml", parts(f"Content-Type: text/html\n\n<p>{PROBE}</p><p hidden>{SECRET}</p>", kind="related")),
    refused("mhtml/no page.mhtml", parts("Content-Type: image/png\n\nxxxx", kind="related"), "no (text|HTML|page)|damaged"),
    refused("mhtml/a picture.mhtml", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not|no |damaged"),
    either(
        "mhtml/cut.mhtml",
        parts(f"Content-Type: text/html\n\n<p>{PROBE}</p>", kind="related")[:-9],
        Outcome.TEXT | Outcome.PARTIAL,
        "cut|part",
    ),
)
CASES: tuple[BadInput, ...] = EML + MBOX + MHTML
