"""Reads RTF with the tables of striprtf: the visible text in the charsets of its fonts, headings, footnotes and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from striprtf.striprtf import charset_map, destinations, font_table_group, remove_pict_groups, specialchars

from ingest.charsets.code_pages import code_page
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.outline import Outline
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import is_symbol_font, shown
from ingest.readers.text.rtf_objects import with_objects
from ingest.said import said

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)", re.DOTALL)
_PICTURE = re.compile(r"[0-9a-fA-F\r\n]{400,}")
"""The bytes of a picture as hexadecimal digits."""
_FONT = re.compile(r"\\f(\d{1,5})(?=\D)[^;]{0,300}?\\fcharset(\d{1,3})")
_FONT_NAME = re.compile(r"\\f(\d{1,5})(?=\D)[^;{}]{0,300}?(?:\{\\\*[^{}]{0,200}\})?[ \d]([A-Za-z][\w ]{0,60});")
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]{1,500})"')
_STYLE = re.compile(r"\\s(\d{1,5})(?=\D)[^;]{0,600}?\\outlinelevel(\d)")
_FONT_TABLE, _STYLES_SHOWN = 200_000, 1_000_000
"""Characters of the font table, and of the file's beginning, in which fonts and styles are searched: this bounds the time."""
_APART = frozenset(("footnote", "shptxt"))
"""Destinations of text that is elsewhere on the page; it is put after its paragraph."""
_COUNTED = frozenset(("annotation", "info"))
_KEPT = _APART | {"shp", "shpinst", "result", "object", "field", "pntext"}
_DROPPED = (frozenset(destinations) | {"fonttbl", "colortbl", "nonshppict"}) - _KEPT
_MOVED = {"up": "super", "dn": "sub"}
_LEVEL, _BREAK, _ROW, _CELL = "\x1c", "\x1d", "\x1e", "\x1f"
"""Placeholders, until the text is cut, before the level of a heading and at the end of a paragraph, a row and a cell."""
_ENDS = {"par": _BREAK, "sect": _BREAK, "page": _BREAK, "row": _ROW, "nestrow": _ROW, "cell": _CELL, "nestcell": _CELL}
_MARKS = re.compile("[\x1c-\x1f]")
_HEADING = re.compile(f"{_LEVEL}(\\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The state of a group of the file, which ends with the group; `place` is "super", "sub" or "".

    `dropped` text isn't part of the document, `counted` text is a comment or the like, `unseen` text is hidden or deleted, and
    `apart` text is a footnote or text box. `skip` is the number of characters after a `\\u` that only old programs read.
    """

    dropped: bool = False
    counted: bool = False
    unseen: bool = False
    apart: bool = False
    skip: int = 1
    font: str = ""
    place: str = ""
    field: bool = False
    instruction: bool = False


def read(data: bytes) -> Reading:
    """Return a block for each paragraph, footnote and table; hidden and deleted text and comments are left out and counted.

    Raises `UnreadableDocument` if the file isn't RTF or a picture's size is malformed.
    """
    if not data.lstrip().startswith(b"{\\rt"):
        raise UnreadableDocument(said("not_rtf", "not an RTF file in spite of its name"))
    try:
        source = _PICTURE.sub("", remove_pict_groups(data.decode("latin-1")))  # type: ignore[no-untyped-call]  # it has none
    except ValueError as problem:  # the size of a picture has thousands of digits
        raise UnreadableDocument(said("damaged_rtf", "damaged RTF")) from problem
    source = with_objects(source)
    text = _Text(source)
    return Reading(tuple(_blocks(text.read(source))), hidden=text.hidden)


def _blocks(text: str) -> Iterator[Block]:
    outline = Outline()
    for piece in text.split(_BREAK):
        *rows, rest = piece.split(_ROW)
        if table := "\n".join(" | ".join(" ".join(cell.split()) for cell in row.split(_CELL)[:-1]) for row in rows):
            yield Block(table, heading=outline.path, header=table.partition("\n")[0] if len(rows) > 1 else "")
        level = _HEADING.search(rest)
        paragraph = _MARKS.sub(" ", _HEADING.sub("", rest))
        if level and paragraph.strip():
            outline.enter(int(level[1]) + 1, paragraph)
        if paragraph.strip():
            yield Block(paragraph, heading=outline.path)


class _Text:
    """Gathers the text of a file token by token; `hidden` counts the characters that are left out."""

    def __init__(self, source: str) -> None:
        self.hidden = 0
        fonts = font_table_group(source)[:_FONT_TABLE]  # type: ignore[no-untyped-call]  # as above
        self._fonts = {font: charset_map.get(int(charset), "") for font, charset in _FONT.findall(fonts)}
        self._names = dict(_FONT_NAME.findall(fonts))
        self._levels = dict(_STYLE.findall(source[:_STYLES_SHOWN]))
        self._page, self._default_font = "cp1252", ""
        self._state, self._stack = _State(), list[_State]()
        self._bytes, self._skip = bytearray(), 0
        self._out, self._body, self._apart = list[str](), list[str](), list[str]()
        self._in_table, self._level, self._starred = False, "", False
        self._is_drop_cap = False
        self._fields, self._instruction = list[int](), ""

    def read(self, source: str) -> str:
        """Return the text, with placeholders at the ends of its parts."""
        for found in _TOKEN.finditer(source):
            word, number, code, sign, brace, run = found.groups()
            if code or run:
                self._letters(bytes.fromhex(code) if code else run.encode("latin-1"))
                continue
            self._flush()
            self._skip = 0
            if brace:
                self._group(brace)
            elif sign:
                self._sign(sign)
            else:
                self._word(word, number or "")
        self._flush()
        self._emit(_BREAK)
        text = "".join(self._out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return shown(text)

    def _letters(self, letters: bytes) -> None:
        skipped = min(self._skip, len(letters))
        self._skip -= skipped
        self._bytes += letters[skipped:]

    def _flush(self) -> None:
        """Decode the bytes since the last control word at once, since a byte of a Japanese character may be a Latin letter."""
        if self._bytes:
            charset = self._fonts.get(self._state.font or self._default_font) or self._page
            font = self._names.get(self._state.font, "")
            charset = "latin-1" if is_symbol_font(font) else charset
            self._say(_MARKS.sub("", self._bytes.decode(charset, "replace")))
            self._bytes.clear()

    def _say(self, text: str) -> None:
        """Emit text, with symbols of symbol fonts, superscripts and subscripts as Unicode characters."""
        text = shown(text, font) if is_symbol_font(font := self._names.get(self._state.font, "")) else text
        if self._state.place:
            text = lowered(text) if self._state.place == "sub" else raised(text, "".join(self._out[-1:]))
        self._emit(text)

    def _emit(self, text: str) -> None:
        if self._state.instruction:
            self._instruction += text
        elif self._state.unseen or self._state.counted:
            self.hidden += len(text)
        elif not self._state.dropped:
            self._out.append(text)
            if text == _BREAK and not self._state.apart:
                self._out += (f"{one}{_BREAK}" for one in self._apart)
                self._apart.clear()

    def _group(self, brace: str) -> None:
        self._starred = False
        if brace == "{":
            self._stack.append(self._state)
            return
        before, self._state = self._state, self._stack.pop() if self._stack else _State(dropped=True)
        if before.apart and not self._state.apart:
            self._apart.append("".join(self._out))
            self._out = self._body
        if before.field and not self._state.field:
            self._end_field()

    def _end_field(self) -> None:
        """Emit the address of a link after its words."""
        words, self._instruction, instruction = "".join(self._out[self._fields.pop() :]), "", self._instruction
        if words and (link := _ADDRESS.search(instruction)):
            self._emit(leads_to(words, link[1]))

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._emit(_BREAK)
        elif sign in specialchars:
            self._emit(specialchars[sign])

    def _word(self, word: str, number: str) -> None:
        starred, self._starred = self._starred, False
        if word == "fldinst":
            self._state = replace(self._state, instruction=True)
        elif word in _DROPPED or (starred and word not in _KEPT):
            self._state = replace(self._state, dropped=True, counted=self._state.counted or word in _COUNTED)
        elif word in _APART and not (self._state.apart or self._state.dropped):
            self._body, self._out, self._state = self._out, [], replace(self._state, apart=True)
        elif word in _ENDS:
            self._end(_ENDS[word])
        elif word in specialchars:
            self._emit(specialchars[word])
        elif word == "u" and number:
            self._say(_MARKS.sub("", chr(int(number) % 0x10000)))
            self._skip = self._state.skip
        else:
            self._setting(word, number)

    def _end(self, mark: str) -> None:
        if mark == _BREAK and self._is_drop_cap:  # the large initial of the next paragraph
            self._is_drop_cap = False
            return
        if mark == _BREAK and self._level:
            self._emit(f"{_LEVEL}{self._level}")
        self._emit("\n" if mark == _BREAK and self._in_table else mark)

    def _setting(self, word: str, number: str) -> None:
        match word:
            case "super" | "sub" | "nosupersub":
                self._state = replace(self._state, place=word if word != "nosupersub" and number != "0" else "")
            case "up" | "dn":
                moved = (number or "6") not in ("0", "1", "2", "3")
                self._state = replace(self._state, place=_MOVED[word] if moved else "")
            case "field":
                self._fields.append(len(self._out))
                self._state = replace(self._state, field=True)
            case "v" | "deleted":
                self._state = replace(self._state, unseen=number != "0")
            case "plain":
                self._state = replace(self._state, unseen=False, font="", place="")
            case "f":
                self._state = replace(self._state, font=number)
            case "uc":
                self._state = replace(self._state, skip=int(number or 1))
            case _:
                self._wider_setting(word, number)

    def _wider_setting(self, word: str, number: str) -> None:
        """Apply a control word that holds for a paragraph or for the whole file."""
        match word:
            case "pard":
                self._in_table, self._level, self._is_drop_cap = False, "", False
            case "dropcapli":
                self._is_drop_cap = number != "0"
            case "intbl":
                self._in_table = True
            case "s":
                self._level = self._levels.get(number, "")
            case "outlinelevel":
                self._level = number[:1].strip("-")
            case "deff":
                self._default_font = number
            case "ansicpg":
                self._page = code_page(number)
