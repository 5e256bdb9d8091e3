"""Refusals, follow-ups and questions to reason on: told by vectors with the embedding model, by patterns without it."""

import numpy as np
import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.library import Library
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.grounding.text_judge import TextJudge
from ragassist.language.classifiers import classifiers_for
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages

STATEMENTS = (
    "Only paper bags are handed out at the counter.",
    "The pump is made of stainless steel.",
    "No guests were injured when the balcony gave way.",
    "Die Fähre verkehrt im Winter nicht.",
    "Le bail ne peut pas être cédé à un tiers.",
    "No hay transferencia de datos a otros países.",
    "該ポンプはステンレス製です。",
    "この通りに駐車してはいけません。",
    "이 약은 임산부가 복용해서는 안 됩니다.",
    "入场不收费。",
    "لا يُسمح بالتدخين في القاعات.",
    "790 euros.",
)
REFUSALS = (
    "I'm sorry, but the brochure doesn't mention a dress code.",
    "The name of the sculptor is not given in any of the documents.",
    "Dazu steht in den vorliegenden Unterlagen leider nichts.",
    "Les documents ne précisent pas le nom du fournisseur.",
    "Los documentos no indican quién es el propietario.",
    "文档中没有提到停车费。",
    "提供された資料には定員についての記載がありません。",
    "문서에는 배송 기간에 대한 내용이 없습니다.",
    "لا تذكر المستندات اسم المدير.",
)
ABOUT_PEOPLE = (
    "No, the sailing school does not refund missed lessons.",
    "The rescue team found nobody in the valley.",
    "Nein, der Schachclub ersetzt keine Fahrtkosten.",
    "Niemand weiß, wie alt der Brunnen ist, heißt es auf der Tafel.",
    "On ignore qui a sculpté la porte, dit le panneau.",
    "El taller de cerámica no devuelve la matrícula.",
    "El club de ajedrez no paga los viajes.",
    "博物馆不公开门票收入。",
    "没有人知道这座桥是谁建的，碑上这样写着。",
    "申し訳ありませんが日曜は閉店です、と貼り紙にあります。",
    "書道教室では欠席分の月謝を返しません。",
    "서예 교실은 빠진 날의 수강료를 돌려주지 않는다.",
    "다리를 누가 놓았는지는 아무도 모른다고 비석에 적혀 있다.",
    "لا يعيد مركز الخط رسوم الدروس الفائتة.",
    "لا يعلم أحد من بنى الجسر، كما كُتب على اللوحة.",
)
"""Answers in which somebody, not the documents, doesn't give or know something."""
OF_DOCUMENTS = (
    "The cookbook doesn't explain how to store the dough.",
    "Die Packungsbeilage sagt nicht, wie lange die Salbe haltbar ist.",
    "La notice n'explique pas la garantie.",
    "El folleto no aclara si hay que reservar.",
    "这份说明书没有解释怎样更换电池。",
    "しおりには集合場所が示されていません。",
    "안내서에서 보관 방법을 찾지 못했습니다.",
    "لا تشرح النشرة كيف تُحفظ العجينة.",
)
"""Refusals that name the document that says nothing."""
FOLLOW_UPS = (
    ("en", "What does the ferry cost?", "And for bicycles?"),
    ("de", "Was kostet die Fähre?", "Und mit Fahrrad?"),
    ("fr", "Combien coûte le bac ?", "Et avec un vélo ?"),
    ("es", "¿Cuánto cuesta el transbordador?", "¿Y con bicicleta?"),
    ("zh", "渡轮多少钱？", "带自行车呢？"),
    ("ja", "フェリーはいくらですか？", "自転車も一緒だと？"),
    ("ko", "배편은 얼마예요?", "자전거도 실으면요?"),
    ("ar", "كم تكلف العبّارة؟", "ومع الدراجة؟"),
)
STANDALONE = (
    ("en", "What does the ferry cost?", "Why is the sky blue?"),
    ("de", "Was kostet die Fähre?", "Warum ist die Pumpe im Keller so laut?"),
    ("fr", "Combien coûte le bac ?", "Pourquoi le bail commercial dure-t-il neuf ans ?"),
    ("es", "¿Cuánto cuesta el transbordador?", "¿Por qué migran las cigüeñas?"),
    ("zh", "渡轮多少钱？", "地下室的水泵为什么这么响？"),
    ("ja", "フェリーはいくらですか？", "鳥はなぜ渡りをするのですか？"),
    ("ko", "배편은 얼마예요?", "철새는 왜 이동하나요?"),
    ("ar", "كم تكلف العبّارة؟", "لماذا تهاجر الطيور في الشتاء؟"),
)
TO_REASON_ON = (
    "Is it cheaper to buy twelve single tickets or one annual pass?",
    "Ist es billiger, zwölf Einzelkarten oder eine Jahreskarte zu kaufen?",
    "Combien coûteraient en tout douze billets et trois repas ?",
    "¿Cuánto costarían en total doce billetes y tres comidas?",
    "十二张票和三顿饭一共多少钱？",
    "切符十二枚と食事三回で全部でいくらになりますか？",
    "표 열두 장과 식사 세 번이면 모두 얼마인가요?",
    "كم تكلف اثنتا عشرة تذكرة وثلاث وجبات إجمالًا؟",
)
OF_ONES_OWN = (
    "I only joined in April; may I already vote?",
    "Ich bin erst im April eingetreten, darf ich schon abstimmen?",
    "Je suis arrivé en avril seulement, ai-je déjà le droit de voter ?",
    "Llevo solo un año en el club, ¿tengo derecho a votar?",
    "我四月才加入，可以投票了吗？",
    "四月に入会したばかりですが、もう投票できますか？",
    "4월에 막 가입했는데 벌써 투표할 수 있나요?",
    "انضممت في نيسان فقط، فهل يحق لي التصويت الآن؟",
)
"""Questions that weigh a rule against the person's own case."""
TO_READ_OFF = (
    "What is the phone number of the harbour office?",
    "Welche Telefonnummer hat das Hafenamt?",
    "Quel est le numéro de téléphone du port ?",
    "¿Cuál es el teléfono de la oficina del puerto?",
    "港务局的电话号码是多少？",
    "港湾事務所の電話番号は何番ですか？",
    "항만 사무소 전화번호가 뭐예요?",
    "ما رقم هاتف مكتب الميناء؟",
)

