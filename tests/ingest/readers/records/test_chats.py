"""Chats are read message by message, with sender and time."""

import json

import pytest

from ingest.documents import Span
from ingest.readers import reader_for


def lines(suffix: str, text: str) -> list[str]:
    return [block.text for block in reader_for(suffix)(text.encode()).blocks]


def test_a_message_of_telegram_with_bold_words_is_one_line() -> None:
    bold = ["Meet at ", {"type": "bold", "text": "17:45"}, " at ", {"type": "link", "text": "gate B12"}, "."]
    messages = [
        {"id": 1, "type": "service", "date": "2024-07-01T09:00:00", "actor": "Ada", "action": "create_group"},
        {"id": 2, "type": "message", "date": "2024-07-01T10:00:00", "from": "Ada", "text": bold},
        {"id": 3, "type": "message", "date": "2024-07-01T10:02:00", "from": "Ben", "text": "I bring\nthe tickets."},
        {"id": 4, "type": "message", "date": "2024-07-01T10:03:00", "from": "Ben", "text": "", "file": "photos/gate.jpg"},
    ]
    chat = {"name": "Trip", "type": "private_group", "messages": messages}
    wanted = [
        "2024-07-01 10:00:00 Ada: Meet at 17:45 at gate B12.",
        "2024-07-01 10:02:00 Ben: I bring the tickets.",
        "2024-07-01 10:03:00 Ben: [photos/gate.jpg]",
    ]
    assert lines(".json", json.dumps(chat)) == ["name: Trip\ntype: private_group", *wanted]
    assert lines(".json", json.dumps({"chats": {"list": [chat]}}))[1:] == wanted


def test_messages_of_slack_and_others_are_recognised_by_their_fields() -> None:
    slack = [{"type": "message", "user": "U1", "text": "Key is 7391.", "ts": "1709622000.000100"}]
    assert lines(".json", json.dumps(slack)) == ["2024-03-05 07:00 UTC U1: Key is 7391."]


def test_json_that_is_not_a_chat_is_read_as_values() -> None:
    assert lines(".json", '{"messages": [{"text": "a"}, {"text": "b"}], "n": 1}') == ["n: 1", "text: a", "text: b"]


def test_an_export_of_whatsapp_is_read_message_by_message_on_both_systems() -> None:
    android = (
        "12/02/24, 18:20 - Ada: The key is under\nthe third pot.\n12/02/24, 18:21 - Ben: Thanks\n12/02/24, 18:22 - Ada: Bye"
    )
    reading = reader_for(".txt")(android.encode())
    assert [(block.text, block.span) for block in reading.blocks] == [
        ("12/02/24, 18:20 Ada: The key is under the third pot.", Span(1, 2)),
        ("12/02/24, 18:21 Ben: Thanks", Span(3, 3)),
        ("12/02/24, 18:22 Ada: Bye", Span(4, 4)),
    ]
    apple = "\u200e[12.02.24, 18:20:05] Ada: Hallo\n[12.02.24, 18:21:00] Ben: Ja\n[12.02.24, 18:22:00] Ada: Gut"
    assert lines(".txt", apple)[0] == "12.02.24, 18:20:05 Ada: Hallo"


def test_an_sms_backup_is_read_from_its_attributes() -> None:
    backup = (
        '<smses count="1"><sms address="555-0188" date="1709622000000" type="1" body="The key is under the third flowerpot." '
        'readable_date="5 Mar 2024 08:00:00" contact_name="Ada"/></smses>'
    )
    assert lines(".xml", backup) == ["5 Mar 2024 08:00:00 Ada: The key is under the third flowerpot."]
    plain = '<messages><message from="555-0188" date="2024-02-11 18:20" body="Under the third pot."/></messages>'
    assert lines(".xml", plain) == ["2024-02-11 18:20 555-0188: Under the third pot."]


def test_attributes_of_xml_are_read_if_there_is_no_other_text_or_if_a_person_wrote_them() -> None:
    assert lines(".xml", '<a><b name="Saw" price="12"/></a>') == ["name: Saw; price: 12"]
    mixed = '<a><b id="x1" title="Old mill lane" class="wide open">Nine euros.</b></a>'
    assert lines(".xml", mixed) == ["title: Old mill lane\nb: Nine euros."]


def test_a_line_of_the_program_is_not_part_of_the_message_before_it() -> None:
    chat = "12/02/24, 18:20 - Ada: Bye\n12/02/24, 18:21 - Ben left\n12/02/24, 18:22 - Ada: Oh\n12/02/24, 18:23 - Ada: Well"
    assert lines(".txt", chat)[:2] == ["12/02/24, 18:20 Ada: Bye", "12/02/24, 18:21: Ben left"]


