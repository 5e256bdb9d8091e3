"""Bytes in any charset become the right text, or are refused; never something in between."""

import zlib

import pytest

from ingest.charsets import decode
from ingest.errors import UnreadableDocument
from ingest.worker import Worker

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
}
CHARSETS = {
    "ru": ("windows-1251", "utf-16-le"), "ar": ("windows-1256", "utf-16-be"), "pl": ("windows-1250", "iso8859-2"),
    "ja": ("shift-jis", "euc-jp", "iso2022-jp"), "ko": ("euc-kr", "utf-16"), "zh": ("gb18030", "utf-16-le", "utf-32"),
    "es": ("windows-1252", "latin-1"), "fr": ("windows-1252",), "de": ("windows-1252", "utf-16", "utf-8-sig"),
    "en": ("windows-1252", "utf-16-le"), "cs": ("windows-1250", "iso8859-2"), "tr": ("windows-1254",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "charset"), [(language, charset) for language, charsets in CHARSETS.items() for charset in charsets]
)
def test_a_text_of_a_few_hundred_characters_is_read_in_its_charset(language: str, charset: str) -> None:
    assert decode(TEXTS[language].encode(charset)) == TEXTS[language]


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
    with pytest.raises(UnreadableDocument, match="binary data"):
        decode(data)


def test_a_mark_that_lies_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="says it is utf-16 but isn't"):
        decode(b"\xff\xfea")


def test_utf_8_that_was_cut_in_the_middle_of_a_sign_is_still_utf_8() -> None:
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
