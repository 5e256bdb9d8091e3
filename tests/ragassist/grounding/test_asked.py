"""What a claim repeats of its question is asked of the source: dates, days of the week, codes and numbered things."""

import pytest

from indexes.records import Place
from ragassist.grounding.asked import Asked
from ragassist.grounding.claims import ClaimChecker
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeEmbedder

_MARCH = {
    "en": "The water bill in March 2024",
    "ar": "فاتورة الماء في مارس 2024",
    "zh": "2024年3月的水费",
    "fr": "La facture d'eau de mars 2024",
    "de": "Die Wasserrechnung im März 2024",
    "ja": "2024年3月の水道料金",
    "ko": "2024년 3월 수도 요금",
    "es": "La factura del agua de marzo de 2024",
}


def passage(text: str, language: str, *, heading: str = "", path: str = "/a.pdf", header: str = "") -> Source:
    return Source(
        n=1, path=path, place=Place(None), heading=heading, language=language, start=0, end=len(text), text=text, score=1.0,
        header=header,
    )  # fmt: skip


def is_other(claim: str, language: str, source: Source, span: tuple[int, int] | None = None) -> bool:
    asked = Asked.of(claim, claim, language, short=False)
    return asked.is_about_others(source) or asked.is_of_other_times(source, span or (0, len(source.text)))


def test_a_claim_about_march_is_not_confirmed_by_the_bill_of_october() -> None:
    def confirmed(claim: str, text: str) -> bool:
        question = "How much was the water bill in March 2024?"
        return ClaimChecker([passage(text, "en")], question, FakeEmbedder().embed_passages, "en").check(claim)[0].supported

    claim = "The water bill in March 2024 was 93.80 EUR."
    assert confirmed(claim, "The water bill in March 2024 was 93.80 EUR.")
    assert not confirmed(claim, "The water bill in October 2024 was 93.80 EUR.")
    assert not confirmed(claim, "The water bill in March 2023 was 93.80 EUR.")
    assert confirmed("93.80 EUR.", "The water bill in March 2024 was 93.80 EUR.")
    assert not confirmed("93.80 EUR.", "The water bill in October 2024 was 93.80 EUR.")


@pytest.mark.parametrize("language", _MARCH)
def test_a_passage_of_another_month_or_year_is_about_something_else(language: str) -> None:
    claim = _MARCH[language]
    for other, text in _MARCH.items():
        assert not is_other(claim, language, passage(text, other))
        assert is_other(claim, language, passage(text.replace("2024", "2023"), other))
        assert not is_other(claim, language, passage("93.80 EUR", other))
    assert is_other(claim, language, passage("October 2024: 93.80 EUR", "en"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Minutes of 15 April 2024. The bill of March 2024 was paid. Next meeting: 2 May 2024."),
        ("en", "Prices of 2024, decided in December 2023: 93.80 EUR."),
        ("de", "03/2024: 93,80 EUR, zu zahlen bis zum 15. April 2024."),
        ("de", "Der Vertrag läuft vom 1. Februar 2024 bis zum 31. Januar 2026."),
        ("fr", "En vigueur depuis le 1er janvier 2023."),
        ("es", "De enero a junio de 2024 son 93,80 EUR al mes."),
        ("ar", "اعتبارا من يناير 2023"),
        ("zh", "自2023年1月起每月93.80欧元。"),
        ("ja", "令和6年3月の料金。令和5年10月に決定。"),
        ("ko", "2023년 7월~2024년 6월 요금"),
        ("en", "It was tested under EN 1176-1:2017 and has the part number 2019-B."),
    ],
)
def test_a_time_that_may_hold_the_asked_one_contradicts_nothing(language: str, text: str) -> None:
    assert not is_other("The water bill in March 2024", "en", passage(text, language))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("In 2022 the club had 312 members.", True),
        ("In the years 2019–2022 the club had 312 members.", True),
        ("In the years 2023–2025 the club had 312 members.", False),
        ("In 2023/24 the club had 312 members.", False),
        ("Founded in 1911, the club has 312 members.", False),
        ("Anna Berg has been the chair since 2019.", False),
        ("Anna Berg was the chair until 2019.", True),
        ("عدد الأعضاء في عام 1445هـ", False),
    ],
)
def test_a_year_is_compared_with_years_and_their_spans(text: str, other: bool) -> None:
    assert is_other("In 2024 the club", "en", passage(text, "en")) is other


def test_titles_name_a_time_and_a_row_has_its_own() -> None:
    claim, text = "The water bill in March 2024", "The bill was 93.80 EUR."
    assert is_other(claim, "en", passage(text, "en", heading="Bills > October 2024"))
    assert is_other(claim, "en", passage(text, "en", path="/bills/water_2023_10.pdf"))
    assert not is_other(claim, "en", passage(text, "en", path="/bills/Contract 2021.pdf"))
    assert not is_other(claim, "en", passage(f"{text} Payable by 15 April 2024.", "en", path="/bills/water-202403.pdf"))
    table = passage("March 2024 | 71.20 EUR\nOctober 2024 | 93.80 EUR", "en", header="Month | Water")
    assert not is_other(claim, "en", table, (0, 22))
    assert is_other(claim, "en", table, (23, len(table.text)))


def test_the_sentences_before_a_question_ask_nothing() -> None:
    question = "I bought the pump on 3 May 2023. How long is the warranty?"
    asked = Asked.of("24 months", question, "en", short=True)
    assert not asked.is_of_other_times(passage("Terms of January 2022: 24 months.", "en"), (0, 33))


@pytest.mark.parametrize(
    ("language", "claim", "right", "wrong"),
    [
        ("en", "On Wednesday it opens.", "Open from Monday to Friday.", "Open on Mondays."),
        ("en", "On Wednesday it opens.", "Open daily, except Mondays.", "Open on Saturday."),
        ("de", "Am Mittwoch geöffnet.", "Von Montag bis Freitag geöffnet.", "Am Montag geöffnet."),
        ("fr", "Ouvert le mercredi.", "Ouvert tous les jours sauf le lundi.", "Ouvert le lundi."),
        ("es", "Abre el miércoles.", "Abre de lunes a viernes.", "Abre el lunes."),
        ("ar", "يفتح يوم الأربعاء.", "يفتح من الاثنين إلى الجمعة.", "يفتح يوم الاثنين."),
        ("zh", "星期三8点开门。", "周一、三、五8点开门。", "周二8点开门。"),
        ("ja", "水曜日に開きます。", "月～金曜日に開きます。", "金曜日に開きます。"),
        ("ko", "수요일에 엽니다.", "월~금요일에 엽니다.", "금요일에 엽니다."),
        ("en", "The K240 runs at 3 bar.", "Models K200 to K260 run at 3 bar; fuse F315.", "The K250 runs at 3 bar."),
        ("en", "Room 12 has 48 seats.", "Rooms 11 and 12 have 48 seats.", "Room 14 has 48 seats."),
        ("de", "Raum 12 hat 48 Plätze.", "Raum 12 hat 48 Plätze.", "Raum 14 hat 48 Plätze."),
        ("ja", "204号室にあります。", "204号室と206号室にあります。", "206号室にあります。"),
    ],
)
def test_days_codes_and_numbers_of_things_are_compared(language: str, claim: str, right: str, wrong: str) -> None:
    assert not is_other(claim, language, passage(right, language))
    assert is_other(claim, language, passage(wrong, language))