def test_an_sms_that_the_phone_s_owner_sent_names_its_receiver() -> None:
    sms = '<smses><sms date="1714550400000" type="2" contact_name="Ada" body="I come at five."/></smses>'
    assert lines(".xml", sms) == ["2024-05-01 08:00 UTC to Ada: I come at five."]


def test_a_sender_of_slack_has_the_name_of_the_profile() -> None:
    slack = [{"user": "U1", "user_profile": {"real_name": "Ada Lee", "name": "ada"}, "text": "Hello", "ts": "1709622000.1"}]
    assert lines(".json", json.dumps(slack)) == ["2024-03-05 07:00 UTC Ada Lee: Hello"]


@pytest.mark.parametrize(
    ("time", "head"),
    [
        ("12.03.24, 17:45", "[{}] {}: "),
        ("12/03/2024 à 17:45", "{} - {}: "),
        ("12/3/24, 5:45 p. m.", "{} - {}: "),
        ("2024/3/12 下午5:45", "{} - {}: "),
        ("2024/03/12 17:45", "{} - {}: "),
        ("2024. 3. 12. 오후 5:45", "{}, {} : "),
        ("2024년 3월 12일 오후 5:45", "{}, {} : "),
        ("١٢/٣/٢٠٢٤، ٥:٤٥ م", "{} - {}: "),
        ("3/12/24, 5:45 PM", "{} - {}: "),
    ],
)
def test_a_chat_of_whatsapp_is_read_in_the_language_of_the_phone(time: str, head: str) -> None:
    text = "".join(f"{head.format(time, name)}gate 7\n" for name in ("Ada", "Ben", "Ada"))
    assert lines(".txt", text) == [f"{time} {name}: gate 7" for name in ("Ada", "Ben", "Ada")]


def test_utf_8_that_a_messenger_exports_byte_by_byte_is_decoded() -> None:
    message = {"sender_name": "J\u00c3\u00b6rg", "timestamp_ms": 1_710_265_510_000, "content": "T\u00c3\u00bcr 7"}
    assert lines(".json", json.dumps({"messages": [message]}))[-1] == "2024-03-12 17:45 UTC Jörg: Tür 7"


def test_an_mms_is_read_with_sender_and_time() -> None:
    parts = (
        '<parts><part ct="application/smil" text="&lt;smil&gt;a b&lt;/smil&gt;"/><part ct="text/plain" text="Gate 7"/></parts>'
    )
    message = f'<mms readable_date="12.03.2024 17:46" contact_name="Ute" address="1" msg_box="2">{parts}</mms>'
    assert lines(".xml", f"<smses>{message}</smses>") == ["12.03.2024 17:46 to Ute: Gate 7"]


def test_a_time_of_thousands_of_digits_is_written_as_it_is() -> None:
    backup = f'<smses><sms address="7" date="{"9" * 5_000}" body="Key under the pot" type="1"/></smses>'
    assert lines(".xml", backup) == [f"{'9' * 5_000} 7: Key under the pot"]


def test_messages_of_line_and_kakaotalk_have_the_date_of_the_line_above_them() -> None:
    first = "2024/03/12(火)\n17:45\t花子\t三番目の鉢\n午後5:46\t太郎\tはい\nどうも"
    line = f"[LINE] 花子\n\n{first}\n2024/03/13(水)\n8:00\t花子\tおはよう"
    assert lines(".txt", line) == [
        "[LINE] 花子",
        "2024/03/12 17:45 花子: 三番目の鉢",
        "2024/03/12 午後5:46 太郎: はい どうも",
        "2024/03/13 8:00 花子: おはよう",
    ]
    kakao = (
        "지수 님과\n--------------- 2024년 3월 12일 화요일 ---------------\n[지수] [오후 5:45] 셋째 화분\n[민호] [오후 5:46] 네"
    )
    assert lines(".txt", kakao)[1:] == ["2024년 3월 12일 오후 5:45 지수: 셋째 화분", "2024년 3월 12일 오후 5:46 민호: 네"]
    assert lines(".txt", "2024/03/12\nA diary.\n17:45\tLeft\n") == ["2024/03/12\nA diary.\n17:45\tLeft"]


