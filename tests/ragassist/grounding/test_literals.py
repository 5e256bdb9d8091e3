"""Paths, addresses and code of a claim have to stand in its source letter by letter, in every language."""

import time

import pytest

from indexes.embedding.embedder import Vectors
from indexes.records import Place
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.literals import literals, quoted
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeEmbedder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sie steht in `/etc/cron.allow`.", {"/etc/cron.allow"}),
        ("它在 ~/.quiltrc-dpkg 中。", {"~/.quiltrc-dpkg"}),
        (
            "See https://example.org/CTAN/texlive/, and info@example.org.",
            {"example.org/ctan/texlive", "info@example.org"},
        ),
        ("설정은 adduser.conf 파일에 있습니다.", {"adduser.conf"}),
        ("use --safe-resolver or QUILT_PATCHES", {"-safe-resolver", "quilt_patches"}),
        ("Aptitude::Autoclean-After-Update を使う", {"aptitude::autoclean-after-update"}),
        ("texmf-dist/doc/chinese/zh-cn", {"texmf-dist/doc/chinese/zh-cn"}),
        ('It is doc/texlive-zh/base, in (/usr/share/) or "~/notes".', {"doc/texlive-zh/base", "/usr/share", "~/notes"}),
        ("/etc/passwdを開く", {"/etc/passwd"}),
        ("Sie steht in **/etc/cron.allow**.", {"/etc/cron.allow"}),
        ("/etc/passwd文件", {"/etc/passwd"}),
        ("설정은 /home/user에 있습니다", {"/home/user"}),
        ("https://example.org/aを見る", {"example.org/a"}),
        ("「https://example.org/a」", {"example.org/a"}),
        ("انظر https://example.org/a، ثم", {"example.org/a"}),
        ("The formula `(B2<A2)+B2 - A2`", {"(b2<a2)+b2", "a2"}),
    ],
)
def test_what_is_the_same_in_every_language_is_found(text: str, found: set[str]) -> None:
    assert literals(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "80 km/h, and/or 24/7",
        "le 01/07/2023, el 10/12/2020",
        "Müller/Meier/Schulze, ja/nein/vielleicht",
        "e.g. this, z.B. das, p. ej. esto",
        "10.000 km, 3.50/m², 10:30/11:30",
        "他/她 的 U.S.A.",
        "550 €/Monat, 550€/mois, $/barrel, 5 %/year, 12 €/m²/Monat, 5 €/Std./Person, 5 /Tag",
        "每月550€/月, 550 €/شهر, 550 €/월, 550 €/mes",
        "Groß-/Kleinschreibung, Ein-/Ausgabe, Schüler:/innen, Mitarbeiter/-innen, »ja«/nein",
        "lundi/mardi/mercredi.",
        "A4/A5/A6, Q1/Q2/Q3, Covid-19/Grippe/RSV-Impfung, pros/cons/trade-offs",
        "東京/大阪/名古屋-福岡, 과장/부장/사장-님",
        "CO_2, H_2O, x_1, E_kin",
        "",
    ],
)
def test_words_dates_and_amounts_are_no_literals(text: str) -> None:
    assert literals(text) == frozenset()


@pytest.mark.parametrize("piece", ["`", "!", "@", "-", "_", "~", ".", "a", "a@", "a,", "aa/", "aa.", "ab+", "/_"])
def test_a_long_run_of_signs_takes_no_more_than_a_moment(piece: str) -> None:
    began = time.process_time()
    literals(piece * 10_000)
    assert time.process_time() - began < 0.5


def test_a_placeholder_in_code_may_differ() -> None:
    assert literals("`passwd -e user`") == {"passwd", "-e"}


def test_single_words_between_quotation_marks_are_quoted() -> None:
    assert quoted("press 'W', ','") == {"W", ","}
    assert quoted("drücke „W“ oder «F5»") == {"W", "F5"}
    assert quoted("jusqu'aujourd'hui") == frozenset()
    assert quoted("按「W」键") == {"W"}
    assert quoted("don't, isn't, the dogs' park") == frozenset()


def verdict(claim: str, text: str, question: str = "") -> bool:
    """Return whether a passage supports a claim."""

    def embed(texts: list[str]) -> Vectors:
        return FakeEmbedder().embed_passages(texts)

    source = Source(
        n=1, path="/papers/1.pdf", place=Place(1), heading="", language="en", start=0, end=len(text), text=text, score=1.0
    )  # fmt: skip
    return ClaimChecker([source], question, embed, "en").check(claim)[0].supported


def test_a_claim_with_another_path_is_not_supported() -> None:
    text = "The users that may plan tasks are listed in the file /etc/cron.allow of the system."
    assert verdict("The users that may plan tasks are listed in the file /etc/cron.allow.", text)
    assert not verdict("The users that may plan tasks are listed in the file /var/spool/cron.", text)
    assert verdict("The users that may plan tasks are listed in the file /var/spool/cron.", text, "Is it /var/spool/cron?")


def test_a_rate_may_be_said_in_words() -> None:
    text = "The monthly rent of the small hall on the ground floor is 550 euros per month without charges."
    assert verdict("The rent of the small hall on the ground floor is 550 €/month without charges.", text)


def test_a_path_that_a_line_break_cuts_is_found() -> None:
    text = "The users that may plan tasks are listed in the file /etc/\ncron.allow of the system."
    assert verdict("The users that may plan tasks are listed in the file /etc/cron.allow.", text)


def test_an_option_that_is_typeset_with_a_dash_is_found() -> None:
    text = "The command removes every file of the folder at once if it is called with the option –force."
    assert verdict("The command removes every file of the folder at once with the option --force.", text)
    assert not verdict("The command removes every file of the folder at once with the option --quiet.", text)
