"""Bytes in any charset are decoded to the right text or refused."""

import random
import zlib

import pytest

from ingest.charsets.decoding import decode
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker

TEXTS = {
    "ru": "Правила пользования мастерской. Каждый участник обязан убрать своё рабочее место до девяти часов вечера. "
    "Ключи от склада хранятся у председателя. Аренда станка стоит семь евро в час.",
    "ar": "قواعد استخدام الورشة. يجب على كل عضو أن ينظف مكان عمله قبل الساعة التاسعة مساء. تحفظ مفاتيح المستودع عند "
    "رئيس الجمعية. تبلغ أجرة الآلة سبعة يورو في الساعة.",
    "ja": "工房の利用規則。会員は夜九時までに自分の作業場所を片付けなければなりません。倉庫の鍵は会長が保管しています。"
    "機械の使用料は一時間あたり七ユーロで、保証金は入館証を返却してから一週間後に返金されます。",
    "ko": "공방 이용 규칙. 모든 회원은 저녁 아홉 시까지 자신의 작업 공간을 정리해야 합니다. 창고 열쇠는 회장이 보관합니다. "
    "기계 사용료는 한 시간에 칠 유로이며 보증금은 출입증을 반납한 뒤 돌려드립니다.",
    "zh": "工坊使用规则。每位会员必须在晚上九点之前整理好自己的工作场地。仓库的钥匙由会长保管。机器的使用费为每小时七欧元，"
    "押金在归还通行证一周之后退还。请不要把工具带出工坊，损坏的工具应当立即报告。",
    "es": "Reglas del taller. Cada socio debe recoger su puesto antes de las nueve de la noche. Las llaves del almacén están "
    "en manos de la presidenta. El alquiler de una máquina cuesta siete euros, el año pasado costaba más.",
    "fr": "Règles de l'atelier. Chaque membre doit ranger sa place avant neuf heures du soir. Les clés de l'entrepôt sont "
    "gardées par la présidente. La location coûte sept euros.",
    "de": "Regeln für die Werkstatt. Jedes Mitglied räumt seinen Platz bis neun Uhr abends auf. Die Schlüssel für das Lager "
    "bewahrt die Vorsitzende auf. Größe und Maß stehen auf der Tür.",
    "en": "It’s the workshop’s rule — every member clears the bench by nine. The café’s price is £5 a day.",
    "pl": "Zasady korzystania z warsztatu. Każdy członek musi posprzątać swoje miejsce pracy przed dziewiątą wieczorem. "
    "Klucze do magazynu przechowuje przewodnicząca.",
    "cs": "Pravidla dílny. Každý člen musí uklidit své pracoviště před devátou hodinou večer. Klíče od skladu jsou uloženy "
    "u předsedkyně a půjčují se jen členům.",
    "tr": "Atölye kuralları. Her üye akşam dokuzdan önce çalışma yerini toplamalıdır. Deponun anahtarları başkanda durur; "
    "makinenin ücreti saatte yedi avrodur.",
    "uk": "Правила користування майстернею. Кожен учасник має прибрати своє робоче місце до дев'ятої години вечора. "
    "Ключі від складу зберігає голова товариства. Оренда верстата коштує сім євро за годину.",
    "bg": "Правила за ползване на работилницата. Всеки член трябва да почисти работното си място до девет часа вечерта. "
    "Ключовете от склада се пазят от председателя, а наемът на машината е седем евро на час.",
    "el": "Κανόνες του εργαστηρίου. Κάθε μέλος πρέπει να καθαρίζει τον πάγκο του πριν από τις εννέα το βράδυ. Τα κλειδιά της "
    "αποθήκης τα κρατά η πρόεδρος και η ενοικίαση ενός μηχανήματος κοστίζει επτά ευρώ την ώρα.",
    "he": "כללי השימוש בסדנה. כל חבר חייב לנקות את מקום העבודה שלו לפני השעה תשע בערב. המפתחות למחסן נמצאים אצל היושבת ראש, "
    "ודמי השימוש במכונה הם שבעה אירו לשעה.",
    "th": "กฎการใช้โรงงาน สมาชิกทุกคนต้องเก็บกวาดที่ทำงานของตนก่อนเวลาสามทุ่ม กุญแจห้องเก็บของอยู่ที่ประธาน ค่าเช่าเครื่องจักรชั่วโมงละเจ็ดยูโร",
    "fa": "قوانين استفاده از کارگاه. هر عضو بايد پيش از ساعت نه شب جاي کار خود را تميز کند. کليد "
    "انبار نزد رئيس است و کرايه دستگاه "
    "ساعتي هفت يورو است. گزارش خرابي چراغ ها را بنويسيد.",
    "hant": "工坊使用規則。每位會員必須在晚上九點之前整理好自己的工作場地。倉庫的鑰匙由會長保管。機器的使用費為每小時七歐元，"
    "押金在歸還通行證一週之後退還。請不要把工具帶出工坊，損壞的工具應當立即報告。",
    "hu": "A műhely szabályai. Minden tagnak este kilenc óráig rendet kell raknia a munkahelyén. A "
    "raktár kulcsait az elnök őrzi, "
    "és a gépek használata óránként hét euróba kerül.",
    "ro": "Regulile atelierului. Fiecare membru trebuie să îşi strângă locul de muncă înainte de ora nouă seara. Cheile "
    "depozitului sunt păstrate de preşedintă, iar închirierea unei maşini costă şapte euro pe oră.",
    "it": "Regole dell’officina. Ogni socio è tenuto a pulire il proprio banco prima delle nove di "
    "sera, perché la sala è di tutti. "
    "Le chiavi del magazzino le tiene la presidente; più di sette euro l’ora non si paga.",
    "pt": "Regras da oficina. Cada sócio deve arrumar o seu lugar antes das nove da noite. As chaves do armazém estão com a "
    "presidente e o aluguer de uma máquina custa sete euros à hora; não há exceções.",
    "sv": "Regler för verkstaden. Varje medlem ska städa sin arbetsplats före klockan nio på kvällen. Nycklarna till förrådet "
    "finns hos ordföranden och hyran för en maskin är sju euro i timmen.",
    "da": "Regler for værkstedet. Hvert medlem skal rydde op på sin plads inden klokken ni om aftenen. Nøglerne til lageret "
    "ligger hos formanden, og leje af en maskine koster syv euro i timen, også på lørdage.",
}
CHARSETS = {
    "ru": ("windows-1251", "koi8-r", "iso8859-5", "cp866", "utf-16-le"), "ar": ("windows-1256", "iso8859-6", "utf-16-be"),
    "ja": ("shift-jis", "cp932", "euc-jp", "iso2022-jp"), "ko": ("euc-kr", "cp949", "iso2022-kr", "utf-16"),
    "zh": ("gb18030", "gb2312", "hz", "utf-16-le", "utf-32", "utf-32-be"), "hant": ("big5", "cp950", "utf-16-be"),
    "es": ("windows-1252", "latin-1", "mac-roman"), "fr": ("windows-1252", "iso8859-15", "cp850"),
    "el": ("windows-1253", "iso8859-7"),
    "de": ("windows-1252", "utf-16", "utf-8-sig", "cp850"), "en": ("windows-1252", "utf-16-le"),
    "tr": ("windows-1254", "iso8859-9"),
    "pl": ("windows-1250", "iso8859-2"), "cs": ("windows-1250", "iso8859-2"), "hu": ("windows-1250", "iso8859-2"),
    "ro": ("windows-1250", "iso8859-2"), "uk": ("windows-1251", "koi8-u"),
    "bg": ("windows-1251",), "fa": ("windows-1256", "utf-16-le"),
    "he": ("windows-1255", "iso8859-8"), "th": ("tis-620", "cp874", "utf-16-le"),
    "it": ("windows-1252",), "pt": ("windows-1252",),
    "sv": ("windows-1252",), "da": ("windows-1252", "latin-1"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "charset"), [(language, charset) for language, charsets in CHARSETS.items() for charset in charsets]
)
def test_a_text_of_a_few_hundred_characters_is_read_in_its_charset(language: str, charset: str) -> None:
    assert decode(TEXTS[language].encode(charset)) == TEXTS[language]