SAME = {
    "en": "The tenant has to return all keys on the last day of the lease.",
    "de": "Der Mieter muss am letzten Tag des Mietverhältnisses alle Schlüssel zurückgeben.",
    "fr": "Le locataire doit rendre toutes les clés le dernier jour du bail.",
    "es": "El inquilino debe devolver todas las llaves el último día del contrato.",
    "zh": "租户必须在租约的最后一天归还所有钥匙。",
    "ja": "借主は賃貸借の最終日にすべての鍵を返却しなければならない。",
    "ko": "임차인은 임대차 마지막 날에 모든 열쇠를 반환해야 한다.",
    "ar": "يجب على المستأجر إعادة جميع المفاتيح في آخر يوم من عقد الإيجار.",
}
CANNOT = {
    "en": "I'm afraid this text can't be rendered in English.",
    "de": "Dieser Text kann leider nicht ins Deutsche übertragen werden.",
    "fr": "Désolé, il m'est impossible de rendre ce passage en français.",
    "es": "Lo siento, no soy capaz de traducir este fragmento.",
    "zh": "很抱歉，这段内容无法译成中文。",
    "ja": "申し訳ありませんが、この文章は訳せません。",
    "ko": "죄송하지만 이 글은 한국어로 옮길 수 없습니다.",
    "ar": "عذرًا، لا يمكنني ترجمة هذا المقطع إلى العربية.",
}


def test_a_statement_with_a_negation_is_not_a_refusal(judge: TextJudge) -> None:
    assert [text for text in STATEMENTS if judge.is_refusal(text)] == []


def test_refusals_in_a_model_s_own_words_are_recognised(judge: TextJudge) -> None:
    assert [text for text in REFUSALS if not judge.is_refusal(text)] == []


def test_what_somebody_withholds_or_does_not_know_is_an_answer(judge: TextJudge) -> None:
    assert [text for text in ABOUT_PEOPLE if judge.is_refusal(text)] == []


def test_a_refusal_may_name_the_document_that_does_not_say(judge: TextJudge) -> None:
    assert [text for text in OF_DOCUMENTS if not judge.is_refusal(text)] == []


@pytest.mark.parametrize("language", languages())
def test_the_program_s_refusal_is_recognised_after_other_sentences_too(judge: TextJudge, language: str) -> None:
    assert judge.is_refusal(phrase("refusal", language))
    assert judge.is_refusal(f"790 EUR. {phrase('refusal', language)}")


def test_the_kind_of_apostrophe_makes_no_difference(judge: TextJudge) -> None:
    for text in (*REFUSALS, *STATEMENTS):
        assert judge.is_refusal(text.replace("'", "’")) == judge.is_refusal(text)


def test_follow_ups_are_distinguished_from_new_questions(judge: TextJudge) -> None:
    assert [question for code, before, question in FOLLOW_UPS if not judge.leans(question, code, before)] == []
    assert [question for code, before, question in STANDALONE if judge.leans(question, code, before)] == []


def test_questions_that_calculate_or_compare_need_reasoning(judge: TextJudge) -> None:
    assert [question for question in TO_REASON_ON if not judge.needs_reasoning(question)] == []
    assert [question for question in TO_READ_OFF if judge.needs_reasoning(question)] == []


def test_a_question_about_one_s_own_case_needs_reasoning(judge: TextJudge) -> None:
    assert [question for question in OF_ONES_OWN if not judge.needs_reasoning(question)] == []


@pytest.mark.parametrize("language", languages())
def test_a_translation_says_the_same_and_a_remark_in_its_place_does_not(judge: TextJudge, language: str) -> None:
    others = [text for code, text in SAME.items() if code != language]
    assert [text for text in others if judge.differ(text, SAME[language])] == []
    assert [text for text in others if not judge.differ(text, CANNOT[language])] == []


def test_short_texts_are_not_compared(judge: TextJudge) -> None:
    assert not judge.differ("Kündigung", "Rent")


def test_another_embedding_model_is_judged_by_patterns(fake_library: Library) -> None:
    judge = TextJudge.of(fake_library, SentenceVectors(fake_library.passage_vectors))
    assert judge == TextJudge()
    assert judge.is_refusal("The documents do not mention the price.")
    assert judge.leans("And why?", "en", "Who owns the mill?")
    assert judge.needs_reasoning("How many more members are there?")
    assert not judge.differ(SAME["en"], CANNOT["de"])


def test_the_classifier_has_the_dimension_of_the_vectors(embedder: FastEmbedder) -> None:
    found = classifiers_for(embedder.fingerprint)
    assert found
    dimension = embedder.embed_queries(["one"]).shape[1]
    assert [one.weights.size for one in (found.follow_up, found.reasoning)] == [dimension + 4, dimension + 2]
    assert found.refusal.axes.shape == (dimension, found.refusal.landmarks.shape[1])
    assert found.refusal.weights.size == len(found.refusal.landmarks)
    assert np.isfinite(found.refusal.weights).all()
