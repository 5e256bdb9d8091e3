"""Word, Excel and PowerPoint files by their old names: often they are something else, else the next step is said."""

from collections.abc import Callable

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.legacy import xls
from ingest.readers.office import docx, pptx, xlsx
from ingest.readers.office.ooxml import OLE, is_encrypted, refuse_old_format
from ingest.readers.shared.archive import Archive

_BY_FOLDER: dict[str, Callable[[bytes], Reading]] = {"word/": docx.read, "ppt/": pptx.read, "xl/": xlsx.read}
_WORKBOOK = "Workbook".encode("utf-16-le")
"""The name in the directory of the OLE file under which Excel before 2007 keeps its sheets."""
_ZIP = b"PK\x03\x04"


def read(data: bytes) -> Reading:
    """Return what a workbook, or a newer document under an old name, says; raises `UnreadableDocument` with what to do else."""
    if data.startswith(OLE) and _WORKBOOK in data and not is_encrypted(data):
        return xls.read(data)
    refuse_old_format(data)
    if data.startswith(_ZIP):
        names = list(Archive(data))
        for folder, reader in _BY_FOLDER.items():
            if any(name.startswith(folder) for name in names):
                return reader(data)
    raise UnreadableDocument("not an Office document in spite of its name: open it and save it as DOCX, XLSX or PPTX")
