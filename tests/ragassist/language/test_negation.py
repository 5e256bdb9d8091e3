"""Negations are counted by the words of a language, without words that only look like one."""

import pytest

from ragassist.language.negation import negations


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("该泵由不锈钢制成。", "zh"),
        ("他不仅会修泵，而且会修炉子。", "zh"),
        ("See No. 12 in the list.", "en"),
        ("It must not weigh more than 30 kg.", "en"),
        ("ما هو وزن المضخة؟", "ar"),
        ("لا بد من تنظيف المرشح.", "ar"),
        ("Die Pumpe ist nicht nur leise.", "de"),
        ("Les enfants ne paient que la moitié.", "fr"),
        ("El curso no solo admite a principiantes.", "es"),
        ("フィルターを掃除しなければならない。", "ja"),
        ("45秒以内に建物を出なければなりません。", "ja"),
        ("毎日掃除しなくてはなりません。", "ja"),
        ("펌프는 끊임없이 작동한다.", "ko"),
        ("건물 안 흡연은 가능합니다.", "ko"),
        ("人数不得少于10人，不能超过20人。", "zh"),
        ("北京的缺点很特别。", "zh"),
        ("Cela ne dépasse pas 5 kg.", "fr"),
        ("Le poids n’excède pas 5 kg.", "fr"),
        ("Das Rohr darf nicht größer als 5 cm sein.", "de"),
        ("Das ist nicht bloß teuer.", "de"),
        ("申し訳ありませんが、窓口は10時に開きます。", "ja"),
        ("The vote was unanimous.", "en"),
        ("White/Unwhite the screen", "en"),
        ("steril oder unsteril", "de"),
    ],
)
def test_words_that_only_look_like_a_negation_do_not_count(text: str, language: str) -> None:
    assert negations(text, language) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The room lacks a window.", "en"),
        ("The valve fails to close.", "en"),
        ("Die Pflaster sind unsteril.", "de"),
        ("Der Kurs ist kostenlos.", "de"),
        ("La habitación carece de ventana.", "es"),
        ("La salle est dépourvue de fenêtre.", "fr"),
        ("الدخول ممنوع.", "ar"),
        ("此处禁止入内。", "zh"),
        ("駐車場は無料です。", "ja"),
        ("창문이 없다.", "ko"),
        ("Das Rauchen ist untersagt.", "de"),
        ("Der Aufzug ist außer Betrieb.", "de"),
        ("Der Vorstand lehnte den Antrag ab.", "de"),
        ("Il n’y a plus de places.", "fr"),
        ("Le service est indisponible.", "fr"),
        ("Es ilegal copiar las llaves.", "es"),
        ("يجب ألا تلمس الجهاز.", "ar"),
        ("请别触摸展品。", "zh"),
        ("違法な駐車です。", "ja"),
        ("등록은 불필요합니다.", "ko"),
        ("The contract is void.", "en"),
    ],
)
def test_negations_without_a_word_for_not_count(text: str, language: str) -> None:
    assert negations(text, language) == 1


@pytest.mark.parametrize(
    ("cancelled", "not_cancelled", "act", "language"),
    [
        ("The flight was cancelled.", "The flight was not cancelled.", "To cancel the booking, call 112.", "en"),
        ("تم إلغاء الرحلة.", "لم يتم إلغاء الرحلة.", "لإلغاء الحجز اتصل بالرقم 112.", "ar"),
        ("وتم إلغاؤها بسبب المطر.", "لم تتم إلغاؤها.", "إلغاء الحجز من الموقع.", "ar"),
        ("ألغت الشركة الرحلة.", "لم تكن الرحلة ملغاة.", "قطع الغيار في المستودع.", "ar"),
        ("La reunión se canceló.", "La reunión no se canceló.", "Para cancelar la reserva, llame al 112.", "es"),
        ("Cancelaron el vuelo.", "No cancelaron el vuelo.", "La cancelación se hace por teléfono.", "es"),
        ("La reserva fue anulada.", "La reserva no fue anulada.", "Para anular la reserva, llame al 112.", "es"),
        ("会議を取り消した。", "会議を取り消さなかった。", "予約を取り消す場合は112に電話してください。", "ja"),
        ("会議を取り消しました。", "会議を取り消しませんでした。", "予約を取り消した場合は112に電話してください。", "ja"),
        ("会議は取り消しになった。", "会議は取り消されなかった。", "取り消しは電話でできます。", "ja"),
        ("会議はキャンセルされた。", "会議はキャンセルされていない。", "キャンセルは電話でできます。", "ja"),
        ("회의를 취소했다.", "회의를 취소하지 않았다.", "예약을 취소하려면 112로 전화하세요.", "ko"),
        ("회의가 취소됩니다.", "회의가 취소되지 않았다.", "예약을 취소한 경우 112로 전화하세요.", "ko"),
        ("취소된 회의입니다.", "취소하지 않은 회의입니다.", "예약 취소는 전화로 합니다.", "ko"),
        ("会议取消。", "会议没有取消。", "如需取消预订，请致电112。", "zh"),
        ("會議取消，改期舉行。", "會議未取消。", "航班取消政策见第3页。", "zh"),
        ("音乐会取消了。", "音乐会没取消。", "预订可以取消。", "zh"),
        ("La réunion a été annulée.", "La réunion n'a pas été annulée.", "Pour annuler, appelez.", "fr"),
        ("Die Sitzung wurde abgesagt.", "Die Sitzung wurde nicht abgesagt.", "Zum Absagen rufen Sie an.", "de"),
    ],
)
def test_cancelled_is_a_negation_and_the_act_of_cancelling_is_not(
    cancelled: str, not_cancelled: str, act: str, language: str
) -> None:
    assert [(negations(text, language) or 0) % 2 for text in (cancelled, not_cancelled)] == [1, 0]
    assert negations(act, language) == 0


def test_a_language_without_a_pack_is_not_judged() -> None:
    assert negations("Ta pumpa ne radi.", "sl") is None


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("The shop closes on Sundays.", "en", 1),
        ("The service is suspended.", "en", 1),
        ("The lamp is suspended from a beam.", "en", 0),
        ("Der Bahnbetrieb wurde eingestellt.", "de", 1),
        ("Zwei Lehrlinge wurden eingestellt.", "de", 0),
        ("Le trafic est suspendu.", "fr", 1),
        ("Se prohíbe fumar.", "es", 1),
        ("电梯暂停使用。", "zh", 1),
        ("運転は休止しています。", "ja", 1),
        ("운행이 중단되었습니다.", "ko", 1),
        ("التدفئة متوقفة.", "ar", 1),
        ("Applications close on 05/11/2025.", "en", 0),
        ("Membership is voluntary.", "en", 1),
        ("They agreed to voluntary limits.", "en", 0),
        ("Die Teilnahme ist freiwillig.", "de", 1),
        ("Der Eintritt ist für Kinder frei.", "de", 1),
        ("La réserve ferme l'hiver.", "fr", 1),
        ("La cave est fermée à clé.", "fr", 0),
        ("El parque no cierra por la noche.", "es", 2),
        ("El sótano está cerrado con llave.", "es", 0),
        ("لا يحق لغير النزلاء الدخول.", "ar", 2),
        ("非住客不得停车。", "zh", 2),
        ("参加是自愿的。", "zh", 1),
        ("宿泊客以外は駐車できない。", "ja", 2),
        ("회원이 아니면 빌릴 수 없다.", "ko", 2),
        ("이자율은 연 4%입니다.", "ko", 0),
    ],
)
def test_words_that_deny_what_they_are_said_of_count(text: str, language: str, count: int) -> None:
    assert negations(text, language) == count
