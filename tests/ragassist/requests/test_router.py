"""Kinds of requests are recognised by their form in eight languages; in doubt a request is a look-up."""

import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from ragassist.requests.features import masked, ngrams, token_features, unmarked
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import Router
from tests.fakes import FakeEmbedder

REQUESTS = {
    "en": ("Hi there!", "How many manuals do you hold?", "Please sum up the tenancy contract.", "When is rent due?"),
    "de": ("Guten Abend!", "Wie viele Handbücher hast du?", "Fass mir bitte die Satzung zusammen.", "Wann ist Miete fällig?"),
    "fr": ("Bonsoir à tous !", "Combien de manuels as-tu ?", "Résume-moi les statuts.", "Quand faut-il payer le loyer ?"),
    "es": ("¡Buenas tardes!", "¿Cuántos manuales tienes?", "Resúmeme los estatutos.", "¿Cuándo se paga el alquiler?"),
    "ar": ("مساء الخير!", "كم دليلًا عندك؟", "لخّص لي النظام الأساسي.", "متى يُدفع الإيجار؟"),
    "zh": ("晚上好！", "你有多少份手册？", "请总结一下章程。", "房租什么时候交？"),
    "ja": ("こんばんは！", "マニュアルは何件ありますか？", "規約を要約してください。", "家賃はいつ払いますか？"),
    "ko": ("안녕하세요, 좋은 저녁이에요!", "설명서가 몇 개 있어?", "정관을 요약해 줘.", "월세는 언제 내나요?"),
}  # fmt: skip
KINDS = (RequestKind.SMALLTALK, RequestKind.COUNT, RequestKind.SUMMARY, RequestKind.LOOKUP)
TRAPS = (
    "编辑器更新完之后，旧的日志放在新系统的哪个文件夹里？",
    "想让单元格里的 4,500,000 显示成 4.5 百万，格式代码该怎么写？",
    "How many eggs does the recipe take?",
    "Wer schreibt die Zusammenfassung der Sitzung?",
    "Quelle traduction du bail est valable ?",
    "¿Qué tabla indica los pares de apriete?",
    "表3里写的是什么？",
    "バニラエキスはどうやって作りますか？",
    "도서관은 몇 시에 문을 여나요?",
    "كم صفحة يجب أن تكون الرسالة؟",
)


WISHES = {
    "en": ("A little shorter still, please", "all that in Korean, please", "that as a table, please"),
    "de": ("Bitte noch etwas kürzer fassen", "alles bitte noch mal auf Koreanisch", "das bitte in einer Tabelle"),
    "fr": ("encore un peu plus court, merci", "tout ça en coréen, s'il te plaît", "mets-moi ça dans un tableau"),
    "es": ("todavía un poco más corto", "todo eso en coreano, por favor", "ponme eso en una tabla"),
    "ar": ("أقصر بقليل من فضلك", "كل ذلك باللغة الكورية من فضلك", "ضع لي ذلك في جدول"),
    "zh": ("还要再短一些", "这些全部用韩语说一遍", "把这些放进表格"),
    "ja": ("さらにもう少し短くお願いします", "全部もう一度韓国語でお願いします", "それを表にしてもらえますか"),
    "ko": ("조금만 더 짧게 부탁해요", "그거 전부 중국어로 다시 해 줘", "그걸 표로 만들어 줄래"),
}


@pytest.mark.parametrize("language", WISHES)
def test_a_wish_for_the_last_result_is_a_look_up_that_says_so(embedder: FastEmbedder, language: str) -> None:
    for router in (Router(embedder), Router(FakeEmbedder())):
        routes = [router.route(text) for text in WISHES[language]]
        assert {(route.kind, route.again) for route in routes} == {(RequestKind.LOOKUP, True)}


@pytest.mark.parametrize("text", ["And in winter?", "Und im Sommer?", "Which of the two is shorter?", "每份有多长？"])
def test_a_follow_up_question_is_no_wish(embedder: FastEmbedder, text: str) -> None:
    assert not Router(embedder).route(text).again


@pytest.mark.parametrize("language", REQUESTS)
def test_the_kind_of_a_request_is_recognised_by_its_form(embedder: FastEmbedder, language: str) -> None:
    router = Router(embedder)
    assert tuple(router.route(text).kind for text in REQUESTS[language]) == KINDS


@pytest.mark.parametrize("text", TRAPS)
def test_a_look_up_about_tables_or_summaries_stays_a_look_up(embedder: FastEmbedder, text: str) -> None:
    route = Router(embedder).route(text)
    assert route.kind is RequestKind.LOOKUP
    assert 0 < route.probability <= 1


@pytest.mark.parametrize("text", ["Write down your goals", "목표를 적어 두기"])
def test_a_text_that_may_be_of_several_other_kinds_is_a_look_up(embedder: FastEmbedder, text: str) -> None:
    assert Router(embedder).route(text).kind is RequestKind.LOOKUP


@pytest.mark.parametrize("text", TRAPS)
def test_without_the_model_that_it_was_fitted_for_it_goes_by_letters_and_loses_no_look_up(text: str) -> None:
    assert Router(FakeEmbedder()).route(text).kind is RequestKind.LOOKUP


