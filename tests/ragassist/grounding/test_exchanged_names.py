"""Claims in a sentence's own words with two of its names exchanged."""

import pytest

from ragassist.grounding.binding import exchanges_names


@pytest.mark.parametrize(
    ("language", "sentence", "claim"),
    [
        ("en", "Ann pays Ben.", "Ben pays Ann."),
        ("en", "Ann Webb lent the boat to Ben Cole in May.", "Ben Cole lent the boat to Ann Webb."),
        ("de", "Anna bezahlt Jens für das Holz.", "Jens bezahlt Anna für das Holz."),
        ("fr", "Luc a vendu la maison à Claire.", "Claire a vendu la maison à Luc."),
        ("es", "Marta envió la factura a Lucía.", "Lucía envió la factura a Marta."),
        ("zh", "李华把车卖给了王强。", "王强把车卖给了李华。"),
        ("ja", "佐藤が田中に鍵を渡した。", "田中が佐藤に鍵を渡した。"),
        ("ko", "지훈이 서연에게 책을 빌려주었다.", "서연이 지훈에게 책을 빌려주었다."),
        ("ar", "سلّمت ليلى المفتاح إلى هدى.", "سلّمت هدى المفتاح إلى ليلى."),
    ],
)
def test_exchanged_names_are_told(language: str, sentence: str, claim: str) -> None:
    assert exchanges_names(claim, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "claim"),
    [
        ("en", "Ann pays Ben.", "Ann pays Ben."),
        ("en", "Ann and Ben sing.", "Ben and Ann sing."),
        ("en", "Ann pays Ben on Friday.", "On Friday Ann pays Ben."),
        ("de", "Vorsitzende ist Anna.", "Anna ist Vorsitzende."),
        ("fr", "Luc et Claire ont vendu la maison.", "Claire et Luc ont vendu la maison."),
        ("zh", "首都是北京。", "北京是首都。"),
        ("zh", "李华和王强唱歌。", "王强和李华唱歌。"),
        ("ja", "会長は佐藤です。", "佐藤は会長です。"),
        ("ja", "佐藤が田中に鍵を渡した。", "田中に佐藤が鍵を渡した。"),
        ("ko", "회장은 지훈이다.", "지훈은 회장이다."),
        ("ko", "지훈과 서연이 노래한다.", "서연과 지훈이 노래한다."),
        ("ar", "المدير هو سمير.", "سمير هو المدير."),
        ("ar", "حضر سمير الحفلة.", "سمير حضر الحفلة."),
    ],
)
def test_another_order_of_the_same_is_no_exchange(language: str, sentence: str, claim: str) -> None:
    assert not exchanges_names(claim, sentence, language)
