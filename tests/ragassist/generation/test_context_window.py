"""A prompt is made to fit into the model's context."""

from pathlib import Path

import pytest

from ragassist.engine.llama import LlamaChatModel
from ragassist.errors import QuestionInvalid
from ragassist.generation.context_window import Request, fit
from ragassist.generation.prompt import PromptBuilder
from ragassist.models.families import find_family
from tests.tiny_lfm2 import write


def test_a_question_without_sources_that_is_too_long_is_refused(tmp_path: Path) -> None:
    model = LlamaChatModel(write(tmp_path / "tiny.gguf"), "tiny", 512)
    builder = PromptBuilder(model, find_family("lfm2"), "tiny")
    with pytest.raises(QuestionInvalid, match="shorten the question"):
        fit(builder, Request(question="pump " * 3000, language="en", sources=()))
    model.close()
