"""Translations of single passages with a scripted chat model, checked by the real embedding model."""

from threading import Event

from indexes.records import Place
from ragassist.events import TranslatedLine
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.language.phrases import phrase
from ragassist.models.registry import find_entry
from ragassist.requests.translation import Translator
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeChatModel

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
LEASE = "The rent of the hall is 790 euros a month. All keys are returned on the last day of the lease."


def translated(judge: TextJudge, language: str, *replies: str) -> list[TranslatedLine]:
    loaded = LoadedModel.of(FakeChatModel(*replies, specials=TAGS), find_entry("lfm2-2.6b"))
    source = Source(
        n=1, path="/lease.md", place=Place(1), heading="", language="en", start=0, end=len(LEASE), text=LEASE, score=1.0
    )
    return Translator(loaded=loaded, language=language, stop=Event(), judge=judge).lines(source)


def test_a_remark_in_place_of_a_translation_is_not_taken_for_one(judge: TextJudge) -> None:
    said = "ホールの賃料は月額790ユーロです。"
    first, second = translated(judge, "ja", said, "上記の英語の文を日本語に訳すことはできません。")
    assert (first.said, first.kept) == (said, True)
    assert (second.said, second.kept) == ("All keys are returned on the last day of the lease.", False)


def test_the_instruction_in_place_of_a_translation_is_not_taken_for_one() -> None:
    first, second = translated(PATTERNS, "zh", "大厅的租金为每月790欧元。", phrase("translate_instruction", "zh"))
    assert first.said == "大厅的租金为每月790欧元。"
    assert (second.said, second.kept) == ("All keys are returned on the last day of the lease.", False)
