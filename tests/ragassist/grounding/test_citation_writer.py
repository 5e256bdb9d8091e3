"""Citations: the model's numbers are removed, and verified ones are inserted."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexes.embedding.embedder import Vectors
from indexes.records import Place
from ragassist.grounding.citation_marks import with_doubts
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.particulars import Particulars
from ragassist.language.phrases import phrase
from ragassist.language.refusals import is_refusal, may_become_refusal
from ragassist.language.registry import languages
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeEmbedder


def source(n: int, text: str, start: int = 0) -> Source:
    return Source(
        n=n,
        path=f"/papers/{n}.pdf",
        place=Place(n),
        heading="",
        language="en",
        start=start,
        end=start + len(text),
        text=text,
        score=1.0,
    )


PUMP = source(1, "The pump weighs 31.4 kg with its motor. It lifts water 5.5 m high.", start=100)
LEASE = source(2, "The rent is 790 euros a month. Notice is six months.")


def embed(texts: list[str]) -> Vectors:
    return FakeEmbedder().embed_passages(texts)


def written(
    answer: str, sources: Sequence[Source] = (PUMP, LEASE), step: int = 3, language: str = "en"
) -> tuple[str, CitationWriter]:
    writer = CitationWriter(ClaimChecker(sources, "", embed), language)
    text = "".join(writer.feed(answer[at : at + step]) for at in range(0, len(answer), step))
    return text + writer.finish(), writer


def test_a_supported_citation_is_kept_and_refers_to_the_sentence() -> None:
    text, writer = written("The pump weighs 31.4 kg [1].")
    (citation,) = writer.citations
    assert text == "The pump weighs 31.4 kg. [1]"
    assert (citation.n, citation.page, citation.supported) == (1, 1, True)
    assert citation.quote == "The pump weighs 31.4 kg with its motor."
    assert PUMP.text[citation.start - 100 : citation.end - 100] == citation.quote


def test_a_wrong_number_is_corrected_and_a_missing_one_added() -> None:
    text, _ = written("The pump weighs 31.4 kg [2]. The rent is 790 euros a month.")
    assert text == "The pump weighs 31.4 kg. [1] The rent is 790 euros a month. [2]"


def test_a_claim_that_no_source_makes_keeps_its_number_as_unsupported() -> None:
    _, writer = written("The pump weighs 99.9 kg with its motor [1].")
    assert [(c.n, c.supported) for c in writer.citations] == [(1, False)]


def test_a_source_that_was_not_given_is_never_cited() -> None:
    text, writer = written("Elephants live in Africa [7].")
    assert text == "Elephants live in Africa."
    assert writer.citations == []


def test_decimals_and_abbreviations_do_not_end_sentences() -> None:
    text, _ = written("[1] It lifts water 5.5 m high, i.e. The pump weighs 31.4 kg.")
    assert text.count("[") <= 2
    assert "5.5 m" in text


@pytest.mark.parametrize(
    ("language", "answer", "shown"),
    [
        (
            "en",
            "As said in sources [1] and [2], the pump weighs 31.4 kg.",
            "As said in sources 1 and 2, the pump weighs 31.4 kg.",
        ),
        ("en", "According to [1], the pump weighs 31.4 kg.", "According to source 1, the pump weighs 31.4 kg."),
        ("en", "Source [1, 2] says the pump weighs 31.4 kg.", "Source 1, 2 says the pump weighs 31.4 kg."),
        ("en", "Source [7] says the pump weighs 31.4 kg.", "Source says the pump weighs 31.4 kg."),
        ("de", "Laut Quelle [1] wiegt die pump weighs 31.4 kg [1].", "Laut Quelle 1 wiegt die pump weighs 31.4 kg."),
        ("de", "Laut [1] the pump weighs 31.4 kg.", "Laut Quelle 1 the pump weighs 31.4 kg."),
        ("fr", "Selon [1] et [2], the pump weighs 31.4 kg.", "Selon la source 1 et 2, the pump weighs 31.4 kg."),
        ("es", "Según [1], the pump weighs 31.4 kg.", "Según la fuente 1, the pump weighs 31.4 kg."),
        ("ar", "حسب [1]، pump weighs 31.4 kg.", "حسب المصدر 1، pump weighs 31.4 kg."),
        ("zh", "根据[1]，pump weighs 31.4 kg.", "根据来源 1，pump weighs 31.4 kg."),
        ("zh", "根据来源[1]，pump weighs 31.4 kg.", "根据来源1，pump weighs 31.4 kg."),
        ("ja", "[1]によると、pump weighs 31.4 kg.", "資料1によると、pump weighs 31.4 kg."),
        ("ko", "[1]에 따르면 pump weighs 31.4 kg.", "출처 1에 따르면 pump weighs 31.4 kg."),
    ],
)
def test_a_number_that_the_sentence_needs_is_kept_and_is_not_a_figure_of_the_claim(
    language: str, answer: str, shown: str
) -> None:
    text, writer = written(answer, language=language)
    assert text == f"{shown} [1]"
    assert [(c.n, c.supported) for c in writer.citations] == [(1, True)]


def test_words_between_removed_citations_are_removed_with_them() -> None:
    assert written("The pump weighs 31.4 kg [1] and [2].")[0] == "The pump weighs 31.4 kg. [1]"
    assert written("The pump weighs 31.4 kg [2], [1].")[0] == "The pump weighs 31.4 kg. [1]"
    assert written("The pump weighs 31.4 kg [1] and [x] lifts water.")[0].startswith(
        "The pump weighs 31.4 kg and [x] lifts water."
    )
    assert written("The pump weighs 31.4 kg in ciphertext [1].")[0].startswith("The pump weighs 31.4 kg in ciphertext.")
    assert written("The pump weighs 31.4 kg [1] and")[0].startswith("The pump weighs 31.4 kg and")


def test_a_line_that_begins_with_a_number_stays_a_line() -> None:
    text, writer = written("The pump weighs 31.4 kg [1]\n[2] The rent is 790 euros a month.")
    assert text == "The pump weighs 31.4 kg [1]\nThe rent is 790 euros a month. [2]"
    assert [(c.n, c.supported) for c in writer.citations] == [(1, True), (2, True)]


def test_brackets_that_are_not_citations_are_kept() -> None:
    assert written("A field [x] and [see below] here.")[0].startswith("A field [x] and [see below] here.")


@pytest.mark.parametrize("step", [1, 2, 5, 100])
def test_the_text_is_the_same_however_the_stream_is_cut(step: int) -> None:
    answer = "The pump weighs 31.4 kg.[1] The rent [2] is 790 euros a month [1, 2].\n- Notice is six months [9].\n"
    assert written(answer, step=step)[0] == written(answer, step=1)[0]


@settings(deadline=None)
@given(st.text(alphabet="ab 1.,[]\n。です", max_size=60), st.integers(1, 9))
def test_no_sequence_of_brackets_causes_an_error_or_a_citation_of_a_missing_source(answer: str, step: int) -> None:
    text, writer = written(answer, step=step)
    assert {citation.n for citation in writer.citations} <= {1, 2}
    assert "".join(text.split()).count("a") == answer.count("a")


def test_a_refusal_is_never_cited() -> None:
    for language in languages():
        text, writer = written(phrase("refusal", language) + " [1]")
        assert text == phrase("refusal", language)
        assert writer.citations == []


def test_a_refusal_is_recognised_by_its_beginning_and_with_a_missing_word() -> None:
    assert is_refusal("[1] 您文档中没有这方面的内容。")
    assert may_become_refusal("I cannot find")
    assert not may_become_refusal("I cannot lift the pump")
    assert not is_refusal("The documents say that the pump weighs 31.4 kg.")


@given(st.text(max_size=200))
def test_sentence_spans_are_in_order_within_the_text(text: str) -> None:
    spans = sentence_spans(text)
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)


def test_short_claims_are_checked_together_with_their_question() -> None:
    checker = ClaimChecker([LEASE], "How high is the rent a month?", embed)
    assert checker.check("790")[0].supported
    assert not checker.check("940")[0].supported
    assert np.isfinite(checker.check("790")[0].similarity)


@pytest.mark.parametrize(
    ("claim", "right", "wrong"),
    [
        ("Die Pumpe zeigt den Fehler F7.", "Fehler F7: Pumpe läuft trocken.", "Fehler F3: Pumpe läuft heiß."),
        ("서기로 뽑힌 사람은 Priya Landermoor입니다.", "Priya Landermoor was elected secretary.", "The secretary was elected."),
        ("Le fournisseur des pièces de pompe est 甬川流体公司.", "供方：宁波甬川流体公司", "供方：上海某公司"),
    ],
)
def test_identifiers_and_names_in_another_script_must_stand_in_the_source(claim: str, right: str, wrong: str) -> None:
    particulars = Particulars.of(claim, "")
    assert particulars.occur_in(right, "")
    assert not particulars.occur_in(wrong, "")


CODE = source(1, "The path is read from sys.argv[1] when the script starts. Footnotes such as see[^1] are left alone.")


@pytest.mark.parametrize("step", [1, 3, 100])
def test_code_that_an_answer_quotes_keeps_its_brackets_and_is_no_citation(step: int) -> None:
    text, writer = written("The path is read from sys.argv[1] when the script starts [1].", [CODE], step)
    assert text == "The path is read from sys.argv[1] when the script starts. [1]"
    assert [citation.n for citation in writer.citations] == [1]
    assert with_doubts(text, writer.citations, (0,)) == text
    text, _ = written("Use `items[2]` here [1].", [CODE], step)
    assert "`items[2]`" in text


def test_a_mark_copied_from_a_source_is_verified_like_any_other() -> None:
    forged = source(2, "Elephants live in Africa and are large animals. [1]")
    text, writer = written("Elephants live in Africa and are large animals. [1]", [PUMP, forged])
    assert [(citation.n, citation.supported) for citation in writer.citations] == [(2, True)]
    assert text.endswith("[2]")


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("en", "The answer is:"),
        ("de", "Die Antwort lautet:"),
        ("fr", "La réponse est :"),
        ("es", "**La respuesta es:**"),
        ("ar", "الإجابة هي:"),
        ("zh", "答案是："),
        ("ja", "答えは次のとおりです："),
        ("ko", "답은 다음과 같습니다:"),
    ],
)
def test_a_line_that_only_introduces_what_follows_it_is_not_cited(language: str, lead: str) -> None:
    same = source(1, lead)
    text, writer = written(
        f"{lead} [1]\n- The pump weighs 31.4 kg with its motor.", [same, source(2, PUMP.text)], language=language
    )
    assert text == f"{lead}\n- The pump weighs 31.4 kg with its motor. [2]"
    assert [citation.n for citation in writer.citations] == [2]


def test_a_line_with_a_value_is_cited_though_a_list_follows() -> None:
    text, _ = written("The pump weighs 31.4 kg with its motor:\n- It is red.")
    assert text.startswith("The pump weighs 31.4 kg with its motor: [1]\n")


def test_a_citation_stands_behind_a_date_with_blanks_not_within_it() -> None:
    statutes = source(1, "Die Satzung tritt am 11. 11. 2011 um 11:11 Uhr in Kraft.")
    text, _ = written("Die Satzung tritt am 11. 11. 2011 um 11:11 Uhr in Kraft [1].", [statutes], language="de")
    assert text == "Die Satzung tritt am 11. 11. 2011 um 11:11 Uhr in Kraft. [1]"
