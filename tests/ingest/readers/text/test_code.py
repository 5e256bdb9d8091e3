"""Code is read with the definitions around it."""

from ingest.documents import Span
from tests.ingest.readers.reading import lines_agree, read, texts


def test_code_has_the_definitions_around_it_as_heading() -> None:
    source = """import os

class Pump:
    \"\"\"Moves water.\"\"\"

    @property
    def flow(self):
        if self.open:

            return 1
    def stop(self):
        pass

LIMIT = 3
"""
    reading = read(".py", source)
    assert [(block.heading, block.span) for block in reading.blocks] == [
        ("", Span(1, 1)),
        ("Pump", Span(3, 4)),
        ("Pump › flow", Span(6, 8)),
        ("Pump › flow", Span(10, 10)),
        ("Pump › stop", Span(11, 12)),
        ("", Span(14, 14)),
    ]
    assert lines_agree(reading, source)
    braces = "class A {\n\n  public static void run() {\n\n    go();\n  }\n\n  // end\n}\n\nfunc last() {}\n"
    assert [block.heading for block in read(".java", braces).blocks] == ["A", "A", "A", "A", "last"]


def test_code_is_read_in_the_charset_that_it_declares() -> None:
    source = "#!/usr/bin/python\n# -*- coding: koi8-r -*-\nx = 'ключ'\n"
    assert "ключ" in texts(read(".py", source.encode("koi8-r")))[0]
