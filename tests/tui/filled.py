"""A scripted backend with something to show on every screen."""

from indexes.conversations.records import Exchange as Past
from indexes.conversations.records import Summary, Timings
from indexes.hits import Hit
from indexes.records import ChunkRow, DocumentRow, Place, State
from ragassist.events import PromptBuilt, PromptPart
from tests.tui.scripted import ScriptedBackend, cite, script, source
from tui.backend.records import Model, Page

SIZE = (110, 32)
TEXT = "Vor dem ersten Start wird das Gehäuse gefüllt. Am Manometer sollen sich 1,9 bar einstellen."
QUOTE = "Am Manometer sollen sich 1,9 bar einstellen."
FOUND = source(1, TEXT)


def document(name: str, state: State = "indexed", reason: str = "") -> DocumentRow:
    return DocumentRow(
        id=1, path=f"/papers/{name}", sha256=None, size=1_234_567, mtime_ns=0, state=state, reason=reason, language="de",
        pages=3, chunks=12,
    )  # fmt: skip


def filled() -> ScriptedBackend:
    """Return a backend with documents, conversations, models and a scripted answer."""
    steps = script("How much?", "1.9 bar [1].", [FOUND], [cite(FOUND, QUOTE)])
    steps.insert(2, PromptBuilt((PromptPart("system", "You answer.", 41), PromptPart("source 1", TEXT, 60))))
    past = Past(
        question="How much?",
        answer="1.9 bar [1].",
        language="en",
        answer_language="en",
        abstained=False,
        citations=(cite(FOUND, QUOTE),),
        reasoning="",
        model="LFM2",
        timings=Timings(
            retrieve_s=1,
            time_to_first_token_s=2,
            total_s=3,
            prompt_tokens=4,
            evaluated_tokens=5,
            reused_tokens=6,
            reasoning_tokens=0,
            answer_tokens=8,
        ),
    )
    chunk = ChunkRow(
        id=1, document_id=1, path=FOUND.path, start=0, end=len(TEXT), heading="Start", language="de", place=Place(3), header="",
        text=TEXT,
    )  # fmt: skip
    return ScriptedBackend(
        steps,
        stored=[document("pump.pdf"), document("scan.pdf", "partial", "2 of 5 pages hold only a scan"), document("deep/no.md")],
        kept={
            "ab": (
                Summary(id="ab", title="How much?", library="papers", language="en", exchanges=1, started=0.0, changed=2e9),
                [past],
            ),
            "cd": (
                Summary(id="cd", title="Wie viel?", library="papers", language="de", exchanges=9, started=0.0, changed=1e9),
                [past] * 9,
            ),
        },
        hits=[Hit(rank=1, score=0.91, cosine=0.82, coverage=0.73, chunk=chunk)],
        model_store=[
            Model(name="e5", title="E5 small", role="embedding", installed=True, size=470_000_000, licence="MIT", used=True),
            Model(name="qwen", title="Qwen", role="chat", installed=True, size=1_000_000, licence="Apache-2.0"),
            Model(name="lfm", title="LFM2", role="chat", installed=False, size=1, licence="LFM", note="ask"),
        ],
        page=Page(f"Seite drei\n{TEXT}", 100 - len("Seite drei\n")),
    )
