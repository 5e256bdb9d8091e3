"""RTF is read in the charsets of its fonts."""

from tests.ingest.readers.reading import read, texts

RTF = (
    rb"""{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset128 MS Mincho;}{\f2\fcharset178 Arial;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}{\info{\title Secret}}
\pard\s1 Rules\par\pard \'cf\'f0\'e0\'e2\'e8\'eb\'e0 {\v hidden }visible{\deleted gone}{\footnote a note} text\par
{\f1 \'83A\'83\'43 \'8c\'ae}\par \f2\'e3\'dd\'ca\'c7\'cd\par\f0 \u-10179?\u-8704? costs 7 \u8364\'80{\*\annotation comment}\par
\trowd\pard\intbl Item\cell Price\par in euro\cell\row\trowd\pard\intbl Saw\cell 7\cell\row
\pard after{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt in a box\par}} the table{\pict\wmetafile8 """
    + b"00ff" * 300
    + rb"""}\par}"""
)


def test_rtf_is_read_in_the_charsets_of_its_fonts_without_invisible_text() -> None:
    reading = read(".rtf", RTF)
    assert [" ".join(text.split()) for text in texts(reading)] == [
        "Rules", "Правила visible text", "a note", "アイ 鍵", "مفتاح", "😀 costs 7 €", "Item | Price in euro Saw | 7",
        "after the table", "in a box",
    ]  # fmt: skip
    assert reading.blocks[1].heading == "Rules"
    assert reading.blocks[6].header == "Item | Price in euro"
    assert reading.hidden == len("hidden goneSecretcomment")
