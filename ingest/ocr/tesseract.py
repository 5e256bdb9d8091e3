"""OCR by Tesseract if it is installed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.isolation.confined import NOT_STARTED, guarded
from ingest.isolation.sandbox import refuses_networks
from ingest.said import said, why
from ingest.system.limits import limit_process

OCR_SECONDS = 30.0
_MEMORY_BYTES = 1_500_000_000
_LANGUAGES = ("eng", "ara", "chi_sim", "fra", "deu", "jpn", "kor", "spa")
_OF_SCRIPT = {
    "Latin": ("fra", "deu", "spa", "eng"),  # with English first, accents would be lost
    "Arabic": ("ara", "eng"),
    "Han": ("chi_sim", "eng"),
    "Japanese": ("jpn", "eng"),
    "Hangul": ("kor", "eng"),
    "Korean": ("kor", "eng"),
}
_TOLD = re.compile(r"^(Script|Rotate|Orientation confidence|Script confidence): (\S+)", re.MULTILINE)
_SURE = 2.0
"""Least confidence of Tesseract in orientation and script of a page; below it, upright Korean pages were turned."""
_LEAST_CONFIDENCE = 42.0
"""Least confidence, of 100, in the letters. Pages read in a wrong language had 27 to 40, in the right one 46 to 89."""


class OcrFailed(Exception):
    """Raised if a page could not be recognised; `why` says why, in a line that can be said in other languages."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class OcrTooSlow(OcrFailed):
    """Raised if a page took longer than its time."""


@dataclass(frozen=True, slots=True)
class _Orientation:
    """The script of a page, whether the script is sure, and the degrees by which the page must be turned clockwise."""

    script: str = "Latin"
    turn: int = 0
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, and its installed languages as far as this program supports them."""

    program: str
    languages: frozenset[str]
    seconds: float = OCR_SECONDS

    def text(self, picture: bytes) -> str:
        """Return the text of a picture in PGM; raises `OcrFailed`, also if the language of the page isn't installed."""
        if "osd" not in self.languages:
            return self._text(picture, self._known(_LANGUAGES), is_sure=False)
        seen = self._orientation(picture)
        # All eight languages at once would exceed the time limit of a page.
        languages = _OF_SCRIPT.get(seen.script, () if seen.is_sure else _OF_SCRIPT["Latin"])
        if not self.languages.intersection(languages[:1] if seen.script != "Latin" else languages):
            raise OcrFailed(
                said("ocr_script", "no installed language of Tesseract is written in {script} script", script=seen.script)
            )
        return self._text(turned(picture, seen.turn), self._known(languages), is_sure=seen.is_sure)

    def _text(self, picture: bytes, languages: str, *, is_sure: bool) -> str:
        if not is_sure and self._confidence(picture, languages) < _LEAST_CONFIDENCE:
            raise OcrFailed(said("ocr_language", "its letters are in none of Tesseract's installed languages"))
        return self._run(picture, "--psm", "3", "-l", languages)

    def _confidence(self, picture: bytes, languages: str) -> float:
        """Return Tesseract's confidence in the letters of a page, from 0 to 100; 100 if it finds none."""
        rows = [row.split("\t") for row in self._run(picture, "--psm", "3", "-l", languages, "tsv").splitlines()[1:]]
        words = [(len(row[11].strip()), float(row[10])) for row in rows if len(row) > 11 and row[11].strip()]
        letters = sum(length for length, _ in words)
        return sum(length * sure for length, sure in words) / letters if letters else 100.0

    def _orientation(self, picture: bytes) -> "_Orientation":
        try:
            found = self._run(picture, "--psm", "0", "-l", "osd")
        except OcrFailed:
            return _Orientation()  # the page has too few letters
        told = dict(_TOLD.findall(found))
        is_upright = float(told.get("Orientation confidence", 0)) < _SURE
        is_sure = float(told.get("Script confidence", 0)) >= _SURE
        return _Orientation(told.get("Script", "Latin"), 0 if is_upright else int(told.get("Rotate", 0)), is_sure)

    def _known(self, wanted: Iterable[str]) -> str:
        known = [language for language in wanted if language in self.languages]
        return "+".join(known or sorted(self.languages - {"osd"}))

    def _run(self, picture: bytes, *options: str) -> str:
        with self._started(*options) as process:
            try:
                # The picture is sent afterwards, so Tesseract hasn't read anything yet.
                limit_process(process.pid, _MEMORY_BYTES, int(self.seconds) + 1)
                out, _ = process.communicate(picture, timeout=self.seconds)
            except subprocess.TimeoutExpired as problem:
                raise OcrTooSlow(said("ocr_slow", "took longer than {seconds} s", seconds=f"{self.seconds:g}")) from problem
            finally:
                process.kill()
        if process.returncode == NOT_STARTED:
            raise OcrFailed(said("ocr_unstarted", "Tesseract can't be started"))
        if process.returncode:
            raise OcrFailed(said("ocr_ended", "Tesseract ended with {n}", n=str(process.returncode)))
        return out.decode(errors="replace").replace("\f", "")

    def _started(self, *options: str) -> subprocess.Popen[bytes]:
        command = (self.program, "stdin", "stdout", *options)
        if refuses_networks():
            command = guarded(*command, seconds=self.seconds + 1)
        try:
            return subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        except OSError as problem:
            raise OcrFailed(said("ocr_unstarted_why", "Tesseract can't be started: {why}", why=why(problem))) from None


@cache
def installed_tesseract() -> Tesseract | None:
    """Return Tesseract with its installed languages, or None if it or all supported languages are missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run((program, "--list-langs"), capture_output=True, timeout=OCR_SECONDS, check=True, text=True)
    except (OSError, subprocess.SubprocessError):
        return None
    languages = frozenset(listed.stdout.split()) & {*_LANGUAGES, "osd"}
    return Tesseract(program, languages) if languages - {"osd"} else None


def turned(picture: bytes, degrees: int) -> bytes:
    """Return a grey PGM picture turned clockwise by a multiple of 90 degrees."""
    head, pixels = picture.split(b"\n", 1)
    width, height = (int(number) for number in head.split()[1:3])
    if degrees == 180:
        return head + b"\n" + pixels[::-1]
    if degrees not in (90, 270):
        return picture
    columns = [pixels[x::width] for x in range(width)]
    rows = [column[::-1] for column in columns] if degrees == 90 else columns[::-1]
    return b"P5 %d %d 255\n%s" % (height, width, b"".join(rows))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1"}
