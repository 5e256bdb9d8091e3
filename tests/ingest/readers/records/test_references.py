"""BibTeX and RIS are read with names as people write them."""

import pytest

from ingest.documents import Span
from ingest.errors import UnreadableDocument
from ingest.readers.records import bibtex, ris

BIB = r"""@string{acm = {ACM Press}}
@book{flut,
  author = {M{\"u}ller, J{\"o}rg and Garc{\'\i}a, In{\'e}s},
  title = "Die Gro{\ss}e {F}lut \& mehr",
  file = {:home/me/flut.pdf:PDF},
  year = 1998
}
@article{cut, title = {Never ends
"""


def test_letters_of_latex_are_read_as_unicode_and_a_damaged_entry_is_read_as_text() -> None:
    reading = bibtex.read(BIB.encode())
    texts = [block.text for block in reading.blocks]
    assert texts[:2] == [
        "acm: ACM Press",
        "book: flut\nauthor: Müller, Jörg and García, Inés\ntitle: Die Große Flut & mehr\nyear: 1998",
    ]
    assert "Never ends" in texts[2]
    assert reading.notes == ("the entry at line 8 is damaged: read as text",)


def test_an_entry_of_ris_and_of_nbib_is_one_line_with_names_for_its_tags() -> None:
    book = "TY  - BOOK\nAU  - Müller, J.\nTI  - Die große\n      Flut\nPY  - 1998\nER  - \n"
    text = f"{book}\nPMID- 123\nFAU - Tanaka, Mio\nTI  - Salt\n"
    reading = ris.read(text.encode())
    assert [(block.text, block.span) for block in reading.blocks] == [
        ("kind: BOOK; author: Müller, J.; title: Die große Flut; year: 1998", Span(1, 5)),
        ("PMID: 123; author: Tanaka, Mio; title: Salt", Span(8, 10)),
    ]
    with pytest.raises(UnreadableDocument, match="no reference"):
        ris.read(b"just words")


def test_powers_and_indices_in_titles_are_read_as_superscripts_and_subscripts() -> None:
    reading = bibtex.read(rb"@book{a, title = {H$_2$O, $10^6$ and 10\textsuperscript{-3} for $5}}")
    assert reading.blocks[0].text.endswith("title: H₂O, 10⁶ and 10⁻³ for $5")


@pytest.mark.parametrize("damaged", [r"\href", r"\begin{array}", r"\sqrt[", r"\frac{" * 400])
def test_a_field_with_damaged_latex_is_read_as_it_is(damaged: str) -> None:
    reading = bibtex.read(f'@book{{a, title = "Salt {damaged}", note = {{Sea}}}}'.encode())
    assert "Salt" in reading.blocks[0].text
    assert "Sea" in reading.blocks[-1].text


def test_amounts_in_dollars_are_not_formulas() -> None:
    reading = bibtex.read(rb"@book{a, title = {From $100 to $200 a day and \$5 more}}")
    assert reading.blocks[0].text.endswith("title: From $100 to $200 a day and $5 more")


def test_pieces_of_a_field_are_joined_and_abbreviations_are_replaced() -> None:
    source = '@string{pub = {Spring} # "er"}\n@book{a, title = "On " # jan # " {Fires} # 2", publisher = pub, note = {June~12}}'
    text = bibtex.read(source.encode()).blocks[-1].text
    assert text == "book: a\ntitle: On jan Fires # 2\npublisher: Springer\nnote: June 12"


def test_abbreviations_that_grow_exponentially_are_limited() -> None:
    doubled = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    blocks = bibtex.read(f"@string{{a0 = {{ha}}}}\n{doubled}".encode()).blocks
    assert max(len(block.text) for block in blocks) < 30_000


def test_a_long_field_is_read_to_its_end() -> None:
    source = f"@book{{a, abstract = {{{'ferry ' * 5_000}end}}}}"
    assert bibtex.read(source.encode()).blocks[-1].text.endswith("ferry end")


def test_the_signs_of_a_web_address_stay_as_they_are() -> None:
    entry = b"@misc{a, url = {\\url{https://a.example/x\\_1/~b?c=5%20d}}}"
    assert "https://a.example/x_1/~b?c=5%20d" in bibtex.read(entry).blocks[0].text


def test_tagged_references_of_endnote_are_read() -> None:
    found = ris.read("%0 Book\n%A Müller, Jörg\n%T Tides\n of Perast\n%D 2020\n".encode()).blocks
    assert [block.text for block in found] == ["kind: Book; author: Müller, Jörg; title: Tides of Perast; year: 2020"]
