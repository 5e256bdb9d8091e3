"""JSON and JSON lines are read under their keys."""

from ingest.documents import Block, Span
from tests.ingest.readers.reading import read, texts


def test_json_values_are_read_under_their_keys() -> None:
    data = '{"shop": {"name": "Ösel", "open": true, "price": 1.10, "tags": ["a", "b"], "none": null, "name": "again",'
    data += ' "items": [{"id": 12345678901234567890, "text": "Saw"}, {"a": {"b": {"c": {"d": "deep"}}}}]}}'
    assert [(block.heading, block.text) for block in read(".json", data).blocks] == [
        ("shop", "name: Ösel\nopen: true\nprice: 1.10\ntags: a, b\nname: again"),
        ("shop › items › 1", "id: 12345678901234567890\ntext: Saw"),
        ("shop › items › 2 › a › b", "c.d: deep"),
    ]


def test_a_damaged_line_of_json_lines_affects_only_that_line() -> None:
    text = '{"q": "Where?", "a": {"at": ["Hall B"]}}\n\nbad\n{"q": "Who?\\nWhen?"}\n' + "bad\n" * 9
    for suffix in (".jsonl", ".ndjson"):
        reading = read(suffix, text)
        assert reading.blocks == (Block("q: Where? | a: at: Hall B", span=Span(1, 1)), Block("q: Who?; When?", span=Span(4, 4)))
        assert reading.unread[0] == "line 3: not valid JSON"
        assert reading.unread[-1] == "5 more lines: not valid JSON"
    assert len(read(".json", '{"a": 1}\n{"a": 2}\n').blocks) == 2


def test_truncated_json_is_read_as_text() -> None:
    reading = read(".json", '{"place": "Hall B",\n "day": "Sat')
    assert texts(reading) == ['{"place": "Hall B",\n "day": "Sat']
    assert "not valid JSON" in reading.notes[0]
