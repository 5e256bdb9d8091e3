"""Runs readers in a child process, so that a crash, a hang or a memory bomb affects only one file."""

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.isolation.converters import converted
from ingest.isolation.process import Crashed, NoAnswer, ReaderProcess
from ingest.isolation.wire import document_of, reason_of
from ingest.ocr.tesseract import OcrFailed, OcrTooSlow, Tesseract, installed_tesseract
from ingest.said import packed, said
from ingest.system.limits import Wall

READ_SECONDS = 30.0
_FILES_PER_CHILD = 50
_MOST_LOST, _ONE_LOST_OF = 3, 4
"""Pages of a document that may end a child or exceed Tesseract's time, and one more per this many; each costs a minute."""
_CHILD = (sys.executable, "-I", "-m", "ingest.isolation.child")

_Sent = TypeVar("_Sent")
_Meant = TypeVar("_Meant")

Progress = Callable[[int, int], None]
"""Called with (pages recognised, pages to recognise) while a scan is read."""


class Ended(Exception):
    """Raised in the thread of a worker that another thread has ended; it is no `NoAnswer`, so that nothing tries again."""


class Worker:
    """A child process, started when first needed and replaced after a failure or after `_FILES_PER_CHILD` files."""

    def __init__(
        self,
        seconds: float = READ_SECONDS,
        command: Sequence[str] = _CHILD,
        find_ocr: Callable[[], Tesseract | None] = installed_tesseract,
        convert: Callable[[str, bytes], tuple[str, bytes]] = converted,
    ) -> None:
        self.seconds, self._command, self._find_ocr, self._convert = seconds, command, find_ocr, convert
        self._child: ReaderProcess | None = None
        self._files = 0
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, suffix: str, data: bytes, progress: Progress | None = None) -> Document:
        """Return the document in a file's bytes; raises `UnreadableDocument` with the reason if there is none.

        If Tesseract is installed, it reads scanned pages, each within its own time limit.
        """
        with self._explained():
            return self._read(suffix, data, progress)

    def walls(self) -> frozenset[Wall]:
        """Return what the sandbox of the child prevents; raises `UnreadableDocument` if it can't be started."""
        with self._explained():
            return _decoded(_walls, self._ask({"do": "walls"}))

    def picture(self, data: bytes, page: int, width: int, quotes: Sequence[str]) -> bytes:
        """Return a page of a PDF as a picture in PPM, `width` pixels wide, with frames around the quotes.

        Raises `UnreadableDocument` if it can't be drawn.
        """
        with self._explained():
            body = self._body({"do": "draw", "page": page, "width": width, "quotes": list(quotes)}, data)
            if not body.startswith(b"P6"):
                raise UnreadableDocument(_decoded(reason_of, _decoded(_object, body)))
            return body

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Raise `UnreadableDocument` where the child gives no answer, and end a child whose answer wasn't read to its end."""
        try:
            yield
        except NoAnswer as problem:
            self.close()
            raise UnreadableDocument(*problem.args) from None
        except UnreadableDocument:
            raise
        except BaseException:
            self.close()  # it was interrupted within an answer, the rest of which must not be read as the next one
            raise

    def close(self) -> None:
        """End the child immediately; the next `read` starts another one."""
        child, self._child, self._files = self._child, None, 0
        if child:
            child.close()

    def end(self) -> None:
        """End the child for good, from any thread; a file that is being read by then raises `Ended` in its own thread."""
        self._ended.set()
        if child := self._child:
            child.end()  # the thread that reads from its pipes closes them

    def _read(self, suffix: str, data: bytes, progress: Progress | None) -> Document:
        suffix, data, note = self._in_place_of(suffix, data)
        document = self._read_own(suffix, data, progress)
        return replace(document, notes=(*document.notes, note)) if note else document

    def _in_place_of(self, suffix: str, data: bytes) -> tuple[str, bytes, str]:
        """Return what another program makes of a file, and a note that it did; the file itself where none is needed."""
        found, made = self._convert(suffix, data)
        note = f"read as the {found.removeprefix('.').upper()} that another program made of it"
        return found, made, "" if made is data else note

    def _read_own(self, suffix: str, data: bytes, progress: Progress | None) -> Document:
        answer = self._ask_for_file(suffix, data)
        scans = _numbers(answer.get("scans", []))
        if scans and (ocr := self._find_ocr()):
            texts, failures = self._recognised(ocr, suffix, data, scans, progress)
            answer = self._completed(suffix, data, texts, failures) if texts or failures else answer
        if "error" in answer:
            if answer.get("spoiled"):
                self.close()
            raise UnreadableDocument(_decoded(reason_of, answer))
        return _decoded(document_of, answer)

    def _ask_for_file(self, suffix: str, data: bytes) -> dict[str, Any]:
        if self._files >= _FILES_PER_CHILD:
            self.close()
        try:
            return self._ask({"do": "read", "suffix": suffix}, data)
        except Crashed:
            self.close()  # an earlier file may have caused it: try once more in a new child
            return self._ask({"do": "read", "suffix": suffix}, data)

    def _ask(self, request: dict[str, object], data: bytes = b"") -> dict[str, Any]:
        return _decoded(_object, self._body(request, data))

    def _body(self, request: dict[str, object], data: bytes = b"") -> bytes:
        child = self._started()
        self._files += request["do"] == "read"
        try:
            return child.ask(request, data, self.seconds)
        except NoAnswer:
            if self._ended.is_set():
                raise Ended from None
            raise

    def _started(self) -> ReaderProcess:
        """Return the child, started if there is none. Raises `Ended`."""
        if not self._ended.is_set():
            child = self._child = self._child or ReaderProcess(self._command)
            if not self._ended.is_set():
                return child
            child.close()  # it was ended while the child started
        raise Ended

    def _recognised(
        self, ocr: Tesseract, suffix: str, data: bytes, scans: Sequence[int], progress: Progress | None
    ) -> tuple[dict[int, str], dict[int, str]]:
        """Return the text of each page that OCR has read, and the reason for each that it hasn't."""
        texts, failures, lost = dict[int, str](), dict[int, str](), 0
        for done, page in enumerate(scans):
            if lost > _MOST_LOST + done // _ONE_LOST_OF:
                return texts, failures | dict.fromkeys(
                    scans[done:],
                    said("ocr_not_tried", "not tried, since too many pages before it took too long"),
                )
            if progress:
                progress(done, len(scans))
            try:
                self._hold(suffix, data)
                texts[page] = ocr.text(self._picture(page))
            except NoAnswer:
                self.close()  # the page stays a scan without text
                lost += 1
            except OcrFailed as problem:
                failures[page] = problem.why
                lost += isinstance(problem, OcrTooSlow)
        return texts, failures

    def _hold(self, suffix: str, data: bytes) -> None:
        """Send the file again if the child that read it has ended."""
        if self._child is None:
            self._ask({"do": "read", "suffix": suffix}, data)

    def _picture(self, page: int) -> bytes:
        body = self._body({"do": "render", "page": page})
        if not body.startswith(b"P5"):
            raise OcrFailed(said("page_undrawn", "page {n} can't be drawn", n=str(page)))
        return body

    def _completed(self, suffix: str, data: bytes, texts: dict[int, str], failures: dict[int, str]) -> dict[str, Any]:
        self._hold(suffix, data)
        reasons = [(page, packed(reason)) for page, reason in failures.items()]
        return self._ask({"do": "complete", "pages": list(texts.items()), "failures": reasons})


def _decoded(decode: Callable[[_Sent], _Meant], answer: _Sent) -> _Meant:
    try:
        return decode(answer)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as problem:
        raise NoAnswer("its reader answered nonsense") from problem


def _object(body: bytes) -> dict[str, Any]:
    return dict(json.loads(body))


def _walls(answer: dict[str, Any]) -> frozenset[Wall]:
    return frozenset(map(Wall, answer["walls"]))


def _numbers(values: object) -> list[int]:
    return [value for value in values if isinstance(value, int)] if isinstance(values, list) else []
