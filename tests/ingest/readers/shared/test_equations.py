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


def test_a_fraction_without_a_bar_is_no_division() -> None:
    over = "<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{}</m:num><m:den>{}</m:den></m:f>"
    plain = over.replace("<m:fPr><m:type m:val='noBar'/></m:fPr>", "")
    assert omml(over.format(r("5"), r("2"))) == "5¦2"
    assert omml(plain.format(over.format(r("5"), r("2")), r("3"))) == "(5¦2)/3"
    assert mathml('<mfrac linethickness="0"><mn>5</mn><mn>2</mn></mfrac>') == "5¦2"


def test_an_outer_operator_has_a_sign_of_its_own() -> None:
    inner = f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub/><m:sup/><m:e>{r('i')}</m:e></m:nary>"
    assert omml(f"<m:nary><m:sub/><m:sup/><m:e>{inner}</m:e></m:nary>") == "∫ ∑ i"


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<mi>C</mi><mprescripts/><none/><mn>12</mn>", "¹²C"),
        ("<mi>C</mi><mn>2</mn><none/><mprescripts/><mn>6</mn><mn>12</mn>", "₆¹²C₂"),
        ("<mi>R</mi><mi>i</mi><mi>j</mi>", "R_i^j"),
    ],
)
def test_an_index_before_its_base_stays_there(inner: str, wanted: str) -> None:
    assert mathml(f"<mmultiscripts>{inner}</mmultiscripts>") == wanted


def test_a_sign_above_letters_and_digits_stays_with_them() -> None:
    assert mathml("<mover><mi>x</mi><mo>¯</mo></mover><mo>=</mo><mn>5</mn>") == "x\u0304 = 5"
    assert omml(f"<m:acc><m:accPr><m:chr m:val='\u0303'/></m:accPr><m:e>{r('v')}</m:e></m:acc>") == "v\u0303"
    bar = f"<m:bar><m:barPr><m:pos m:val='top'/></m:barPr><m:e>{r('36')}</m:e></m:bar>"
    assert omml(r("0.") + bar) == "0.3\u03056\u0305"
    assert mathml("<mover><mi>lim</mi><mo>⏞</mo></mover>") == "lim"
