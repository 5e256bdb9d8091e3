"""The encoder that comes with the program brings words together that say the same in the eight languages."""

import pytest

from indexes.translation.encoder import UniversalEncoder

WORDS = {
    "en": ("password", "printer", "invoice", "tree"),
    "ar": ("كلمة السر", "طابعة", "فاتورة", "شجرة"),
    "zh": ("密码", "打印机", "发票", "树"),
    "fr": ("mot de passe", "imprimante", "facture", "arbre"),
    "de": ("Passwort", "Drucker", "Rechnung", "Baum"),
    "ja": ("パスワード", "プリンター", "請求書", "木"),
    "ko": ("암호", "프린터", "청구서", "나무"),
    "es": ("contraseña", "impresora", "factura", "árbol"),
}


@pytest.fixture(scope="module")
def encoder() -> UniversalEncoder:
    return UniversalEncoder()


@pytest.mark.parametrize("language", WORDS)
def test_a_word_is_nearest_to_its_translation(encoder: UniversalEncoder, language: str) -> None:
    own, english = encoder.encode(WORDS[language]), encoder.encode(WORDS["en"])
    assert (own @ english.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_rows_have_unit_length(encoder: UniversalEncoder) -> None:
    assert (encoder.encode(["lease", "賃貸契約"]) ** 2).sum(axis=1) == pytest.approx([1, 1], abs=1e-4)


def test_for_no_words_there_are_no_rows_and_no_model_is_loaded() -> None:
    encoder = UniversalEncoder()
    assert encoder.encode([]).shape == (0, 512)
    assert "_model" not in vars(encoder)


def test_all_encoders_of_the_process_share_the_model(encoder: UniversalEncoder) -> None:
    other = UniversalEncoder()
    other.load()
    encoder.load()
    assert vars(other)["_model"] is vars(encoder)["_model"]
