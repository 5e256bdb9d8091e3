"""Dates, amounts and durations have one form for all languages; ambiguous ones have none."""

import pytest

from ragassist.grounding.normal_form import normal_form


@pytest.mark.parametrize(
    ("value", "language", "form"),
    [
        ("1 March 2025", "en", "2025-03-01"),
        ("1. März 2025", "de", "2025-03-01"),
        ("1er mars 2025", "fr", "2025-03-01"),
        ("1 de marzo de 2025", "es", "2025-03-01"),
        ("1 مارس 2025", "ar", "2025-03-01"),
        ("2025年3月1日", "zh", "2025-03-01"),
        ("令和7年3月1日", "ja", "2025-03-01"),
        ("2025년 3월 1일", "ko", "2025-03-01"),
        ("March 2025", "en", "2025-03"),
        ("1,250 EUR per month", "en", "1250 EUR/month"),
        ("1.250,00 €", "de", "1250 EUR"),
        ("1 250,50 €", "fr", "1250.5 EUR"),
        ("1.250 euros", "es", "1250 EUR"),
        ("8,400 درهم إماراتي", "ar", "8400 AED"),
        ("¥4,500", "zh", "4500 CNY"),
        ("¥78,000", "ja", "78000 JPY"),
        ("3万5千円", "ja", "35000 JPY"),
        ("월 650,000원", "ko", "650000 KRW/month"),
        ("three months", "en", "P3M"),
        ("drei Monate", "de", "P3M"),
        ("3ヶ月", "ja", "P3M"),
        ("شهران", "ar", "P2M"),
        ("1 year", "en", "P12M"),
        ("14 days", "en", "P14D"),
        ("38.5 hours per week", "en", "PT38.5H/week"),
        ("19 %", "de", "19 %"),
        ("2 km", "en", "2000 m"),
        ("14:30", "de", "14:30"),
    ],
)
def test_a_value_has_one_form_in_every_language(value: str, language: str, form: str) -> None:
    assert normal_form(value, language) == form


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("3/5/2025", "en"),
        ("JOD 1,350", "ar"),
        ("Maria Okafor", "en"),
        ("12 Mill Street", "en"),
        ("between 100 and 200 EUR", "en"),
        ("1 March", "en"),
        ("", "en"),
    ],
)
def test_an_ambiguous_value_or_other_text_has_no_normal_form(value: str, language: str) -> None:
    assert normal_form(value, language) == ""
