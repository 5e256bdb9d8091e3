"""A line keeps what other languages need on its way: as a value, in JSON, in the library."""

import copy
import errno
import json
from collections.abc import Callable

import pytest

from ingest.errors import UnreadableDocument
from ingest.said import Said, changed, packed, recalled, said, stored, unpacked, why

LINE = said("on_page", "page {n}: {what}", n=3, what=said("encrypted", "encrypted: remove its password first"))


def _phrases(line: str) -> list[str]:
    if not isinstance(line, Said):
        return []
    return [line.phrase, *(name for value in line.values.values() if isinstance(value, str) for name in _phrases(value))]


def test_a_line_is_its_english_text() -> None:
    assert LINE == "page 3: encrypted: remove its password first"
    assert json.dumps({"reason": LINE}) == '{"reason": "page 3: encrypted: remove its password first"}'
    assert str(UnreadableDocument(LINE)) == LINE
    assert UnreadableDocument(LINE).line is LINE


@pytest.mark.parametrize(
    "back",
    [
        lambda line: unpacked(json.loads(json.dumps(packed(line)))),
        lambda line: recalled(stored(line)),
        copy.deepcopy,
        lambda line: changed(line, str.strip),
    ],
)
def test_a_line_comes_back_whole(back: Callable[[str], str]) -> None:
    found = back(LINE)
    assert found == LINE
    assert _phrases(found) == ["on_page", "encrypted"]


@pytest.mark.parametrize(
    "text", ["", "a reason of an older program", "two\nlines", 'x\n{"phrase": 1}', "x\n" + "[" * 100_000, 'x\n{"phrase": "y"}']
)
def test_a_text_that_is_no_stored_line_stays_as_it_is(text: str) -> None:
    assert recalled(text) == text
    assert recalled(stored(text)) == text


def test_a_text_whose_last_line_is_in_the_form_of_a_stored_line_stays_a_text() -> None:
    text = f"the name of a part\n{json.dumps(packed(said('encrypted', 'the name of a part')))}"
    assert isinstance(recalled(text), Said)
    assert recalled(stored(text)) == text
    assert not isinstance(recalled(stored(text)), Said)


def _nested(depth: int) -> object:
    return "x" if not depth else {"phrase": "a", "english": "x", "values": {"b": _nested(depth - 1)}}


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        ["x"],
        {"phrase": "a"},
        {"phrase": "a b", "english": "x", "values": {}},
        {"phrase": "a", "english": "x", "values": {"n": None}},
        {"phrase": "a", "english": "\ud800", "values": {}},
        {"phrase": "a", "english": "x", "values": {"n": 10**40}},
        {"phrase": "a", "english": "x", "values": {"n": -1e300}},
        {"phrase": "a", "english": "x", "values": {"n": float("nan")}},
        _nested(50),
    ],
)
def test_what_a_hostile_child_sends_instead_of_a_line_is_refused(data: object) -> None:
    with pytest.raises((TypeError, ValueError, LookupError)):
        unpacked(data)


def test_why_the_system_refused_is_named_where_it_is_frequent() -> None:
    full = why(OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(full, Said)
    assert (full, full.phrase) == ("No space left on device", "disk_full")
    assert why(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert why(OSError()) == "OSError"
