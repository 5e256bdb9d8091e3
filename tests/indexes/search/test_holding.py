"""Documents that hold words are found by any form of the words."""

from pathlib import Path

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker


@pytest.mark.parametrize(
    ("asked", "text", "other"),
    [
        ("Rechnungen", "Die Rechnung für das Wasser kam gestern mit der Post ins Haus.",
         "Wir rechnen am Montag mit dem Besuch der Handwerker im alten Haus."),
        ("invoices", "The invoice for the water came by post yesterday in the morning.",
         "The voices of the choir were heard in the garden yesterday evening."),
        ("factures", "La facture de l'eau est arrivée hier par la poste à la maison.",
         "Le facteur est arrivé hier matin à la maison avec son vélo rouge."),
        ("facturas", "La factura del agua llegó ayer por correo a nuestra casa nueva.",
         "El cartero llegó ayer por la mañana a nuestra casa con su bicicleta."),
        ("رسائل", "وصلت رسالة الشركة أمس بالبريد إلى البيت القديم في القرية.",
         "وصل ساعي البريد أمس صباحًا إلى البيت القديم على دراجته الحمراء."),
        ("发票", "水费的发票昨天寄到了家里，放在门口的桌子上。", "邮递员昨天早上骑着红色的自行车来到了家里。"),
        ("請求書", "水道の請求書が昨日郵便で家に届きました。", "郵便配達の人が昨日の朝、赤い自転車で来ました。"),
        ("청구서", "수도 청구서가 어제 우편으로 집에 도착했습니다.", "우체부가 어제 아침 빨간 자전거를 타고 왔습니다."),
    ],
)  # fmt: skip
def test_another_form_of_a_word_holds_it_and_a_part_of_it_does_not(
    fake_library: Library, worker: Worker, tmp_path: Path, asked: str, text: str, other: str
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "holds.txt").write_text(text, encoding="utf-8")
    (papers / "other.txt").write_text(other, encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    assert {Path(path).name for path in fake_library.documents_with(asked)} == {"holds.txt"}


def test_signs_between_words_are_held_by_every_document(fake_library: Library, worker: Worker, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("The invoice for the water came by post yesterday in the morning.", encoding="utf-8")
    Indexer(fake_library, worker).update([paper])
    assert {Path(path).name for path in fake_library.documents_with("water – invoices")} == {"paper.txt"}
    assert fake_library.documents_with("–") == set()
    assert fake_library.documents_with("water oil") == set()
