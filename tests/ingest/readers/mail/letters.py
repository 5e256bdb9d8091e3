"""Makes messages to read."""

from email.message import EmailMessage

from ingest.documents import Document


def places(document: Document) -> list[tuple[int | None, str, str]]:
    return [(section.page, section.heading, document.text[section.start : section.end]) for section in document.sections]


def letter(text: str, subject: str = "Fees", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ana Núñez <ana@club.example>", "all@club.example", subject
    message["Date"] = "Sat, 04 Oct 2025 09:00:00 +0200"
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message


def nested(levels: int) -> bytes:
    head = b"".join(b"Subject: %d\nContent-Type: message/rfc822\n\n" % level for level in range(levels))
    return head + b"Subject: last\n\nDeep.\n"
