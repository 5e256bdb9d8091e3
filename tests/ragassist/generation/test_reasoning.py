"""Reasoning never gets into the answer, whatever the model does with its tags."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexes.records import Place
from ragassist.answering.reasoning_policy import should_reason
from ragassist.engine.chat_model import Token
from ragassist.generation.reasoning import ReasoningSplitter, StreamPart, ThinkBudget
from ragassist.grounding.abstention import ENOUGH
from ragassist.models.entries import ThinkTags
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.settings.choices import Thinking

IDS = {5: StreamPart.REASONING, 6: StreamPart.ANSWER}


def splitter_of(*, inside: bool, ids: dict[int, StreamPart] | None = None) -> ReasoningSplitter:
    return ReasoningSplitter(ThinkTags(), ids or {}, inside=inside)


def parts(text: str, cuts: list[int], *, inside: bool = False) -> tuple[str, str]:
    splitter = splitter_of(inside=inside)
    data, found = text.encode(), {StreamPart.REASONING: "", StreamPart.ANSWER: ""}
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    tokens = [Token(1, data[a:b]) for a, b in itertools.pairwise(edges)]
    for part, piece in (pair for token in tokens for pair in splitter.feed(token)):
        found[part] += piece
    for part, piece in splitter.finish():
        found[part] += piece
    return found[StreamPart.REASONING], found[StreamPart.ANSWER]


@given(st.lists(st.integers(0, 200), max_size=30))
def test_tags_are_found_however_the_stream_is_cut(cuts: list[int]) -> None:
    assert parts("<think>Überlegung 漢字</think>Die Antwort <b> ☕", cuts) == (
        "Überlegung 漢字",
        "Die Antwort <b> ☕",
    )


@pytest.mark.parametrize(
    ("text", "reasoning", "answer"),
    [
        ("<think>never closed", "never closed", ""),
        ("<think>a<think>b</think>c", "ab", "c"),
        ("a</think>b</think>c", "", "abc"),
        ("<think>a</think>b<think>c</think>d", "ac", "bd"),
        ("5 < 6 <", "", "5 < 6 <"),
        ("5 < 6 and </thin", "", "5 < 6 and "),
        ("<think>cut amid </thi", "cut amid ", ""),
        ("\n\n<think>behind an empty pair</think>b", "behind an empty pair", "\n\nb"),
        ("Write `<think>` and `</think>`.", "", "Write `<think>` and `</think>`."),
        ('It says "<think>" there.</think>', "", 'It says "<think>" there.'),
        ("```\n<think>\n```\n<think>a</think>b", "a", "```\n<think>\n```\nb"),
        ("Es heißt „<think>“, nicht </think>mehr", "", "Es heißt „<think>“, nicht mehr"),
        ("<think>I close with `</think>c", "I close with `", "c"),
    ],
)
def test_unclosed_nested_repeated_and_quoted_tags(text: str, reasoning: str, answer: str) -> None:
    assert parts(text, list(range(len(text.encode())))) == (reasoning, answer)
    assert parts(text, []) == (reasoning, answer)


PIECES = ["<", "/", "think", "<think>", "</think>", "</", ">", "\n", "a", "é", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.lists(st.integers(0, 99)))
def test_cutting_changes_nothing_and_no_tag_is_ever_yielded(text: str, cuts: list[int]) -> None:
    found = parts(text, cuts)
    assert found == parts(text, [])
    left = text.replace("<think>", "").replace("</think>", "")
    assume("<think>" not in left and "</think>" not in left)  # a tag that is formed by the removal of two others is shown
    assert not any(tag in part for part in found for tag in ("<think>", "</think>"))


def test_tags_that_are_tokens_are_recognised_by_their_ids() -> None:
    splitter = splitter_of(inside=False, ids=IDS)
    tokens = [Token(5, b""), Token(9, b"why"), Token(6, b""), Token(9, b"so")]
    found = [pair for token in tokens for pair in splitter.feed(token)] + list(splitter.finish())
    assert found == [(StreamPart.REASONING, "why"), (StreamPart.ANSWER, "so")]
    assert splitter.tags == 2


@given(st.integers(1, 60), st.sampled_from(["é", "漢", "😀"]))
def test_a_budget_ends_at_a_whole_character(tokens: int, char: str) -> None:
    budget, splitter = ThinkBudget(tokens, None), splitter_of(inside=True, ids=IDS)
    text, used = "", 0
    for byte in itertools.cycle(char.encode()):
        used += 1
        budget.count(splitter.part)
        text += "".join(piece for _, piece in splitter.feed(Token(9, bytes([byte]))))
        if budget.is_spent(within_a_character=splitter.within_a_character):
            break
    assert tokens <= used < tokens + 4
    assert set(text + "".join(piece for _, piece in splitter.finish())) <= {char}


def test_bytes_that_never_make_a_character_do_not_outlast_the_budget() -> None:
    budget = ThinkBudget(2, None)
    for _ in range(5):
        budget.count(StreamPart.REASONING)
    assert budget.is_spent(within_a_character=True)


def evidence(*languages: str) -> Evidence:
    sources = [
        Source(n=n, path="p", place=Place(1), heading="", language=language, start=0, end=4, text="text", score=1.0)
        for n, language in enumerate(languages, 1)
    ]
    return Evidence(tuple(sources), 1.0)


@pytest.mark.parametrize(
    ("language", "sources", "question", "expected"),
    [
        ("de", ("de", "de"), "Wie heißt die Pumpe?", False),
        ("fr", ("de",), "Comment s'appelle la pompe ?", True),
        ("de", ("de", "fr"), "Wie heißt die Pumpe?", True),
        ("en", ("en",), "Compare the two pumps.", True),
        ("ja", ("ja",), "全部でいくつありますか？", True),
        ("fr", ("fr",), "Combien de pompes y a-t-il ?", True),
        ("fr", ("fr",), "Laquelle est plus lourde que l'autre ?", True),
        ("es", ("es",), "¿Cuántas bombas hay en total?", True),
        ("zh", ("zh",), "这两台水泵有什么区别？", True),
        ("zh", ("zh",), "水泵在哪里？", False),
        ("ko", ("ko",), "두 펌프의 차이는 무엇입니까?", True),
        ("ko", ("ko",), "펌프는 어디에 있습니까?", False),
        ("ar", ("ar",), "كم عدد المضخات؟", True),
        ("ar", ("ar",), "أين المضخة؟", False),
        ("ja", ("ja",), "ポンプはどこですか？", False),
        ("es", ("es",), "¿Dónde está la bomba?", False),
        ("fr", ("fr",), "Où est la pompe ?", False),
        ("de", ("de", "de"), "Worin unterscheiden sich die beiden Pumpen?", True),
        ("en", ("en", ""), "Where is the pump?", False),
    ],
)
def test_auto_reasons_across_languages_and_for_comparisons(
    language: str, sources: tuple[str, ...], question: str, expected: bool
) -> None:
    assert should_reason(Thinking.AUTO, question, language, evidence(*sources)) is expected
    assert should_reason(Thinking.ON, question, language, evidence(*sources))
    assert not should_reason(Thinking.OFF, question, language, evidence(*sources))


def test_a_short_question_across_languages_with_a_certain_search_needs_no_reasoning() -> None:
    sure = replace(evidence("de"), best_score=0.95, compared=ENOUGH, sentence_cosine=0.7)
    assert not should_reason(Thinking.AUTO, "Comment s'appelle la pompe ?", "fr", sure)
    assert should_reason(Thinking.AUTO, "Comment s'appelle la pompe ? " * 5, "fr", sure)
    assert should_reason(Thinking.AUTO, "Comment s'appelle la pompe ?", "fr", replace(sure, sentence_cosine=0.1))
    assert should_reason(Thinking.AUTO, "Laquelle est plus lourde que l'autre ?", "fr", sure)