def test_names_of_messenger_and_links_of_telegram_are_read() -> None:
    mojibake = "J\u00c3\u00b6rg"
    message = {"sender_name": mojibake, "timestamp_ms": 1710261900000, "content": "gr\u00c3\u00bcn"}
    chat = {"participants": [{"name": mojibake}], "messages": [message]}
    assert lines(".json", json.dumps(chat)) == ["name: Jörg", "2024-03-12 16:45 UTC Jörg: grün"]
    link = ["At ", {"type": "text_link", "text": "the gate", "href": "https://gate.example.org"}]
    telegram = {"messages": [{"type": "message", "date": "2024-07-01T10:00:00", "from": "Ada", "text": link}]}
    assert lines(".json", json.dumps(telegram)) == ["2024-07-01 10:00:00 Ada: At the gate (https://gate.example.org)"]


def test_links_and_signs_in_a_message_of_slack_are_read_as_they_are_shown() -> None:
    text = (
        "Meet &lt;9 people at <https://a.example/map|gate B12> &amp; ask <@U2|bo> in <#C1|trips>, <!here> <https://b.example>"
    )
    slack = [{"type": "message", "user": "U1", "text": text, "ts": "1709622000.000100"}]
    assert lines(".json", json.dumps(slack)) == [
        "2024-03-05 07:00 UTC U1: Meet <9 people at gate B12 (https://a.example/map) & ask @bo in #trips, here https://b.example"
    ]


@pytest.mark.parametrize(
    "time", ["2024年3月12日 下午5:45", "12.3.2024 klo 17.45", "12/03/2024 às 17:45", "2023-12-20, 5:46 p.m."]
)
def test_a_chat_may_begin_with_a_notice_and_be_short(time: str) -> None:
    text = f"{time} - Messages are end-to-end encrypted.\n{time} - Ada: gate 7\n{time} - Ben: ok\n"
    assert lines(".txt", text)[1:] == [f"{time} Ada: gate 7", f"{time} Ben: ok"]


@pytest.mark.parametrize(
    "message",
    [
        {"creator": {"name": "Ada", "email": "a@x.example"}, "created_date": "Tuesday, 12 March 2024", "text": "gate 7"},
        {"author": {"id": "5", "name": "ada_l", "nickname": "Ada"}, "timestamp": "Tuesday, 12 March 2024", "content": "gate 7"},
        {"from": {"user": {"displayName": "Ada"}}, "createdDateTime": "Tuesday, 12 March 2024"}
        | {"body": {"contentType": "html", "content": "<p>gate <b>7</b></p>"}},
        {"sender": "Ada", "origin_server_ts": "Tuesday, 12 March 2024", "content": {"msgtype": "m.text", "body": "gate 7"}},
        {"displayName": "Ada", "originalarrivaltime": "Tuesday, 12 March 2024", "content": "gate 7", "from": "8:ada"},
    ],
)
def test_messages_of_google_discord_teams_matrix_and_skype_are_read(message: dict[str, object]) -> None:
    for name in ("messages", "value", "MessageList"):
        assert lines(".json", json.dumps({name: [message]})) == ["Tuesday, 12 March 2024 Ada: gate 7"]


def test_what_a_message_holds_beside_its_text_is_read() -> None:
    poll = {"question": "When?", "answers": [{"text": "In May", "voters": 3}]}
    message = {"id": 5, "type": "message", "from": "Ada", "date": "2024-03-12", "text": "Rent 730", "subject": "Lease"}
    more = {"from_id": "user5", "attachments": [{"name": "lease.pdf", "mimetype": "application/pdf"}], "poll": poll}
    assert lines(".json", json.dumps({"messages": [message | more]})) == [
        "2024-03-12 Ada: Rent 730 [subject: Lease] [name: lease.pdf] [question: When?] [text: In May]"
    ]


def test_articles_with_titles_are_no_chat() -> None:
    articles = [{"author": "Ann", "date": "2024-01-02", "title": "Tides", "text": "High at nine", "rating": 5}]
    said = "author: Ann\ndate: 2024-01-02\ntitle: Tides\ntext: High at nine\nrating: 5"
    assert lines(".json", json.dumps(articles)) == [said]


@pytest.mark.parametrize("more", [{"amount": "1200", "room": "B12"}, {"original_price": 730}, {"paid": False}])
def test_records_with_an_author_and_a_date_are_no_chat(more: dict[str, object]) -> None:
    record = {"creator": "Ann", "created_date": "2024-01-02", "body": "Printer broken"}
    said = [f"{name}: {str(value).replace('False', 'false')}" for name, value in more.items()]
    whole = "\n".join(("creator: Ann\ncreated_date: 2024-01-02\nbody: Printer broken", *said))
    assert lines(".json", json.dumps([record | more])) == [whole]
    assert lines(".json", json.dumps([record | {"id": 7, "room": None}])) == ["2024-01-02 Ann: Printer broken"]
