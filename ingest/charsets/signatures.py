"""Recognises files that aren't text in spite of their suffix, by the signature at their start."""

import re

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"), (b"II*\x00", "a TIFF picture"), (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF"), (b"\x7fELF", "a program (ELF)"), (b"MZ", "a program for Windows"),
    (b"\xfe\xed\xfa\xce", "a program (Mach-O)"), (b"\xfe\xed\xfa\xcf", "a program (Mach-O)"),
    (b"\xce\xfa\xed\xfe", "a program (Mach-O)"), (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"\xca\xfe\xba\xbe", "a program (Java or Mach-O)"), (b"\x00asm", "a program (WebAssembly)"),
    (b"PK\x03\x04", "a zip archive or an office document"), (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b\x08", "gzip data"), (b"BZh", "bzip2 data"), (b"\xfd7zXZ\x00", "xz data"), (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Office before 2007, or a message of Outlook"),
    (b"SQLite format 3\x00", "an SQLite database"), (b"OggS\x00", "a sound or film (Ogg)"), (b"fLaC\x00", "a sound (FLAC)"),
    (b"ID3\x02", "a sound (MP3)"), (b"ID3\x03", "a sound (MP3)"), (b"ID3\x04", "a sound (MP3)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"), (b"wOFF", "a font"), (b"wOF2", "a font"), (b"OTTO\x00", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"), (b"\x00\x00\x01\x00", "an icon"), (b"PAR1", "a table in Parquet"),
    (b"bplist0", "a property list of Apple"), (b"AT&TFORM", "a DjVu document"), (b"!<arch>\n", "a library of programs"),
    (b"MSCF\x00", "a cabinet archive"), (b"ITSF", "a help file of Windows (CHM)"),
    (b"GGUF", "a language model (GGUF)"), (b"8BPS\x00", "a picture of Photoshop"), (b"BM", "a BMP picture"),
)  # fmt: skip
"""From the list of file(1) and the registry of media types of IANA."""
_INSIDE = (
    (b"RIFF", 8, b"WEBP", "a WebP picture"),
    (b"RIFF", 8, b"WAVE", "a sound (WAV)"),
    (b"RIFF", 8, b"AVI ", "a film (AVI)"),
    (b"", 257, b"ustar", "a tar archive"),
)
_FILM = re.compile(rb"\A\x00\x00\x00[\x08-\x40]ftyp")
_NO_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
"""Bytes that don't occur in text; UTF-16, where they do, starts with a byte-order mark."""
_HEAD = 512


def signature_of(data: bytes) -> str:
    """Return the kind of file by its signature, "" if it has none or if everything can be text."""
    head = data[:_HEAD]
    if not _NO_TEXT.search(head) and not head.startswith(b"%PDF-"):
        return ""
    if _FILM.match(head):
        return "a film or picture (MP4, HEIC)"
    for start, at, mark, name in _INSIDE:
        if head.startswith(start) and head[at:].startswith(mark):
            return name
    return next((name for start, name in _SIGNATURES if head.startswith(start)), "")
