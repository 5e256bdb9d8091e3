"""Central sentences take the place of an unconfirmed paragraph in a summary in another language, in translation."""

from threading import Event

import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.records import Place
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.models.registry import find_entry
from ragassist.requests.paragraphs import Paragraph, central
from ragassist.requests.translated import translated
from ragassist.requests.translation import Translator
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeChatModel

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
RENT = "Le loyer mensuel est fixé à 1 185 € hors charges."
SAID = {
    "en": "The monthly rent is 1,185 € without charges.",
    "de": "Die Monatsmiete beträgt 1.185 € ohne Nebenkosten.",
    "es": "El alquiler mensual es de 1.185 € sin gastos.",
    "ar": "الإيجار الشهري محدد بمبلغ ١٬١٨٥ € دون الرسوم.",
    "zh": "月租金定为1185€，不含杂费。",
    "ja": "月々の家賃は共益費を除いて1,185€です。",
    "ko": "월세는 관리비를 제외하고 1,185€입니다.",
}


def told(embedder: FastEmbedder, language: str, *replies: str) -> Paragraph | None:
    source = Source(
        n=1, path="/bail.md", place=Place(1), heading="", language="fr", start=40, end=40 + len(RENT), text=RENT, score=1.0
    )
    sentences = SentenceVectors(embedder.embed_queries)
    loaded = LoadedModel.of(FakeChatModel(*replies, specials=TAGS), find_entry("lfm2-2.6b"))
    translator = Translator(loaded=loaded, language=language, stop=Event())
    checker = ClaimChecker([source], "Bail", sentences.of, language)
    return translated(central([source], 1, sentences), [source], translator, checker)


@pytest.mark.parametrize("language", SAID)
def test_a_central_sentence_is_told_in_the_language_of_the_summary(embedder: FastEmbedder, language: str) -> None:
    paragraph = told(embedder, language, SAID[language])
    assert paragraph is not None
    assert paragraph.text == f"{SAID[language]} [1]"
    (citation,) = paragraph.citations
    assert (citation.quote, citation.start, citation.supported) == (RENT, 40, True)


def test_a_translation_with_another_number_is_left_out(embedder: FastEmbedder) -> None:
    assert told(embedder, "en", "The monthly rent is 1,285 € without charges.") is None


def test_a_remark_in_place_of_a_translation_is_left_out(embedder: FastEmbedder) -> None:
    assert told(embedder, "ja", "これらの文は日本語に訳できません。") is None
