summary_sentences = Riassumi in italiano le fonti qui sopra, in { $count ->
    [one] esattamente una frase
   *[other] esattamente { $count } frasi
}, solo con ciò che dicono. Dopo ogni frase metti il numero della sua fonte tra parentesi quadre, per esempio [1].
document_empty = { $document } non contiene testo.
draft_instruction = Scrivi in italiano il testo richiesto, come lettera o messaggio finito, con formula di apertura e saluti. Prendi fatti, nomi, date e importi solo dalle fonti qui sopra, e metti il numero della fonte tra parentesi quadre dopo ogni frase che ne usa una, per esempio [1]. Dove qualcosa non è noto scrivi […].
draft_mark = Bozza: da leggere prima dell'invio
draft_refused = Il modello non ha scritto alcuna bozza: di' con altre parole che cosa deve ottenere la lettera.
draft_from = Tratto da { $documents }; ciò che non ha numero non viene dai documenti.
compare_instruction = Confronta in italiano, punto per punto, ciò che { $names } dicono in proposito, solo con le fonti qui sopra. Dai a ogni punto una riga che nomina entrambi i documenti e ciò che dice ciascuno, e metti il numero della fonte tra parentesi quadre dopo ogni affermazione, per esempio [1]. Se uno non dice nulla su un punto, scrivilo.
compare_silent = { $document } non ne dice nulla nei passi trovati.
compare_done = Confronto di { $names } secondo { $count } passi
translate_no_model = Una traduzione richiede un modello di conversazione, e non ne è installato alcuno.
translate_long = È lungo: 'ragassist translate FILE --into xx --output FILE' lo scrive in un file e riprende da dove è stato fermato.
translate_done = Traduzione ({ $language }): { $read } di { $total } passi di { $document }
translate_doubtful = { $count ->
    [one] In una frase numeri, nomi o lingua differiscono dall'originale: è segnata.
   *[other] In { $count } frasi numeri, nomi o lingua differiscono dall'originale: sono segnate.
}
overview_topics = Temi:
kind_lookup = domanda
kind_summary = riassunto
kind_overview = panoramica
kind_count = conteggio
kind_compare = confronto
kind_translate = traduzione
kind_extract = tabella
kind_draft = bozza
kind_smalltalk = conversazione
kind_capability = domanda sul programma
ask_otherwise = Chiedilo come { $kind }
