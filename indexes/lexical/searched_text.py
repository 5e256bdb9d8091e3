"""The text of a chunk as full text searches it."""

from ingest.documents import SEPARATOR


def searched_text(heading: str, header: str, passage: str) -> str:
    """Return a passage behind the headings that it stands under and the header row of its table: their words find it, too.

    A heading that the passage holds counts twice. In a real library of 40,256 chunks full text found 32 instead of 29 of 45
    passages in the question's own language among the first five, 37 instead of 36 among fifty.
    """
    return "\n".join([*(part for part in (*heading.split(SEPARATOR), header) if part), passage])
