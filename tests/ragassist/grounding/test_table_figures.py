"""The extremes of a table's columns are told beside it, in whatever language and spelling its amounts are written."""

from dataclasses import replace

import pytest

from indexes.records import Place
from ragassist.grounding.table_figures import with_figures
from ragassist.retrieval.evidence import Source

TABLES = {
    "en": ("Machine | Fee per hour", "Lathe | 3.80 EUR", "Bandsaw | 12.50 EUR", "Planer | 5.10 EUR"),
    "de": ("Maschine | Gebühr", "Drehbank | 3,80 €", "Bandsäge | 1.250,50 €", "Hobel | 5,10 €"),
    "fr": ("Machine | Tarif", "Tour | 3,80 €", "Scie | 1 250,50 €", "Raboteuse | 5,10 €"),
    "es": ("Máquina | Tarifa", "Torno | 3,80 €", "Sierra | 12,50 €", "Cepillo | 5,10 €"),
    "ar": ("الآلة | الأجرة", "المخرطة | ٣٫٨٠ يورو", "المنشار | ١٢٫٥٠ يورو", "المسحج | ٥٫١٠ يورو"),
    "zh": ("机器 | 费用", "车床 | 38元", "带锯 | 125元", "刨床 | 51元"),
    "ja": ("機械 | 料金", "旋盤 | 380円", "帯のこ | 1,250円", "かんな盤 | 510円"),
    "ko": ("기계 | 요금", "선반 | 3,800원", "띠톱 | 12,500원", "대패 | 5,100원"),
}


def figures(one: Source) -> str:
    return with_figures(one).note


def source(text: str, language: str = "en", **facts: object) -> Source:
    place = Place()
    one = Source(n=1, path="/p", place=place, heading="", language=language, start=0, end=len(text), text=text, score=1.0)
    return replace(one, **facts)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize("language", TABLES)
def test_the_lowest_and_the_highest_value_of_a_column_are_given_with_their_rows(language: str) -> None:
    header, low, high, middle = TABLES[language]
    name, title = header.split(" | ")
    (low_name, low_fee), (high_name, high_fee) = low.split(" | "), high.split(" | ")
    told = figures(source("\n".join((header, low, high, middle)), language))
    high_told, low_told = f"{high_name} ({high_fee})", f"{low_name} ({low_fee})"
    assert told == f"Highest “{title}” of all: {high_told}. Lowest “{title}” of all: {low_told}."
    assert name not in told


def test_an_extreme_that_several_rows_share_is_not_given() -> None:
    text = "Code | Machine | Longest\nL | Lathe | 2 hours\nB | Bandsaw | 2 hours\nM | Mill | 4 hours"
    assert figures(source(text)) == ""
    assert figures(source(text.replace("L | Lathe | 2", "L | Lathe | 1"))).startswith(
        "Highest “Longest” of all: M Mill (4 hours)."
    )


def test_each_column_of_amounts_has_a_line() -> None:
    text = "Machine | Longest | Fee\nLathe | 2 hours | 3 EUR\nBandsaw | 5 hours | 4 EUR\nMill | 4 hours | 5 EUR"
    longest, fee = figures(source(text)).splitlines()
    assert longest.startswith("Highest “Longest” of all: Bandsaw (5 hours).")
    assert fee.startswith("Highest “Fee” of all: Mill (5 EUR).")


@pytest.mark.parametrize(
    "rows",
    [
        "Machine | Fee\nLathe | 3 EUR\nSaw | 4 EUR",  # two rows need no figures
        "Machine | Fee\nLathe | 3 EUR\nSaw | free\nPlaner | 5 EUR",
        "Machine | Fee\nLathe | 3 EUR\nSaw | 4 USD\nPlaner | 5 EUR",
        "Machine | Fee\nLathe | 3 EUR\nSaw | 3 EUR\nPlaner | 3 EUR",
        "Machine | Fee\nLathe | 3 EUR | yes\nSaw | 4 EUR\nPlaner | 5 EUR",
        "Item | Price\nPump | 300 EUR\nValve | 200 EUR\nPipe | 100 EUR\nTotal | 600 EUR",
        "Pump A | 30 bar\nPump B | 20 bar\nPump C | 10 bar\nPump D | 25 bar",
        "Machine | Room\nLathe | Wood\nSaw | Wood\nPlaner | Hall",
        "No table at all.",
    ],
)
def test_values_that_cannot_be_compared_have_no_figures(rows: str) -> None:
    assert figures(source(rows)) == ""


def test_a_year_above_amounts_is_a_header() -> None:
    told = figures(source("Machine | 2023\nLathe | 30\nSaw | 40\nPlaner | 50"))
    assert told == "Highest “2023” of all: Planer (50). Lowest “2023” of all: Lathe (30)."


def test_a_part_of_a_table_has_no_figures() -> None:
    text = "\n".join(TABLES["en"])
    assert figures(source(text, cut=True)) == ""
    assert figures(source(text, header="Machine | Fee")) == ""
    assert figures(source(text, shown=((0, 45),))) == ""
