"""A sentence with two facts doesn't support a claim that swaps their subjects."""

import pytest

from ragassist.grounding.binding import bound_parts, is_misbound
from ragassist.language.clauses import clauses


@pytest.mark.parametrize(
    ("language", "sentence", "right", "swapped"),
    [
        (
            "en",
            "Maya Ortiz chairs the board and Liam Frost keeps the accounts.",
            "The accounts are kept by Liam Frost.",
            "The accounts are kept by Maya Ortiz.",
        ),
        (
            "de",
            "Trainer der Damen ist Herr Kolb, die Herren trainiert Frau Adler.",
            "Frau Adler trainiert die Herren.",
            "Frau Adler trainiert die Damen.",
        ),
        (
            "fr",
            "Alice Roy enseigne, Paul Petit garde les livres.",
            "Les livres sont gardés par Paul Petit.",
            "Les livres sont gardés par Alice Roy.",
        ),
        (
            "es",
            "Pida el filtro con la referencia KL-210; el KL-120 es para el modelo viejo.",
            "El modelo viejo lleva el filtro KL-120.",
            "El modelo viejo lleva el filtro KL-210.",
        ),
        (
            "es",
            "Marta Gil presentó el informe y Jorge Peña lo revisó.",
            "El informe lo revisó Jorge Peña.",
            "El informe lo revisó Marta Gil.",
        ),
        (
            "fr",
            "La salle A accueille la foire, la salle B le concert.",
            "Le concert a lieu dans la salle B.",
            "Le concert a lieu dans la salle A.",
        ),
        ("ar", "تخبز هدى الخبز، ويصنع كريم الجبن.", "يصنع كريم الجبن.", "تصنع هدى الجبن."),
        ("ja", "絵は森田さくら、文は石井亮が手がけた。", "文を書いたのは石井亮だ。", "文を書いたのは森田さくらだ。"),
        ("ko", "표는 김민수가 팔고, 빵은 이지은이 굽는다.", "빵은 이지은이 굽는다.", "빵은 김민수가 굽는다."),
        ("zh", "张伟负责采购，李娜负责销售。", "负责销售的是李娜。", "负责销售的是张伟。"),
        ("ja", "会長は田中一郎、副会長は山本花子です。", "副会長は山本花子だ。", "副会長は田中一郎だ。"),
        ("ko", "회장은 김민수, 총무는 박지영이다.", "총무는 박지영이다.", "총무는 김민수이다."),
    ],
)
def test_a_name_or_number_of_another_clause_is_detected(language: str, sentence: str, right: str, swapped: str) -> None:
    assert is_misbound(swapped, clauses(sentence), language)
    assert not is_misbound(right, clauses(sentence), language)


def test_a_sentence_with_an_aside_is_one_statement() -> None:
    sentence = "Maya Ortiz, who joined the club in 2010, chairs the board."
    assert not is_misbound("Maya Ortiz chairs the board.", clauses(sentence), "en")


@pytest.mark.parametrize(
    ("language", "sentence", "claim"),
    [
        ("en", "The hall costs 120 euros for half a day and seats 90.", "The hall has 90 seats."),
        ("en", "The goods go to Rotterdam, the invoice goes to Antwerp.", "The invoice is sent to Antwerp."),
        ("es", "El tubo va a Lugo y la factura a Vigo.", "El tubo va a Lugo."),
    ],
)
def test_a_continued_clause_and_an_article_are_not_separate_statements(language: str, sentence: str, claim: str) -> None:
    assert not is_misbound(claim, clauses(sentence), language)


@pytest.mark.parametrize(
    ("language", "claim", "sentence"),
    [
        ("en", "Anna Berg runs the club.", "Anna Berg and Jens Holt run the club."),
        ("en", "The TS-21 uses a CR2032 battery.", "The TS-21 and the TS-22 use a CR2032 battery."),
        ("de", "Katzen sind im Saal verboten.", "Katzen und Hunde sind im Saal verboten."),
        ("de", "Raum 204 hat einen Balkon.", "Die Räume 204 und 206 haben einen Balkon."),
        ("fr", "La chambre 204 compte trois lits.", "Les chambres 204 et 206 comptent trois lits."),
        ("fr", "Anna Berg dirige le club.", "Anna Berg et Jens Holt dirigent le club."),
        ("es", "El motor M310 tiene 5 kW.", "Los motores M310 y M320 tienen 5 kW."),
    ],
)
def test_what_is_said_of_two_things_is_said_of_each(language: str, claim: str, sentence: str) -> None:
    assert not is_misbound(claim, clauses(sentence), language)


def test_a_claim_with_one_name_is_bound_as_a_whole() -> None:
    assert bound_parts("Pour aller à l'hôpital, il faut prendre le bus 12.", "fr") == [
        "Pour aller à l'hôpital, il faut prendre le bus 12."
    ]
    assert len(bound_parts("Pour la gare prenez le bus 12, pour l'hôpital le bus 15.", "fr")) == 2
