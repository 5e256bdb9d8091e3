"""What the model is shown of a source."""

from pathlib import Path

import pytest

from indexes.records import Place
from ragassist.engine.llama import LlamaChatModel
from ragassist.generation.prompt import PromptBuilder
from ragassist.language.measures.characters import with_ascii_digits
from ragassist.models.families import find_family
from ragassist.retrieval.evidence import Source
from tests.tiny_lfm2 import write


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("دفعت الشركة ٥٬٩٣٠ يورو بعد خصم ٧٫٥٪", "دفعت الشركة 5,930 يورو بعد خصم 7.5%"),
        ("۱۲۳ और १२३ และ ๑๒๓", "123 और 123 และ 123"),
        ("価格は１２，３００円", "価格は12，300円"),
        ("sys.argv[1] is ½ of x² and ②", "sys.argv[1] is ½ of x² and ②"),
    ],
)
def test_digits_of_all_scripts_become_ascii_and_nothing_else_changes(text: str, shown: str) -> None:
    assert with_ascii_digits(text) == shown
    assert len(shown) == len(text)


def test_the_model_is_shown_ascii_digits_and_the_source_keeps_its_own(tmp_path: Path) -> None:
    text = "دفعت الشركة ٥٬٩٣٠ يورو [1]."
    source = Source(
        n=1, path="/papers/1.pdf", place=Place(1), heading="", language="ar", start=0, end=len(text), text=text, score=1.0
    )
    model = LlamaChatModel(write(tmp_path / "tiny.gguf"), "tiny", 512)
    [piece] = PromptBuilder(model, find_family("lfm2"), "tiny").sources([source])
    model.close()
    assert "5,930 يورو [1]." in piece.text
    assert source.text == text
