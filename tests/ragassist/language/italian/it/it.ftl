language = Italiano
instruction_to_answer = Rispondi alla domanda in italiano, in una, due o tre frasi brevi, usando soltanto le fonti qui sopra.
instruction = { instruction_to_answer } Dopo ogni affermazione metti tra parentesi quadre il numero della sua fonte, per esempio [1]. Se le fonti non contengono la risposta, scrivi soltanto: { refusal }
refusal = Non trovo questo nei tuoi documenti.
opening = Secondo i documenti,
nearest = I passaggi più vicini sono:
nearest_passages = Passaggi più vicini
no_model = Non è installato alcun modello di chat; questi passaggi sono i più adatti:
source_n = fonte { $n }
unsupported = non confermato dalla sua fonte
unconfirmed = Nessuna fonte conferma questa risposta: guarda tu stesso i passaggi.
does_not_reason = { $model } non ragiona: ha risposto subito.
dropped = Altri { $count } passaggi non sono entrati nel prompt.
forgotten = Le domande più vecchie di questa conversazione non sono entrate nel prompt.
shortened = Un passaggio lungo è stato accorciato perché entrasse nel prompt.
sources = Fonti
partly_indexed = Finora è indicizzato il { $percent } % di ciò che è stato trovato
phrase_not_found = Nessun passaggio contiene «{ $phrase }» alla lettera; ecco ciò che più gli somiglia
thinking = Ragionamento
empty_library = Questa biblioteca è vuota. Premi Ctrl+O per indicizzare una cartella.
no_chat_model = Non è installato alcun modello di chat: le risposte citano passaggi. Esegui 'ragassist models pull lfm2-2.6b-exp'.
stopped = interrotto
indexing = Indicizzazione
folder_to_index = Cartella da indicizzare
loading = Caricamento del modello
searching = Ricerca
reading_prompt = Lettura delle fonti
offline = senza rete
no_sources = Qui compaiono le fonti della risposta.
no_source_n = Qui non c'è una fonte { $n }
motto = Risposte dai tuoi documenti. Niente lascia questo computer.
library = Biblioteca
chat_model = Modello di chat
embedding_model = Modello di ricerca
starting = Avvio
documents = documenti
passages = passaggi
files = file
indexed = indicizzati
partial = parziali
skipped = saltati
first_word = prima parola dopo
tokens = token
characters = caratteri
reused = riutilizzati
too_long = Troppo lungo: al massimo { $most } caratteri
still_answering = La risposta è in corso: Esc la ferma
key_index = Indicizza una cartella
key_start = Inizia
key_complete = Completa
key_stop = Ferma
key_stop_indexing = Ferma l'indicizzazione
key_open = Apri la fonte
key_copy = Copia la risposta
key_copy_quote = Copia la citazione
key_next = Successivo
key_previous = Precedente
key_close = Chiudi
key_quit = Esci
key_help = Aiuto
key_library = Biblioteca
key_sessions = Conversazioni
key_inspect = Esamina la risposta
key_models = Modelli
key_settings = Impostazioni
key_palette = Tutte le azioni
key_back = Indietro
key_copy_plain = Copia la risposta senza citazioni
key_copy_citation = Copia il riferimento
key_open_file = Apri il file
key_retry = Chiedi di nuovo
key_edit = Modifica l'ultima domanda
key_new = Nuova conversazione
key_rename = Rinomina
key_delete = Elimina per sempre
key_markdown = Salva come Markdown
key_json = Salva come JSON
key_find = Cerca
key_remove = Togli
key_reindex = Indicizza di nuovo
key_watch = Segui le modifiche
key_verify = Verifica
key_pull = Scarica i modelli (va in rete)
key_yes = Sì
key_no = No
session = Conversazione
questions = Domande
when = Ultima
inspect = Su che cosa si fonda la risposta
models = Modelli
settings = Impostazioni
document = Documento
state = Stato
spoken = Lingua
size = Dimensione
model = Modello
role = Per
role_chat = risposte
role_search = ricerca
licence = Licenza
installed = installato
available = non presente
waiting = in attesa
watching = seguo le modifiche
score = Punteggio
by_meaning = Significato
by_words = Parole
seen_by_model = Che cosa ha visto il modello
together = insieme
no_prompt = Nessun prompt da mostrare: per questa risposta non è stato interrogato alcun modello, oppure risale a un'esecuzione precedente.
no_sessions = Nessun risultato: le conversazioni si conservano qui dalla prima risposta in poi.
find_action = Cerca un'azione
no_action = Nessuna azione corrisponde.
find_documents = Cerca documenti per nome
find_sessions = Cerca una parola in tutte le conversazioni
remove_question = Togliere questo dalla biblioteca? I file restano dove sono.
delete_question = Eliminare per sempre questa conversazione? Niente se ne può recuperare.
written_to = Scritto in { $path }
verifying = Calcolo dell'impronta di { $name } …
whole = { $name } è integro
tokens_a_second = token/s
setting = Impostazione
value = Valore
automatic = automatico
on = sì
off = no
set_language = Lingua
set_think = Ragionamento
set_think_budget = Limite del ragionamento
set_context_tokens = Limite delle fonti
set_theme = Colori
set_bidi = Testo da destra a sinistra
about_language = La lingua delle risposte e di questo programma; automatico: quella della domanda e quella del sistema.
about_think = Se il modello ragiona prima di rispondere; automatico: quando le lingue sono diverse.
about_think_budget = Token di ragionamento dopo i quali si chiede la risposta.
about_context_tokens = Token di fonti che il modello legge; ognuno costa tempo prima della prima parola.
about_bidi = Chi mette in ordine l'arabo: il terminale o il programma; automatico conosce alcuni terminali.
help_text = Un numero apre la fonte con quel numero, fuori dal campo della domanda: Esc ferma, Tab passa alle fonti. I tasti si cambiano in settings.toml sotto [keys], con i nomi a destra.
step_command = Esci con Ctrl+Q ed esegui: ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = Vai alle fonti
key_earlier = Fonti di una risposta precedente
ninth_language = La domanda sembra in { $name }, lingua in cui non rispondo; la risposta è in italiano.
other_language = In questa risposta il modello non è rimasto all'italiano.
left_out = Il resto della risposta era in un'altra lingua ed è stato tralasciato.
crashed = L'interfaccia si è chiusa per un proprio errore ({ $problem }). Biblioteca e conversazioni sono salve: avviala di nuovo.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = pagina { $n }
pages_n = pagine { $n }
slide_n = diapositiva { $n }
sheet_n = foglio { $n }
chapter_n = capitolo { $n }
message_n = messaggio { $n }
line_n = riga { $n }
lines_n = righe { $n }
row_n = riga { $n }
rows_n = righe { $n }
cell_n = cella { $n }
cells_n = celle { $n }
documents_counted = { $count ->
    [one] { $shown } documento
   *[other] { $shown } documenti
}
passages_counted = { $count ->
    [one] { $shown } passaggio
   *[other] { $shown } passaggi
}
files_counted = { $count ->
    [one] { $shown } file
   *[other] { $shown } file
}
waiting_counted = { $count ->
    [one] { $shown } in attesa
   *[other] { $shown } in attesa
}
conversations_counted = { $count ->
    [one] { $shown } conversazione
   *[other] { $shown } conversazioni
}
indexed_counted = { $count ->
    [one] { $shown } indicizzato
   *[other] { $shown } indicizzati
}
unchanged_counted = { $count ->
    [one] { $shown } invariato
   *[other] { $shown } invariati
}
removed_counted = { $count ->
    [one] { $shown } rimosso
   *[other] { $shown } rimossi
}
partial_counted = { $count ->
    [one] { $shown } parziale
   *[other] { $shown } parziali
}
skipped_counted = { $count ->
    [one] { $shown } saltato
   *[other] { $shown } saltati
}
tokens_counted = { $count ->
    [one] { $shown } token
   *[other] { $shown } token
}
refused_counted = { $count ->
    [one] { $shown } rifiutata
   *[other] { $shown } rifiutate
}
earlier_counted = { $count ->
    [one] { $shown } domanda precedente: F3 la apre
   *[other] { $shown } domande precedenti: F3 le apre
}
getting_models = Scaricamento dei modelli
pull_failed = I modelli non sono arrivati: { $problem }. Ctrl+G riprende da ciò che c'è. Senza rete basta una cartella o una chiavetta: ragassist models import PATH
online = in rete: scaricamento dei modelli
seconds_left = mancano circa { $count } s
minutes_left = mancano circa { $count } min
hours_left = ancora { $count } h circa
key_scroll = Scorri
key_move = Sposta
key_zoom = Pagina intera
key_newest = Risposta più recente
new_answer = nuova risposta: Ctrl+Fine
draft_kept = Ciò che hai scritto è conservato: ↓ lo riporta
copied_by = Copiato da { $name }
copied_by_terminal = Inviato al terminale (OSC 52). Se non arriva, installa wl-copy o xclip
key_stop_pull = Ferma lo scaricamento
key_libraries = Altra biblioteca
find_library = Cerca una biblioteca, o dai un nome a una nuova
new_library = nuova
leaving = Termino ciò che è in corso …
counting = Conteggio
nothing_to_index = Qui non c'è alcun file che si possa indicizzare
whole_home_question = Questa è tutta la tua cartella personale. Indicizzarla per intero?
many_files_question = Sono molti file: indicizzarli può richiedere ore. Iniziare?
key_use = Usa
in_use = in uso
embed_anew_question = Un altro modello di ricerca: tutti i passaggi vanno calcolati di nuovo (ragassist index --re-embed). Usarlo?
used_from_now_on = D'ora in poi si usa { $name }
key_read = Leggi
step_repair = Esci con Ctrl+Q ed esegui: ragassist check --repair
help_chat = Scrivi una domanda e premi Invio. La risposta indica le sue fonti; accanto stanno i passaggi corrispondenti.
help_page = Le frecce spostano, Invio fa ciò che dice la riga in basso, Esc riporta alla conversazione.
help_enter = Invia la domanda; apre ciò che è sotto il cursore
help_esc = Ferma la risposta; torna indietro
help_tab = Dalla domanda alle fonti e ritorno
help_arrows = Domande precedenti; spostamento in un elenco
help_digits = Nelle fonti: la fonte con quel numero
key_resume = Continua
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
whole_seconds = { $count } s
step_models = Ctrl+G li scarica ({ $size }); chiede prima di andare in rete
pull_question = Questo va in rete, una volta sola: { $size } dal deposito dei modelli o dall'indice dei pacchetti. Il modello di chat è sotto la LFM Open License v1.0 (uso commerciale gratuito solo sotto 10 milioni di US$ di fatturato annuo). Sì la accetta. Ctrl+X ferma lo scaricamento in ogni momento, e il prossimo riprende da lì. Poi questo programma non può più andare in rete.
step_folder = Ctrl+O: scegli una tua cartella
step_sample = Ctrl+T: guarda una piccola biblioteca di prova
step_libraries = Ctrl+L: apri un'altra biblioteca ({ $names })
step_ask = Scrivila qui sotto e premi Invio
step_suggested = o prendine una di queste con ↓:
folder = Cartella
question = Domanda
key_sample = Biblioteca di prova
about_minutes = circa { $count } min per indicizzare
below_a_minute = meno di un minuto per indicizzare
key_filter = Per stato
key_ask_only = Chiedi solo a questo
key_read_again = Rileggi solo questo
key_fold = Chiudi
key_unfold = Apri
key_to_tree = Cartelle
only_state = solo { $state }
key_picture = Pagina come immagine
no_picture = Solo le pagine di file PDF ancora presenti si mostrano come immagine
picture_failed = Questa pagina non si può mostrare come immagine: { $problem }
key_larger = Più grande
key_smaller = Più piccolo
key_jump = Salta
jump_hint = Una lettera porta lì, Esc resta qui
help_library = I documenti di questa biblioteca per cartella, ciascuno con il suo stato. La riga in basso dice perché un file è stato saltato; accanto c'è quello che ne è stato letto.
help_sessions = Le conversazioni conservate su questo computer. Invio ne riprende una nella sua biblioteca; / trova una parola in tutte.
help_inspect = Su che cosa poggia la risposta: i passaggi trovati con i loro punteggi, e sotto esattamente ciò che ha visto il modello.
help_models = I modelli conosciuti e quelli presenti. ● segna quelli in uso; Invio ne usa un altro, V controlla che i suoi file siano interi.
help_settings = Le impostazioni che si cambiano spesso; ← e → ne cambiano una subito. Tutte le altre stanno in settings.toml.
help_sources = Le fonti della risposta, prima quelle citate. La pagina accanto all'elenco evidenzia la citazione; I mostra una pagina PDF come immagine, O apre il file.
help_summary = Il riassunto di un documento accanto al suo indice. Un numero apre il passaggio su cui poggia; Invio nell'indice legge quella sezione.
key_translate = Traduci
key_export = Esporta la conversazione in Markdown
translation_of = Traduzione
translate_into = Traduci in
key_save_text = Salva
nothing_kept = Di questa conversazione non si conserva nulla, quindi non c'è nulla da esportare.
help_translation = Un documento in un'altra lingua, frase per frase, accanto al suo schema. Ciò che differisce dall'originale nei numeri o nei nomi è segnato; S salva ciò che c'è.
help_table = Una tabella dei documenti, o di quelli a cui @ limita le domande. Nomina i campi nella riga in alto e premi Invio: ogni documento riceve una riga appena è letto. Invio su una cella apre la sua fonte; Esc ferma e conserva ciò che c'è.
set_notice = Avviso di risposta
about_notice = Che cosa avvisa di una risposta che ha richiesto più di dieci secondi: niente, la campana del terminale o un avviso del desktop.
about_theme = dark, light, contrast, plain (nessun colore, come con NO_COLOR), o uno tuo dalla cartella themes.
answer_ready = La risposta è pronta
bell = campana
desktop = desktop
by_terminal = il terminale
by_program = il programma
key_open_library = Apri biblioteca
theme_problem = tema { $name }: { $problem }
details = dettagli
key_summary = Riassumi
summary_of = Riassunto
outline = Indice
no_outline = Questo documento non ha titoli.
sources_confirm_counted = { $count ->
    [one] { $shown } fonte conferma
   *[other] { $shown } fonti confermano
}

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] Questa biblioteca è vuota: la riempie 'ragassist index FOLDER', o Ctrl+O nell'interfaccia.
    [one] Questa biblioteca contiene un documento.
   *[other] Questa biblioteca contiene { $documents } documenti.
}
request_try = Potresti chiedere:
request_suggestion = Che cosa dice { $document } di «{ $heading }»?
request_capability = Rispondo a domande sui documenti di questa biblioteca, e ogni affermazione indica la sua pagina. Lingue: { $languages }. So anche elencare e contare i tuoi documenti. Leggo PDF, file di Office, pagine web, libri, posta e testo, e le scansioni dove è installato Tesseract. Niente lascia questo computer: documenti, domande e risposte restano qui, e non si apre alcuna connessione. 'ragassist index FOLDER' aggiunge documenti, nell'interfaccia Ctrl+O; F1 mostra tutti i tasti.
summary_instruction = Riassumi in italiano le fonti qui sopra, in una, due o tre frasi brevi, usando soltanto ciò che dicono. Dopo ogni affermazione metti tra parentesi quadre il numero della sua fonte, per esempio [1].
summary_question = Riassumi il testo qui sopra in poche frasi complete, senza elenchi.
summary_which = Quale documento intendi?
summary_quoted = Le frasi più centrali, alla lettera (non è installato alcun modello di chat):
summary_done = Riassunto di { $read } passaggi su { $total } di { $document }
greeting_example = Ciao, buongiorno!
thanks_example = Grazie mille, è stato utile.
goodbye_example = Arrivederci, a domani.
greeting = Ciao! Chiedimi qualcosa sui tuoi documenti.
thanks = Prego.
goodbye = Arrivederci!
overview_types = Per tipo: { $list }
overview_languages = Per lingua: { $list }
overview_newest = Modificati per ultimi: { $list }
overview_skipped = { $count ->
    [one] Un file non si è potuto leggere: 'ragassist list' dice perché.
   *[other] { $count } file non si sono potuti leggere: 'ragassist list' dice perché.
}
overview_more = … e altri { $count }: 'ragassist list' li mostra tutti.
overview_about = Questi documenti corrispondono:
count_result = { $count } documenti su { $total } ({ $criteria })
count_type = tipo { $type }
count_language = in { $language }
count_words = con «{ $words }»
count_filed = con «{ $words }» nel nome o nella cartella
count_near = Per significato, i più vicini sono:
count_pages = { $count ->
    [one] 1 pagina
   *[other] { $count } pagine
}
scope_hint = soltanto qui; Backspace toglie l'ultimo
ask_here = Interroga i tuoi documenti, Invio spedisce; @ un documento, / un comando
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
part_missing = { $document } non ha «{ $part }».
parts_there = Contiene: { $list }.
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
searched = Ricerca conclusa
answering = Risposta
found_meanwhile = Già trovato, la lettura continua:
key_pause_indexing = Sospendi l'indicizzazione, riprendi
paused = in pausa
translate_instruction = Traduci in italiano il testo qui sopra, per intero, senza aggiungere né omettere nulla. Numeri, unità e nomi restano come sono. Scrivi solo la traduzione.
key_otherwise = Chiedilo come altro tipo
