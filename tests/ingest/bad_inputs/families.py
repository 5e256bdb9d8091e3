"""All bad inputs, family by family."""

from tests.ingest.bad_inputs import (
    archives,
    books,
    encodings,
    filesystem,
    hostile,
    mail,
    markup,
    names,
    office,
    pdf,
    tables,
    text,
    word,
)

FAMILIES = (pdf, archives, word, office, books, markup, tables, mail, text, hostile, encodings)
CASES = tuple(case for family in FAMILIES for case in family.CASES)
"""Contents of files, which are read by a format's reader."""
PLANTED = names.CASES + filesystem.CASES
"""Names of files and folders, which are planted on a disk."""
