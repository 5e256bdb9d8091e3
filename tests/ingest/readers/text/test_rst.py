"""reStructuredText keeps its headings, lists and tables."""

from tests.ingest.readers.reading import read

RST = """
Rules
=====

Clean your *bench* with :func:`os.path` and :ref:`care <care-label>` [1]_.

.. hidden remark
.. versionadded:: 2.3
   Lamps were added.
.. include:: /etc/passwd
.. raw:: html

   <b>raw</b>

Prices
------

+------+------+
| Item | Euro |
+======+======+
| Saw  | 1940 |
+------+------+

- first

  - second

:Place: Hall B

.. code-block:: python

   fee = 54

.. [1] A footnote.
"""


def test_rst_keeps_headings_lists_tables_and_unknown_directives() -> None:
    reading = read(".rst", RST)
    found = {block.text.strip(): block for block in reading.blocks}
    assert "Clean your bench with os.path and care 1." in found
    assert "2.3\n   Lamps were added." in found
    assert found["Item | Euro\nSaw | 1940"].header == "Item | Euro"
    assert found["fee = 54"].heading == "Rules › Prices"
    assert {"first", "second", "Place: Hall B", "A footnote."} <= found.keys()
    assert not any(word in text for text in found for word in ("hidden", "root:", "raw"))
    assert reading.hidden == len("hidden remark")