@pytest.mark.parametrize("length", [24, 40, 60, 100])
def test_a_shorter_text_is_read_right_or_refused(length: int) -> None:
    right = wrong = 0
    for language, charsets in CHARSETS.items():
        for charset in charsets:
            for start in range(0, len(TEXTS[language]) - length, length):
                text = TEXTS[language][start : start + length]
                try:
                    found = decode(text.encode(charset))
                except UnreadableDocument:
                    continue
                right, wrong = right + (found == text), wrong + (found != text)
    assert wrong <= (length == 24)
    assert right > 50


@pytest.mark.parametrize(
    ("language", "charset", "declared"),
    [
        ("ja", "euc-jp", "EUC-JP"), ("ja", "shift-jis", "x-sjis"), ("zh", "gb18030", "gb2312"), ("hant", "big5", "Big5"),
        ("ru", "koi8-r", "KOI8-R"), ("pl", "iso8859-2", "ISO-8859-2"),
        ("fr", "windows-1252", "iso-8859-1"), ("tr", "cp1254", "ISO-8859-9"),
        ("ar", "cp1256", "utf-8"), ("ar", "utf-8", "windows-1256"),
        ("ru", "cp1251", "iso-8859-1"), ("ja", "utf-8", "shift_jis"),
        ("ko", "euc-kr", "us-ascii"), ("de", "utf-8", "unicode_escape"),
        ("de", "cp1252", "no-such-thing"), ("el", "utf-16", "utf-8"),
        ("ja", "iso2022-jp", "iso-2022-jp"), ("zh", "utf-16-le", "utf-16le"),
    ],
)  # fmt: skip
def test_a_declared_charset_counts_where_the_bytes_allow_it(language: str, charset: str, declared: str) -> None:
    assert decode(TEXTS[language].encode(charset), declared) == TEXTS[language]


