"""LaTeX in references is read as it is printed."""

import pytest

from ingest.documents import Span
from tests.ingest.readers.reading import read


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (r"J\"{o}rg M{\"u}ller, Garc\'{\i}a, na\"\i ve", "Jörg Müller, García, naïve"),
        (r"S{\o}ren, Stra\ss e, Stra{\ss}e, \L{}ukasz, \AA se", "Søren, Straße, Straße, Łukasz, Åse"),
        (r"Dvo\v{r}\'ak, \c{c}a, Erd\H{o}s, \v Skoda", "Dvořák, ça, Erdős, Škoda"),
        (r"end \\'a \begin{b} \cite{d} \'3 \=x $\frac{1}{2}$", r"end \\'a \begin{b} \cite{d} \'3 \=x $\frac{1}{2}$"),
    ],
)
def test_the_letters_of_latex_are_read_as_they_are_printed(source: str, wanted: str) -> None:
    reading = read(".tex", f"\\documentclass{{a}}\n\n{source}\n")
    assert (reading.blocks[1].text, reading.blocks[1].span) == (wanted, Span(3, 3))
