"""The `eval` command: measures how well a library is searched."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from indexes.indexing.indexer import documents_under, normal_path
from indexes.library import Library
from indexes.records import ChunkRow
from ingest.errors import AssistantError
from ingest.files.names import printable
from ragassist.commands.opening import app_of
from ragassist.commands.options import IN_PART, INTERRUPTED, AsJson, Home, LibraryName, Rerank
from ragassist.commands.output import say, show, show_json, show_reasons
from ragassist.commands.progress import counted
from ragassist.evaluation.causes import Miss
from ragassist.evaluation.known_items import known_items
from ragassist.evaluation.metrics import SearchMeasures
from ragassist.evaluation.questions import Question, SkippedQuestion, read_questions
from ragassist.evaluation.report import evaluation_json
from ragassist.evaluation.run import Evaluation
from ragassist.retrieval.notices import library_notices
from ragassist.untrusted import one_line

_QUESTIONS = "questions.jsonl"


def evaluate(
    source: Annotated[Path, typer.Argument(metavar="FOLDER-OR-QUESTIONS.jsonl")],
    *,
    mode: Annotated[
        Literal["hybrid", "dense", "lexical"],
        typer.Option(help="Search by vectors (dense), by full text (lexical), or by both."),
    ] = "hybrid",
    top: Annotated[
        int, typer.Option(min=10, max=100, help="How many hits are looked at; the measures count the first 10.")
    ] = 10,
    most: Annotated[int, typer.Option("--most", min=1, max=100_000, help="Questions made of the documents of a folder.")] = 100,
    rerank_ms: Rerank = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Measure how well the library is searched: by your questions, or by words of a folder's documents.

    Questions are lines of JSON: {"question", "path" (or "paths"), "page", "answer" (or "answers"), "language", "kind"}; at
    least a path or an answer says what is right, and measures are told by kind as well. A path is an end of a document's path
    or a glob, an answer stands in the passage. Of each question whose passage isn't found it says why.
    A folder that holds questions.jsonl is measured by it. Of another folder's documents rare words are asked for, which
    tells whether what is there is found again, not whether questions in other words are understood.
    """
    app = app_of(home, library, rerank_ms=rerank_ms)
    with app.open_library_to_search() as opened:
        questions, skipped, kind = _questions(opened, source, most)
        for line in library_notices(opened, "en"):
            say(line)
        evaluation = Evaluation(kind=kind, mode=mode, top=top, left_out=list(skipped))
        finished = _run(evaluation, opened, questions)
    if as_json:
        show_json(evaluation_json(app.settings.library, evaluation))
    else:
        show_evaluation(evaluation)
    if not finished:
        raise typer.Exit(INTERRUPTED)
    if evaluation.left_out:
        raise typer.Exit(IN_PART)


def _questions(opened: Library, source: Path, most: int) -> tuple[Sequence[Question], Sequence[SkippedQuestion], str]:
    """Return the questions, the lines that hold no valid question, and the kind of evaluation."""
    if not opened.totals().chunks:
        raise AssistantError("the library is empty: 'ragassist index FOLDER' fills it")
    inside = source / _QUESTIONS
    if not source.is_dir() or inside.is_file():
        return *read_questions(inside if source.is_dir() else source), "questions"
    documents = [row for row in documents_under(opened, [normal_path(source)]) if row.chunks]
    questions = known_items(opened, documents, most)
    if not questions:
        why = "no passage of its documents has enough words" if documents else "none of its documents is in the library"
        raise AssistantError(f"{printable(source)} holds no {_QUESTIONS} and {why}: index it, or write questions")
    return questions, (), "known-item"


def _run(evaluation: Evaluation, opened: Library, questions: Sequence[Question]) -> bool:
    """Search for all questions. Return False if Ctrl-C ended it early; the evaluation then holds the results so far."""
    try:
        with counted("asking", len(questions)) as advance:
            for done in evaluation.run(opened, questions):
                advance(done)
    except KeyboardInterrupt:
        return False
    return True


_MEASURES = ("questions", "recall@1", "recall@5", "recall@10", "MRR@10", "nDCG@10")


def show_evaluation(evaluation: Evaluation) -> None:
    """Print the measures: of all questions, by the question's language, by both languages, and by the question's kind."""
    show(f"{'search ' + evaluation.mode:<24}" + "".join(f"{head:>10}" for head in _MEASURES))
    show(_measured("all questions", evaluation.overall))
    for language, measures in evaluation.by_language().items():
        show(_measured(f"in {language}", measures))
    pairs = evaluation.by_pair()
    for (language, passage), measures in pairs.items() if any(language != passage for language, passage in pairs) else ():
        show(_measured(f"in {language} about {passage}", measures))
    if len(kinds := evaluation.by_kind()) > 1:
        for kind, measures in kinds.items():
            show(_measured(f"kind {kind}", measures))
    show_causes(evaluation)
    show_reasons({"left out": [(f"line {skipped.number}", skipped.reason) for skipped in evaluation.left_out]})
    if evaluation.kind == "known-item":
        show("Rare words of the documents themselves were asked for: whether what is there is found again, no more.")
    say(f"{len(evaluation.results)} questions in {evaluation.seconds:.1f} s")


def show_causes(evaluation: Evaluation) -> None:
    """Print how often each cause kept a right passage from rank 1, and the cause for each passage that wasn't found."""
    if causes := evaluation.causes():
        show("not first: " + ", ".join(f"{cause.value} {count}" for cause, count in causes.items()))
    missed = [result for result in evaluation.results if result.miss and not result.rank]
    show_reasons({"not found": [(one_line(result.question.text), _why(result.miss)) for result in missed if result.miss]})


def _why(miss: Miss) -> str:
    """Return one line with the cause, the place of the passage and the place of the first hit."""
    passage = f" ({_place(miss.passage)})" if miss.passage else ""
    ahead = f"; first is {_place(miss.ahead)}" if miss.ahead else ""
    return f"{miss.cause.value}{passage}{ahead}"


def _place(chunk: ChunkRow) -> str:
    return printable(Path(chunk.path)) + (f", page {chunk.page}" if chunk.page else "")


def _measured(label: str, measures: SearchMeasures) -> str:
    shares = (measures.recall_1, measures.recall_5, measures.recall_10, measures.mrr, measures.ndcg)
    return f"{one_line(label):<24}{measures.questions:>10}" + "".join(f"{share:>10.1%}" for share in shares)