def test_a_declared_charset_helps_where_the_bytes_alone_are_too_few() -> None:
    for text, charset in (("Größe", "iso-8859-1"), ("鍵", "shift_jis"), ("ключ", "koi8-r"), ("مفتاح", "windows-1256")):
        assert decode(text.encode(charset), charset) == text


@pytest.mark.parametrize("charset", ["shift-jis", "euc-jp", "gb18030", "big5", "euc-kr", "windows-1251", "windows-1252"])
def test_a_damaged_byte_affects_only_its_line(charset: str) -> None:
    language = {"shift-jis": "ja", "euc-jp": "ja", "gb18030": "zh", "big5": "hant", "euc-kr": "ko", "windows-1251": "ru"}.get(
        charset, "de"
    )
    lines = [TEXTS[language]] * 20
    data = bytearray("\n".join(lines).encode(charset))
    data[len(data) // 2 + 7] = 0xFF
    try:
        read = decode(bytes(data)).split("\n")
    except UnreadableDocument:
        return  # an error is right, too, since no wrong text is shown
    assert sum(line == TEXTS[language] for line in read) >= 19


def test_a_long_text_with_its_first_accent_at_the_end_is_read() -> None:
    text = "All members clean their bench before nine in the evening.\n" * 8_000 + TEXTS["fr"]
    assert decode(text.encode("windows-1252")) == text


def test_a_few_repeated_characters_are_read_in_the_only_charset_that_has_them() -> None:
    assert decode(("鑰匙在門旁。" * 20).encode("big5")) == "鑰匙在門旁。" * 20
    assert decode(("钥匙" * 20).encode("gb2312")) == "钥匙" * 20


def test_empty_data_and_blanks_decode_to_an_empty_text() -> None:
    assert decode(b"") == decode(b" \r\n", "shift_jis") == ""


def test_random_bytes_are_refused() -> None:
    source = random.Random(1)
    read = 0
    for size in [60, 200, 1000, 5000] * 25:
        try:
            decode(source.randbytes(size))
        except UnreadableDocument:
            continue
        read += 1
    assert read == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 40),
        zlib.compress(b"hello " * 500 + bytes(range(256))),
        bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(i * 7919 % 251 for i in range(4000)),
    ],
    ids=["png", "zlib", "all bytes", "program"],
)
def test_binary_data_with_a_text_file_s_name_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"binary data|not text: it is"):
        decode(data)


def test_a_wrong_byte_order_mark_is_reported() -> None:
    with pytest.raises(UnreadableDocument, match="says it is utf-16 but isn't"):
        decode(b"\xff\xfea")


def test_utf_8_that_is_cut_within_a_character_is_still_utf_8() -> None:
    data = TEXTS["ja"].encode()
    assert decode(data[:-1]).startswith(TEXTS["ja"][:-1])
    assert decode(TEXTS["de"].encode() + b"\xff\xfe").startswith(TEXTS["de"])


def test_nul_bytes_in_a_text_are_left_out_and_counted(worker: Worker) -> None:
    document = worker.read(".txt", b"The valve\x00 is closed\x00 at nine in the evening.\n" * 3)
    assert document.text.startswith("The valve is closed at nine")
    assert document.warnings == ("6 invisible characters left out",)


@pytest.mark.parametrize("data", [b" \n\t\r\n ", b"\xef\xbb\xbf", b"\x00" * 50, "\u200e\u2060\ufeff".encode()])
def test_a_file_of_blanks_holds_no_text(worker: Worker, data: bytes) -> None:
    try:
        text = worker.read(".txt", data).text
    except UnreadableDocument as problem:
        assert "no text" in str(problem)  # noqa: PT017
    else:
        assert not text.isprintable()
