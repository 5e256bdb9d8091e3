"""Translations of single passages with a scripted chat model, checked by the real embedding model."""

from threading import Event

import pytest

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


def translated(
    judge: TextJudge, language: str, *replies: str, text: str = LEASE, written_in: str = "en"
) -> list[TranslatedLine]:
    loaded = LoadedModel.of(FakeChatModel(*replies, specials=TAGS), find_entry("lfm2-2.6b"))
    source = Source(
        n=1, path="/lease.md", place=Place(1), heading="", language=written_in, start=0, end=len(text), text=text, score=1.0
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


def test_a_remark_about_the_word_of_a_cell_is_not_taken_for_its_translation() -> None:
    remark = "안녕하세요. 저는 한국어로 번역해드릴 수 있습니다. 위의 글은 Sous-sol이라는 단어를 포함하고 있습니다."
    (line,) = translated(PATTERNS, "ko", "예비실", remark, "38 m²", text="Réserve | Sous-sol | 38 m²", written_in="fr")
    assert line.said == "예비실 | Sous-sol | 38 m²"


def test_a_reply_in_a_third_language_is_not_taken_for_a_translation() -> None:
    text = "Les machines bruyantes sont arrêtées la nuit et le dimanche."
    reply = "The noisy machines are stopped during the night and on Sundays."
    (line,) = translated(PATTERNS, "ko", reply, text=text, written_in="fr")
    assert (line.said, line.kept) == (text, False)


@pytest.mark.parametrize(
    ("language", "reply"),
    [("ja", "上記の文は日本語に訳できません。"), ("ko", "위의 글은 한국어로 번역되어 있습니다."), ("ja", "1階")],
)
def test_a_short_cell_has_a_short_translation(language: str, reply: str) -> None:
    (line,) = translated(PATTERNS, language, reply, text="Rez-de-chaussée | 12", written_in="fr")
    assert line.said == ("1階 | 12" if reply == "1階" else "Rez-de-chaussée | 12")
