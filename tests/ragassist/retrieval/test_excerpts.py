"""Excerpts show the model the sentences that a question needs, with the sentences and rows that give these their context."""

import time
from dataclasses import replace

import pytest

from indexes.records import Place
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.excerpts import FEW, MANY, excerpts, share_shown
from ragassist.retrieval.retriever import in_prepared_order, rough_tokens

PARAGRAPH = " ".join(f"This is sentence number {n} of a rather long paragraph." for n in range(12))


def source(text: str, n: int = 1) -> Source:
    return Source(
        n=n, path=f"/{n}.txt", place=Place(), heading="", language="en", start=0, end=len(text), text=text, score=1.0
    )  # fmt: skip


def shown(text: str, near: str, budget: int = 60) -> str:
    """Return the excerpt of a text in which the sentence that contains `near` is the most similar to the question."""
    cosines = {span: 0.9 if near in text[slice(*span)] else 0.1 for span in sentence_spans(text)}
    (chosen,) = excerpts([source(text)], [cosines], budget)
    return chosen.excerpt


def test_a_long_code_block_takes_no_more_than_a_moment() -> None:
    code = "```\n" + "".join(f"line_{n} = {n};\n" for n in range(120)) + "```\n"
    began = time.process_time()
    assert shown(code, "line_70", budget=1000).strip() == code.strip()
    assert time.process_time() - began < 1


def test_a_sentence_is_shown_with_its_neighbours_and_gaps_are_marked() -> None:
    text = shown(PARAGRAPH, "number 5 ")
    assert text.startswith("… This is sentence number 4")
    assert text.endswith("number 6 of a rather long paragraph. …")


def test_a_row_is_shown_with_the_first_row_of_its_table() -> None:
    rows = "\n".join(["Machine | Price an hour", *(f"Machine of the workshop {n} | {n}.20 EUR" for n in range(20))])
    assert shown(rows, "workshop 9 ", 30) == "Machine | Price an hour …\nMachine of the workshop 9 | 9.20 EUR …"


def test_a_list_item_is_shown_with_the_line_that_introduces_its_list() -> None:
    items = "\n".join(
        ["Before the first start you need all of these:", *(f"- part number {n} of the long list" for n in range(30))]
    )
    assert "you need all of these:" in shown(items, "number 25 ", 50)


def test_code_is_shown_whole() -> None:
    code = "\n".join(["```", *(f"step_{n}(argument_of_the_step)" for n in range(8)), "```"])
    assert code.removeprefix("```\n") in shown(f"{PARAGRAPH}\n{code}\n{PARAGRAPH}", "step_4")


def test_the_whole_text_is_shown_if_it_fits_into_the_budget() -> None:
    whole = source(PARAGRAPH)
    assert excerpts([whole], [dict.fromkeys(sentence_spans(PARAGRAPH), 0.5)], 10_000) == [whole]


def test_excerpts_fit_into_the_budget_and_sources_without_one_are_left_out() -> None:
    sources = [source(PARAGRAPH, n) for n in range(1, 5)]
    spans = sentence_spans(PARAGRAPH)
    cosines = [{span: 0.9 if n == at == 2 else 0.1 for at, span in enumerate(spans)} for n in range(4)]
    kept = excerpts(sources, cosines, 80)
    assert 3 in [one.n for one in kept]
    assert len(kept) < 4
    assert sum(rough_tokens(one.excerpt) for one in kept) <= 80


def test_a_part_of_the_nearest_sentence_is_shown_even_if_it_exceeds_the_budget() -> None:
    assert shown("word " * 400, "word", 20)


LETTER = """Peter Musterfrau
Hinter dem Tal 2
54321 Musterheim
Mitglied Nr. 4711
seit dem 11.09.2001
Musterheim, 29. Februar 2011
Liebe Vereinsvorsitzende,
seit einem Jahr gab es keine Mitgliederversammlung mehr. Ich erinnere daran, dass unsere Satzung eine solche vorsieht."""


@pytest.mark.parametrize("budget", [20, 250, 10_000])
def test_the_first_passage_may_be_shown_whole_and_others_take_the_rest(budget: int) -> None:
    sources = [source(LETTER), source(PARAGRAPH, 2), source(PARAGRAPH, 3)]
    cosines = [dict.fromkeys(sentence_spans(one.text), 0.1 + 0.1 * one.n) for one in sources]
    first, *others = excerpts(sources, cosines, budget, first_whole=True)
    assert first.excerpt == LETTER
    assert bool(others) is (budget > 20)
    assert sum(rough_tokens(one.excerpt) for one in others) <= max(0, budget - rough_tokens(LETTER))


def test_a_passage_with_a_high_score_gets_few_tokens_unless_the_question_is_broad() -> None:
    assert share_shown(0.95, broad=False) == FEW < share_shown(0.3, broad=False) == MANY
    assert share_shown(0.95, broad=True) == MANY


def test_the_wider_of_the_prepared_and_the_new_excerpt_is_shown() -> None:
    whole = source(PARAGRAPH)
    wide, narrow = replace(whole, shown=((0, 200),)), replace(whole, shown=((60, 110),))
    (kept,) = in_prepared_order([narrow], [wide])
    assert kept.shown == wide.shown
    (kept,) = in_prepared_order([wide], [narrow])
    assert kept.shown == wide.shown


def test_a_sentence_over_several_lines_is_shown_to_its_end() -> None:
    lines = "\n".join(
        ["It is set up so.", "The pump stands level on a sill", "of oak that is at least", "60 mm thick.", *["Other."] * 40]
    )
    assert shown(lines, "level on a sill", 30).startswith(
        "It is set up so.\nThe pump stands level on a sill\nof oak that is at least\n60 mm thick."
    )


def test_of_equal_sentences_in_papers_from_one_template_those_of_the_first_papers_are_shown() -> None:
    bill = "Bill for {}. Customer: Paula Imhof. Meter W-5512 was read. We charge the sum of {}1.20 EUR for it. Keep this bill."
    bills = [source(bill.format(month, n), n) for n, month in enumerate(("June", "July", "Sept"), 1)]
    amounts = (0.60, 0.60, 0.625)  # cosines of sentences that differ in a figure alone
    found = [
        {span: amount if "charge" in one.text[slice(*span)] else 0.2 for span in sentence_spans(one.text)}
        for one, amount in zip(bills, amounts, strict=True)
    ]
    assert [one.n for one in excerpts(bills, found, 120) if "charge" in one.excerpt] == [1, 2]
