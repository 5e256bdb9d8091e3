"""Text with control sequences and markup, in every place where text enters the UI."""

from indexes.conversations.records import Exchange, Summary, Timings
from indexes.hits import Hit
from indexes.indexing.run import Reason, RunProgress, RunReport
from indexes.records import ChunkRow, DocumentRow, Place
from ragassist.events import PromptBuilt, PromptPart
from tests.tui.scripted import ScriptedBackend, cite, script, source
from tui.backend.records import Component, LibraryEntry, Model, Page, Survey

CONTROLS = (
    "\x1b]52;c;RVZJTA==\x07",  # writes to the clipboard
    "\x1b]52;c;RVZJTA==\x1b\\",
    "\x9d52;c;RVZJTA==\x9c",  # the same with 8-bit control characters
    "\x1b]0;EVIL\x07",  # sets the window's title
    "\x1b]8;;http://evil.example\x1b\\EVIL\x1b]8;;\x1b\\",  # makes a link
    "\x1b[6nEVIL",  # asks for the cursor's position; the terminal types the answer
    "\x9b2JEVIL",  # clears the screen
    "\x1bPEVIL\x1b\\",  # a device control string
    "\x1b_EVIL\x1b\\",  # an application program command
    "\u202eEVIL\u202c",  # reverses the text that follows
    "\x1b[?1049lEVIL",  # leaves the alternate screen
    "EVIL\x08\x08\x7f\r\x00\x0b",
)
MARKUP = (
    "[@click=app.quit]EVIL[/]",
    "[/",
    "[$primary]EVIL",
    "[red]EVIL[/red]",
    "\\[bold]EVIL",
    "[link=http://evil.example]EVIL[/link]",
)
PAYLOADS = {"controls": " ".join(CONTROLS), "broken markup": MARKUP[1], "markup": " ".join((*MARKUP[:1], *MARKUP[2:]))}
"""All payloads in three runs; invalid markup has its own run, since it would keep the text beside it from being parsed."""


def hostile_backend(payload: str) -> ScriptedBackend:
    """Return a backend with the payload in every text that it gives."""
    name = payload.replace("/", "_") or "paper"
    found = source(1, f"before {payload} after.", f"dir/{name}.pdf", 1, payload)
    steps = script(
        payload or "What?", f"It is {payload} so [1].", [found], [cite(found, "after.")], reasoning=payload, notices=(payload,)
    )
    steps.insert(2, PromptBuilt((PromptPart(payload, payload, 3),)))
    past = Exchange(
        question=payload,
        answer=f"{payload} [1]",
        language="en",
        answer_language="en",
        abstained=False,
        citations=(cite(found, "after."),),
        reasoning=payload,
        model=payload,
        timings=Timings(retrieve_s=1, time_to_first_token_s=1, total_s=2, prompt_tokens=3),
    )
    chunk = ChunkRow(
        id=1, document_id=1, path=found.path, start=0, end=9, heading=payload, language="en", place=Place(1), header="",
        text=payload,
    )  # fmt: skip
    stored = DocumentRow(
        id=1, path=f"/dir/{name}", sha256=None, size=1, mtime_ns=1, state="partial", reason=payload, language=payload[:5],
        pages=1, chunks=1,
    )  # fmt: skip
    return ScriptedBackend(
        steps,
        Survey(
            search_model=Component(True, payload),
            chat_model=Component(True, payload),
            library=Component(True, payload),
            documents=1,
            passages=1,
        ),
        [RunProgress(stage="reading", done=0, total=1, current=payload)],
        RunReport(skipped=[Reason(payload, payload)], notices=[payload]),
        stored=[stored],
        kept={
            "ab": (
                Summary(
                    id="ab", title=payload, library=payload[:20], language=payload[:5], exchanges=1, started=0.0, changed=0.0
                ),
                [past],
            )
        },
        hits=[Hit(rank=1, score=0.9, cosine=0.9, coverage=0.9, chunk=chunk)],
        model_store=[
            Model(name=name, title=payload, role="chat", installed=True, size=1, licence=payload, note=payload, used=True)
        ],
        names=[LibraryEntry(payload, 1, True)],
        page=Page(f"{payload} before {payload} after. {payload}", 0),
    )
