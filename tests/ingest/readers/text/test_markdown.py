"""Markdown keeps its lines, headings, tables and notes."""

from ingest.documents import Block, Span
from tests.ingest.readers.reading import lines_agree, read

MARKDOWN = """---
title: "The workshop"
tags: [a, b]
---
# Rules

Clean your *bench*
before ~~ten~~ nine <!-- hidden --> sharp.

| Item | Euro |
|------|------|
| Saw  | 1940 |
| Axe  | 12   |

- [ ] lock the door
- see `a
  b` and more[^1]

> Quoted
> twice

```python
fee = 54

rent = 7
```

Two lines
of heading
----------

<p>In <b>HTML</b>.<script>x</script></p>

![](pump.png)
The pump.

[^1]: Ibid.
[^2]: A longer note.
"""


def test_markdown_keeps_its_lines_headings_tables_and_notes() -> None:
    reading = read(".md", MARKDOWN)
    found = {block.text: block for block in reading.blocks}
    assert reading.blocks[0] == Block("The workshop", heading="The workshop")
    assert found["Clean your bench\nbefore ten nine  sharp."].span == Span(7, 8)
    assert found["Item | Euro"].span == Span(10, 10)
    table = found["Saw | 1940\nAxe | 12"]
    assert (table.span, table.header, table.heading) == (Span(12, 13), "Item | Euro", "The workshop › Rules")
    assert found["- [ ] lock the door"].span == Span(15, 15)
    assert found["Quoted\ntwice"].span == Span(19, 20)
    assert (found["fee = 54"].span, found["rent = 7"].span) == (Span(23, 23), Span(25, 25))
    assert found["Two lines of heading"].heading == "The workshop › Rules › Two lines of heading"
    assert found["In HTML."].span == Span(32, 32)
    assert found["The pump."].span == Span(34, 35)
    assert {"[^1]: Ibid.", "[^2]: A longer note."} <= found.keys()
    assert found["tags: a, b"] == Block("tags: a, b", heading="The workshop", span=Span(3, 3))
    assert not any("hidden" in text for text in found)
    assert reading.hidden >= len("hidden")
    assert lines_agree(reading, MARKDOWN)
