import pytest

from ingest.readers.shared.equations import equation
from ingest.readers.shared.hardened_xml import parse_xml

OMML = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def omml(inner: str) -> str:
    root, _ = parse_xml(f'<m:oMath xmlns:m="{OMML}">{inner}</m:oMath>'.encode())
    assert root is not None
    return equation(root)


def mathml(inner: str) -> str:
    root, _ = parse_xml(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'.encode())
    assert root is not None
    return equation(root)


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_a_fraction_keeps_its_bar_and_a_blank_after_a_number() -> None:
    three_quarters = f"<m:f><m:num>{r('3')}</m:num><m:den>{r('4')}</m:den></m:f>"
    assert (omml(three_quarters), omml(r("1") + three_quarters)) == ("3/4", "1 3/4")
    assert mathml("<mn>1</mn><mfrac><mn>3</mn><mn>4</mn></mfrac>") == "1 3/4"
    assert mathml("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>") == "(a + b)/2"


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (f"<m:sSup><m:e>{r('10')}</m:e><m:sup>{r('6')}</m:sup></m:sSup>", "10⁶"),
        (f"<m:sSup><m:e>{r('e')}</m:e><m:sup>{r('x')}</m:sup></m:sSup>", "e^x"),
        (f"<m:sSub><m:e>{r('H')}</m:e><m:sub>{r('2')}</m:sub></m:sSub>", "H₂"),
        (f"<m:rad><m:deg>{r('3')}</m:deg><m:e>{r('8')}</m:e></m:rad>", "³√8"),
        (f"<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/><m:e>{r('a+b')}</m:e></m:rad>", "√(a+b)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            f"<m:sub>{r('i=1')}</m:sub><m:sup>{r('n')}</m:sup><m:e>{r('x')}</m:e></m:nary>",
            "∑_(i=1)^n x",
        ),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{r("x")}</m:e></m:d>', "[x]"),
        (f"<m:m><m:mr><m:e>{r('1')}</m:e><m:e>{r('2')}</m:e></m:mr></m:m>", "[1, 2]"),
    ],
)
def test_an_equation_of_word_is_written_in_one_line(inner: str, wanted: str) -> None:
    assert omml(inner) == wanted


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<msup><mn>10</mn><mrow><mo>-</mo><mn>3</mn></mrow></msup>", "10⁻³"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<msqrt><mn>2</mn></msqrt><mo>≈</mo><mn>1.41</mn>", "√2 ≈ 1.41"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", "³√8"),
        ("<semantics><mrow><mi>E</mi></mrow><annotation>E=</annotation></semantics>", "E"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable>", "[1, 0]"),
        ("<mrow>" * 200 + "<mi>x</mi>" + "</mrow>" * 200, "x"),
    ],
)
def test_an_equation_in_mathml_is_written_in_one_line(inner: str, wanted: str) -> None:
    assert mathml(inner) == wanted