def test_the_likeliest_other_kind_is_told_so_that_it_can_be_offered(embedder: FastEmbedder) -> None:
    route = Router(embedder).route("What are the main points of the lease?")
    assert RequestKind.SUMMARY in (route.kind, route.instead)
    assert route.kind is not route.instead


def test_the_name_of_a_file_has_no_influence_on_the_kind() -> None:
    assert masked('Summarise "Count and Compare.pdf" now') == masked("Summarise Vertrag_2020.docx now")
    assert ngrams("Summarise a.pdf").tolist() == ngrams("Summarise b_long_name.docx").tolist()


def test_any_text_has_a_feature_vector_of_the_same_size(embedder: FastEmbedder) -> None:
    for text in ("?", "x", "\u200b", "a" * 2_000):
        assert Router(embedder).route(text).kind in set(RequestKind)
    (vectors,) = embedder.token_vectors(["one two"], "query")
    assert token_features(vectors).shape == (4 * vectors.shape[1],)


OTHERWISE_PUT = (
    (RequestKind.SUMMARY, "Distil the warden's diary into a paragraph."),
    (RequestKind.SUMMARY, "Resserre le journal du gardien en un paragraphe."),
    (RequestKind.SUMMARY, "Abrevia el diario del guarda en un párrafo."),
    (RequestKind.SUMMARY, "把护林员的日记提炼成一段。"),
    (RequestKind.SUMMARY, "見張り番の日誌を一段落に縮めてもらえますか。"),
    (RequestKind.EXTRACT, "回覧板から番地をすべて抜き出してください。"),
    (RequestKind.COMPARE, "Worin unterscheiden sich die beiden Kostenvoranschläge für den Zaun?"),
    (RequestKind.COMPARE, "篱笆的两份报价差别在哪里？"),
    (RequestKind.COMPARE, "울타리 견적 두 건은 어떻게 다른가요?"),
    (RequestKind.COMPARE, "ما أوجه الاختلاف بين عرضي السياج؟"),
    (RequestKind.DRAFT, "Entwirf eine Einladung zum Erntefest."),
    (RequestKind.LOOKUP, "Quoi de neuf dans la version 6 du logiciel d'impôts ?"),
    (RequestKind.LOOKUP, "Gib mir die Nummer des Schlüsseldienstes."),
    (RequestKind.LOOKUP, "契約の訳文と原文が違うとき、どちらが優先しますか？"),
)


@pytest.mark.parametrize(("kind", "text"), OTHERWISE_PUT)
def test_a_request_is_known_by_other_verbs_than_the_usual_ones(embedder: FastEmbedder, kind: RequestKind, text: str) -> None:
    assert Router(embedder).route(text).kind is kind


EVERYDAY = (
    (RequestKind.OVERVIEW, "Which papers do I have?"),
    (RequestKind.OVERVIEW, "Welche Papiere hab ich denn?"),
    (RequestKind.OVERVIEW, "Je ne sais plus ce que j'ai rangé ici, tu peux me le dire ?"),
    (RequestKind.OVERVIEW, "Enumera todos mis archivos."),
    (RequestKind.OVERVIEW, "ライブラリの中身を教えて"),
    (RequestKind.OVERVIEW, "모든 파일을 나열해 줘"),
    (RequestKind.OVERVIEW, "把所有文档都给我看看"),
    (RequestKind.OVERVIEW, "اذكر جميع الوثائق"),
    (RequestKind.COUNT, "Count the contracts for me."),
    (RequestKind.COMPARE, "Stimmen die beiden Fassungen des Vertrags überein?"),
    (RequestKind.TRANSLATE, "Le chapitre 2 en japonais, s'il te plaît"),
    (RequestKind.EXTRACT, "契約、開始日、終了日の表がほしい"),
    (RequestKind.CAPABILITY, "¿Quién te fabricó?"),
    (RequestKind.CAPABILITY, "Hilfe"),
    (RequestKind.LOOKUP, "Which papers do I have to hand in for the residence permit?"),
    (RequestKind.LOOKUP, "Montre-moi comment purger les freins."),
    (RequestKind.LOOKUP, "ما الفرق بين K240 وK250؟"),
)


@pytest.mark.parametrize(("kind", "text"), EVERYDAY)
def test_a_request_is_known_in_everyday_words(embedder: FastEmbedder, kind: RequestKind, text: str) -> None:
    assert Router(embedder).route(text).kind is kind


@pytest.mark.parametrize(("text", "plain"), [("¿Cuántos índices?", "¿cuantos indices?"), ("كم ملفًّا أُضيف؟", "كم ملفا اضيف؟")])
def test_accents_and_vowel_signs_have_no_influence_on_the_kind(text: str, plain: str) -> None:
    assert ngrams(text).tolist() == ngrams(plain).tolist()


def test_voiced_kana_and_syllables_stay_as_they_are() -> None:
    assert unmarked("どんなファイル? 모든 파일") == "どんなファイル? 모든 파일"
