# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = Deutsch
instruction_to_answer = Beantworte die Frage auf Deutsch, in ein bis drei kurzen Sätzen und nur anhand der Quellen oben.
instruction = { instruction_to_answer } Setze hinter jede Aussage die Nummer ihrer Quelle in Klammern, etwa [1]. Steht die Antwort nicht in den Quellen, schreibe nur: { refusal }
refusal = Das finde ich nicht in deinen Dokumenten.
opening = Laut den Dokumenten
nearest = Am nächsten kommen diese Stellen:
nearest_passages = Nächste Stellen
no_model = Kein Chatmodell ist installiert; diese Stellen passen am besten:
source_n = Quelle { $n }
unsupported = von der Quelle nicht bestätigt
unconfirmed = Keine Quelle bestätigt diese Antwort: sieh dir die Stellen selbst an.
does_not_reason = { $model } denkt nicht nach: es hat gleich geantwortet.
dropped = { $count ->
    [one] Eine weitere Stelle passte nicht in die Eingabe.
   *[other] { $count } weitere Stellen passten nicht in die Eingabe.
}
forgotten = Die ältesten Fragen dieses Gesprächs passten nicht in die Eingabe.
shortened = Eine lange Stelle wurde gekürzt, damit sie in die Eingabe passt.
sources = Quellen
partly_indexed = { $percent } % des Gefundenen sind bisher indexiert
phrase_not_found = Kein Abschnitt enthält „{ $phrase }“ wortwörtlich; gezeigt wird, was dem am nächsten kommt
thinking = Überlegung
empty_library = Diese Bibliothek ist leer. Ctrl+O indexiert einen Ordner.
no_chat_model = Kein Chatmodell ist installiert: Antworten zitieren Stellen. 'ragassist models pull lfm2-2.6b-exp' holt eines.
stopped = angehalten
indexing = Indexieren
folder_to_index = Zu indexierender Ordner
loading = Modell wird geladen
searching = Suche
reading_prompt = Quellen werden gelesen
searched = Gesucht
answering = Antwort
found_meanwhile = Schon gefunden, gelesen wird weiter:
offline = offline
no_sources = Hier erscheinen die Quellen der Antwort.
no_source_n = Eine Quelle { $n } gibt es hier nicht
motto = Antworten aus deinen eigenen Dokumenten. Nichts verlässt diesen Rechner.
library = Bibliothek
chat_model = Chatmodell
embedding_model = Suchmodell
starting = Start
documents = Dokumente
passages = Abschnitte
files = Dateien
indexed = indexiert
partial = teilweise
skipped = übersprungen
first_word = erstes Wort nach
tokens = Token
characters = Zeichen
reused = wiederverwendet
too_long = Zu lang: höchstens { $most } Zeichen
still_answering = Antwort läuft noch: Esc hält sie an
key_index = Ordner indexieren
key_start = Starten
key_complete = Ergänzen
key_stop = Anhalten
key_stop_indexing = Indexieren anhalten
key_pause_indexing = Einlesen anhalten, fortsetzen
paused = angehalten
key_open = Quelle öffnen
key_copy = Antwort kopieren
key_copy_quote = Zitat kopieren
key_next = Nächste
key_previous = Vorige
key_close = Schließen
key_quit = Beenden
chat_server = Chatmodell:
key_help = Hilfe
key_library = Bibliothek
key_sessions = Gespräche
key_inspect = Antwort untersuchen
key_models = Modelle
key_settings = Einstellungen
key_palette = Alle Aktionen
key_back = Zurück
key_copy_plain = Antwort ohne Quellenangaben kopieren
key_copy_citation = Quellenangabe kopieren
key_open_file = Datei öffnen
key_retry = Noch einmal fragen
key_edit = Letzte Frage ändern
key_new = Neues Gespräch
key_rename = Umbenennen
key_delete = Endgültig löschen
key_markdown = Als Markdown sichern
key_json = Als JSON sichern
key_find = Suchen
key_remove = Herausnehmen
key_reindex = Neu indexieren
key_watch = Änderungen folgen
key_verify = Prüfen
key_pull = Modelle holen (geht ins Netz)
key_yes = Ja
key_no = Nein
session = Gespräch
questions = Fragen
when = Zuletzt
inspect = Worauf die Antwort beruht
models = Modelle
settings = Einstellungen
document = Dokument
state = Zustand
spoken = Spr.
size = Größe
model = Modell
role = Wofür
role_chat = Antworten
role_search = Suche
licence = Lizenz
installed = installiert
available = nicht da
waiting = wartet
watching = Änderungen werden verfolgt
score = Wert
by_meaning = Sinn
by_words = Wörter
seen_by_model = Was das Modell sah
together = zusammen
no_prompt = Kein Prompt zu zeigen: Für diese Antwort wurde kein Modell gefragt, oder sie stammt aus einem früheren Lauf.
no_sessions = Nichts gefunden: Gespräche stehen hier ab der ersten Antwort.
find_action = Aktion suchen
no_action = Keine Aktion passt.
find_documents = Dokumente nach Namen suchen
find_sessions = Ein Wort in allen Gesprächen suchen
remove_question = Aus der Bibliothek herausnehmen? Die Dateien selbst bleiben, wo sie sind.
delete_question = Dieses Gespräch endgültig löschen? Nichts davon lässt sich zurückholen.
written_to = Geschrieben in { $path }
verifying = { $name } wird geprüft …
whole = { $name } ist unversehrt
tokens_a_second = Token/s
setting = Einstellung
value = Wert
automatic = automatisch
on = an
off = aus
set_language = Sprache
set_think = Nachdenken
set_think_budget = Nachdenk-Budget
set_context_tokens = Quellen-Budget
set_theme = Farben
set_bidi = Text von rechts nach links
about_language = Die Sprache von Antworten und Programm; automatisch: die der Frage und des Systems.
about_think = Ob das Modell vor der Antwort nachdenkt; automatisch: wo Sprachen verschieden sind.
about_think_budget = Token, nach denen die Antwort verlangt wird.
about_context_tokens = Token der Quellen, die das Modell liest; jedes verzögert das erste Wort.
about_bidi = Wer Arabisch ordnet: das Terminal (terminal) oder das Programm (program); automatisch kennt einige Terminals.
help_text = Außerhalb des Fragefelds öffnet eine Ziffer die Quelle mit dieser Nummer; Tab führt zu den Quellen. Tasten lassen sich in settings.toml unter [keys] mit den Namen rechts ändern.
step_command = Mit Ctrl+Q verlassen und ausführen: ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = Quellen
key_earlier = Quellen einer früheren Antwort
ninth_language = Die Frage scheint auf { $name } gestellt zu sein, eine Sprache, in der ich nicht antworte; die Antwort ist auf Deutsch.
other_language = Das Modell ist in dieser Antwort nicht beim Deutschen geblieben.
left_out = Der Rest der Antwort war in einer anderen Sprache und wurde weggelassen.
crashed = Die Oberfläche endete durch einen eigenen Fehler ({ $problem }). Bibliothek und Gespräche sind erhalten: neu starten.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = Seite { $n }
pages_n = Seiten { $n }
slide_n = Folie { $n }
sheet_n = Blatt { $n }
chapter_n = Kapitel { $n }
message_n = Nachricht { $n }
line_n = Zeile { $n }
lines_n = Zeilen { $n }
row_n = Zeile { $n }
rows_n = Zeilen { $n }
cell_n = Zelle { $n }
cells_n = Zellen { $n }
documents_counted = { $count ->
    [one] { $shown } Dokument
   *[other] { $shown } Dokumente
}
passages_counted = { $count ->
    [one] { $shown } Abschnitt
   *[other] { $shown } Abschnitte
}
files_counted = { $count ->
    [one] { $shown } Datei
   *[other] { $shown } Dateien
}
waiting_counted = { $count ->
    [one] { $shown } wartet
   *[other] { $shown } warten
}
conversations_counted = { $count ->
    [one] { $shown } Gespräch
   *[other] { $shown } Gespräche
}
indexed_counted = { $count ->
   *[other] { $shown } indexiert
}
unchanged_counted = { $count ->
   *[other] { $shown } unverändert
}
removed_counted = { $count ->
   *[other] { $shown } entfernt
}
partial_counted = { $count ->
   *[other] { $shown } teilweise
}
skipped_counted = { $count ->
   *[other] { $shown } übersprungen
}
tokens_counted = { $count ->
   *[other] { $shown } Token
}
refused_counted = { $count ->
   *[other] { $shown } abgewiesen
}
earlier_counted = { $count ->
    [one] { $shown } frühere Frage: F3 öffnet sie
   *[other] { $shown } frühere Fragen: F3 öffnet sie
}
getting_models = Modelle werden geholt
pull_failed = Die Modelle sind nicht angekommen: { $problem }. Ctrl+G macht mit dem weiter, was da ist. Ohne Netz genügt ein Ordner oder Stick: ragassist models import PATH
online = online: Modelle werden geholt
seconds_left = noch etwa { $count } s
minutes_left = noch etwa { $count } min
hours_left = noch etwa { $count } h
key_scroll = Blättern
key_move = Bewegen
key_zoom = Ganze Seite
key_newest = Neueste Antwort
new_answer = neue Antwort: Ctrl+Ende
draft_kept = Dein Text ist aufgehoben: ↓ holt ihn zurück
copied_by = Kopiert mit { $name }
copied_by_terminal = An das Terminal gesendet (OSC 52). Kommt es nicht an, wl-copy oder xclip installieren
key_stop_pull = Herunterladen anhalten
key_libraries = Andere Bibliothek
find_library = Bibliothek suchen oder eine neue benennen
new_library = neu
leaving = Laufende Arbeit wird beendet …
counting = Wird gezählt
nothing_to_index = Hier ist keine Datei, die sich indexieren lässt
whole_home_question = Das ist dein ganzer persönlicher Ordner. Alles indexieren?
many_files_question = Das sind viele Dateien: Das Indexieren kann Stunden dauern. Beginnen?
key_use = Verwenden
in_use = in Gebrauch
embed_anew_question = Ein anderes Suchmodell: Alle Abschnitte müssen neu eingebettet werden (ragassist index --re-embed). Verwenden?
used_from_now_on = { $name } wird ab jetzt verwendet
key_read = Lesen
step_repair = Mit Ctrl+Q verlassen und ausführen: ragassist check --repair
help_chat = Schreib eine Frage und drücke Enter. Die Antwort nennt ihre Quellen; daneben stehen die Abschnitte selbst.
help_page = Die Pfeile bewegen, Enter tut, was die unterste Zeile sagt, Esc führt zum Gespräch zurück.
help_enter = Frage senden; öffnen, was am Cursor steht
help_esc = Antwort anhalten; zurück
help_tab = Von der Frage zu den Quellen und zurück
help_arrows = Frühere Fragen; in einer Liste bewegen
help_digits = In den Quellen: die Quelle dieser Nummer
key_resume = Fortsetzen
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
whole_seconds = { $count } s
help_sources = Die Quellen der Antwort, die zitierten zuerst. Die Seite neben der Liste hebt das Zitat hervor; I zeigt eine PDF-Seite als Bild, O öffnet die Datei selbst.
bell = Glocke
desktop = Desktop
by_terminal = das Terminal
by_program = das Programm
key_open_library = Bibliothek öffnen
theme_problem = Farben { $name }: { $problem }
key_larger = Größer
key_smaller = Kleiner
key_unfold = Aufklappen
key_to_tree = Ordner
step_models = Ctrl+G holt sie ({ $size }); vor dem Netz wird gefragt
pull_question = Das geht einmal ins Netz: { $size } vom Modell-Hub oder dem Paketindex. Das Chatmodell steht unter der LFM Open License v1.0 (gewerblich nur unter 10 Mio. US$ Jahresumsatz frei). Ja nimmt sie an. Ctrl+X hält den Download jederzeit an, und der nächste macht dort weiter. Danach kann dieses Programm nicht mehr ins Netz.
step_folder = Ctrl+O: einen eigenen Ordner wählen
step_sample = Ctrl+T: in einer kleinen Beispielbibliothek umsehen
step_libraries = Ctrl+L: eine andere Bibliothek öffnen ({ $names })
step_ask = Unten schreiben und Enter drücken
step_suggested = oder mit ↓ eine von diesen nehmen:
folder = Ordner
question = Frage
key_sample = Beispielbibliothek
no_match = Nichts passt. Esc leert die Suche.
enter = Enter
quoted = „{ $text }“
about_hours = etwa { $count } h Indexierung
about_minutes = etwa { $count } min Indexierung
below_a_minute = unter einer Minute Indexierung
key_filter = Nach Zustand
key_ask_only = Nur dies fragen
key_read_again = Nur dies neu lesen
key_fold = Zuklappen
only_state = nur { $state }
key_picture = Seite als Bild
no_picture = Nur Seiten von PDF-Dateien, die noch da sind, lassen sich als Bild zeigen
picture_failed = Diese Seite lässt sich nicht als Bild zeigen: { $problem }
key_jump = Springen
jump_hint = Ein Buchstabe führt dorthin, Esc bleibt hier
help_library = Die Dokumente dieser Bibliothek nach Ordnern, jedes mit dem, was daraus wurde. Die Zeile darunter sagt, warum eine Datei übergangen wurde; daneben steht, was gelesen wurde.
help_sessions = Die Gespräche, die auf diesem Rechner behalten sind. Enter setzt eines in seiner Bibliothek fort; / findet ein Wort in allen.
help_inspect = Worauf die Antwort beruht: die gefundenen Abschnitte mit ihren Werten, darunter genau das, was das Modell sah.
help_models = Die bekannten Modelle und die, die hier sind. ● zeigt die benutzten; Enter nimmt ein anderes, V prüft, ob seine Dateien heil sind.
help_settings = Die Einstellungen, die oft geändert werden; ← und → ändern eine sofort. Alle anderen stehen in settings.toml.
set_notice = Hinweis auf eine Antwort
about_notice = Was meldet, dass eine Antwort da ist, die länger als zehn Sekunden brauchte: nichts, die Glocke des Terminals oder eine Meldung des Desktops.
answer_ready = Die Antwort ist da
about_theme = dark, light, contrast, plain (ganz ohne Farbe, wie mit NO_COLOR) oder ein eigenes aus dem Ordner themes.
key_summary = Zusammenfassen
summary_of = Zusammenfassung
outline = Gliederung
no_outline = Dieses Dokument hat keine Überschriften.
help_summary = Die Zusammenfassung eines Dokuments neben seiner Gliederung. Eine Nummer darin öffnet die Stelle, auf der sie beruht; Enter in der Gliederung liest den Abschnitt.
key_translate = Übersetzen
key_export = Gespräch als Markdown ausgeben
translation_of = Übersetzung
translate_into = Übersetzen in
key_save_text = Sichern
nothing_kept = Von diesem Gespräch wird nichts aufbewahrt, also gibt es nichts auszugeben.
help_translation = Ein Dokument in einer anderen Sprache, Satz für Satz, neben seiner Gliederung. Was in Zahlen oder Namen vom Original abweicht, ist markiert; S sichert, was da ist.
help_table = Eine Tabelle über die Dokumente, oder über die, auf die Fragen mit @ beschränkt sind. Nenne oben die Felder und drücke Enter: Jedes Dokument bekommt eine Zeile, sobald es gelesen ist. Enter auf einer Zelle öffnet ihre Quelle; Esc hält an und behält, was da ist.
sources_confirm_counted = { $count ->
    [one] { $shown } Quelle bestätigt
   *[other] { $shown } Quellen bestätigen
}
details = Details

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] Diese Bibliothek ist leer: 'ragassist index ORDNER' oder Ctrl+O in der Oberfläche füllt sie.
    [one] Diese Bibliothek enthält ein Dokument.
   *[other] Diese Bibliothek enthält { $documents } Dokumente.
}
request_try = Du könntest fragen:
request_suggestion = Was steht in { $document } über „{ $heading }“?
request_capability = Ich beantworte Fragen zu den Dokumenten dieser Bibliothek, und jede Aussage nennt ihre Seite. Sprachen: { $languages }. Ich kann Dokumente auch zusammenfassen, vergleichen und übersetzen, Briefe aus ihnen entwerfen und sie auflisten und zählen. Ich lese PDF, Office-Dateien, Webseiten, Bücher, E-Mails und Text, Scans dort, wo Tesseract installiert ist. Nichts verlässt diesen Rechner: Dokumente, Fragen und Antworten bleiben hier, und keine Verbindung wird geöffnet. 'ragassist index ORDNER' nimmt Dokumente auf, in der Oberfläche Ctrl+O; F1 zeigt alle Tasten.
summary_instruction = Fasse die Quellen oben auf Deutsch zusammen, in ein bis drei kurzen Sätzen und nur mit dem, was sie sagen. Setze hinter jede Aussage die Nummer ihrer Quelle in Klammern, etwa [1].
summary_question = Fasse den Text oben in wenigen ganzen Sätzen zusammen, ohne Liste.
summary_which = Welches Dokument ist gemeint?
summary_quoted = Die zentralen Sätze im Wortlaut (kein Chatmodell ist installiert):
summary_done = Zusammenfassung von { $total ->
    [one] { $read } Abschnitt von { $document }
   *[other] { $read } der { $total } Abschnitte von { $document }
}
greeting_example = Hallo, guten Morgen!
thanks_example = Vielen Dank, das hat geholfen.
goodbye_example = Auf Wiedersehen, bis morgen.
greeting = Hallo! Frag mich nach deinen Dokumenten.
thanks = Gern geschehen.
goodbye = Auf Wiedersehen!
overview_types = Nach Typ: { $list }
overview_languages = Nach Sprache: { $list }
overview_newest = Zuletzt geändert: { $list }
overview_skipped = { $count ->
    [one] Eine Datei konnte nicht gelesen werden: 'ragassist list' sagt, warum.
   *[other] { $count } Dateien konnten nicht gelesen werden: 'ragassist list' sagt, warum.
}
overview_more = … und { $count } weitere: 'ragassist list' zeigt alle.
overview_about = Diese Dokumente passen:
count_result = { $count } von { $total ->
    [one] { $total } Dokument
   *[other] { $total } Dokumenten
} ({ $criteria })
count_type = Typ { $type }
count_language = auf { $language }
count_year = von { $year } nach Änderung oder Name
count_words = mit „{ $words }“
count_filed = so benannt oder abgelegt, oder dem Anfang nach: „{ $words }“
document_none = Kein Dokument passt zu „{ $words }“.
count_near = Der Bedeutung nach kommen am nächsten:
count_pages = { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
}
scope_hint = nur hier; Rücktaste nimmt das letzte heraus
ask_here = Frag deine Dokumente, Enter sendet; @ Dokument, / Befehl

# Tables over documents
table = Tabelle
key_table = Tabelle über Dokumente
table_field = Feld
table_normal = Normalform
table_place = Stelle
table_quote = Zitat
table_check = Prüfung
table_confirmed = von der Quelle bestätigt
table_values = Werte
table_empty = es enthält keinen Text
table_waiting = es ist noch nicht indexiert
table_changed = es hat sich beim Lesen geändert: die Tabelle noch einmal erstellen
table_takes = { $count ->
    [one] Ein Dokument zu lesen: { $time }. Nach einer Unterbrechung macht derselbe Befehl weiter.
   *[other] { $count } Dokumente zu lesen: { $time }. Nach einer Unterbrechung macht derselbe Befehl weiter.
}
passages_take = { $count ->
    [one] Ein Abschnitt zu lesen: { $time }. Was fertig ist, bleibt erhalten.
   *[other] { $count } Abschnitte zu lesen: { $time }. Was fertig ist, bleibt erhalten.
}
table_no_model = Eine Tabelle braucht ein Chatmodell, und es ist keines installiert.
table_which = Welche Spalten soll die Tabelle haben? Nenne sie: „eine Tabelle mit Vermieter und Monatsmiete“.
table_long = { $documents } Dokumente sind zu viele für eine Tabelle in einer Antwort: Lass sie in eine Datei schreiben.
table_done = { $documents ->
    [one] Ein Dokument
   *[other] { $documents } Dokumente
}; { $filled } von { $cells ->
    [one] { $cells } Zelle hat einen Wert
   *[other] { $cells } Zellen haben einen Wert
}
table_unsupported = { $percent } % der Werte ({ $count }) sind von ihrer Quelle nicht bestätigt
table_fields_hint = Felder, durch Kommas getrennt: Vermieter, Monatsmiete
table_begin = Oben die Felder nennen und Enter drücken: Jedes Dokument bekommt eine Zeile.
table_hint = Eine Tabelle über alle Dokumente: /table in der Terminal-Oberfläche oder 'ragassist extract --field NAME'
key_save_workbook = Als Arbeitsmappe speichern
key_save_csv = Als CSV speichern
key_fields = Felder ändern
summary_sentences = Fasse die Quellen oben auf Deutsch zusammen, in { $count ->
    [one] genau einem Satz
   *[other] genau { $count } Sätzen
} und nur mit dem, was sie sagen. Setze hinter jeden Satz die Nummer seiner Quelle in Klammern, etwa [1].
document_empty = { $document } enthält keinen Text.
draft_instruction = Schreibe den gewünschten Text auf Deutsch, als fertigen Brief oder fertige Mail mit Anrede und Gruß. Nimm Tatsachen, Namen, Daten und Beträge nur aus den Quellen oben, und setze hinter jeden Satz, der eine verwendet, ihre Nummer in Klammern, etwa [1]. Wo etwas nicht bekannt ist, schreibe […].
draft_mark = Entwurf: vor dem Senden lesen
draft_refused = Das Modell hat keinen Entwurf geschrieben: sag mit anderen Worten, was das Schreiben erreichen soll.
draft_from = Entnommen aus { $documents }; was keine Nummer hat, stammt nicht aus den Dokumenten.
compare_instruction = Vergleiche auf Deutsch Punkt für Punkt, was { $names } dazu sagen, nur anhand der Quellen oben. Gib jedem Punkt eine Zeile, die beide Dokumente nennt und was jedes sagt, und setze hinter jede Aussage die Nummer ihrer Quelle in Klammern, etwa [1]. Sagt eines zu einem Punkt nichts, dann schreibe das.
compare_silent = { $document } sagt dazu in den gefundenen Abschnitten nichts.
compare_shared = Gemeinsam haben sie:
compare_done = Verglichen: { $names }, anhand von { $count ->
    [one] { $count } Abschnitt
   *[other] { $count } Abschnitten
}
part_missing = { $document } hat keinen Teil „{ $part }“.
parts_there = Es gibt: { $list }.
translate_no_model = Eine Übersetzung braucht ein Chatmodell, und keines ist installiert.
translate_long = Das ist lang: 'ragassist translate DATEI --into xx --output DATEI' schreibt es in eine Datei und macht nach einem Abbruch dort weiter.
translate_done = Übersetzung ({ $language }): { $read } von { $total ->
    [one] { $total } Abschnitt
   *[other] { $total } Abschnitten
} von { $document }
translate_doubtful = { $count ->
    [one] In einem Satz weichen Zahlen, Namen oder die Sprache vom Original ab: er ist markiert.
   *[other] In { $count } Sätzen weichen Zahlen, Namen oder die Sprache vom Original ab: sie sind markiert.
}
overview_topics = Themen:
kind_lookup = Frage
kind_summary = Zusammenfassung
kind_overview = Übersicht
kind_count = Zählung
kind_compare = Vergleich
kind_translate = Übersetzung
kind_extract = Tabelle
kind_draft = Entwurf
kind_smalltalk = Plauderei
kind_capability = Frage zum Programm
ask_otherwise = Als { $kind } stellen
translate_instruction = Übersetze den Text oben ins Deutsche, ganz, ohne etwas hinzuzufügen oder wegzulassen. Zahlen, Einheiten und Namen bleiben, wie sie sind. Schreibe nur die Übersetzung.

# Deep questions
no_tools = { $model } hat keine Werkzeuge, die hier bekannt sind: Es hat nach einer einzigen Suche geantwortet.
tool_used = { $call }: { $passages ->
    [one] 1 Abschnitt
   *[other] { $passages } Abschnitte
}
key_deep = Tiefer suchen
key_otherwise = Als andere Art stellen

# What the core says: errors, announcements, and why a file was skipped or read in part; the English is that of the sources
said_its_pages = { $unit ->
    [slide] seinen { $count } Folien
    [sheet] seinen { $count } Blättern
    [chapter] seinen { $count } Kapiteln
    [message] seinen { $count } Nachrichten
   *[page] seinen { $count } Seiten
}
said_its_page = { $unit ->
    [slide] seiner einzigen Folie
    [sheet] seinem einzigen Blatt
    [chapter] seinem einzigen Kapitel
    [message] seiner einzigen Nachricht
   *[page] seiner einzigen Seite
}
said_no_text_but_scan = kein Text auf { $pages }, wohl ein Scan: Tesseract liest ihn, wo es installiert ist
said_no_text_on = kein Text auf { $pages }
said_no_text = es enthält keinen Text
said_charset_unknown = Binärdaten oder ein unbekannter Zeichensatz: als UTF-8 speichern
said_not_text = trotz des Namens kein Text ({ $what })
said_not_its_charset = nennt { $charset } als Zeichensatz, ist es aber nicht (Byte { $n })
said_joined = { $first }; { $next }
said_joined_more = { $first }; und { $count } weitere
said_empty_file = leere Datei
said_save_as = als { $first } oder { $last } speichern
said_export_as = die Nachrichten als { $first } oder { $last } exportieren
said_format_not_read_but = das Format { $format } wird nicht gelesen: { $advice }
said_unpack = in einen Ordner entpacken
said_convert_to = in { $first } oder { $last } umwandeln
said_save_scan = als PDF speichern, dessen Scans gelesen werden
said_transcript = eine Abschrift als Text, SRT oder VTT würde gelesen
said_no_suffix = ohne Endung
said_format_not_read = das Format { $format } wird nicht gelesen
said_a_link = eine Verknüpfung: Verknüpfungen wird nicht gefolgt
said_not_regular = keine gewöhnliche Datei
said_too_large = größer als { $most } MB
said_path_missing = { $path } gibt es nicht: den Namen prüfen
said_path_closed = { $path } lässt sich nicht öffnen: { $why }
said_folder_closed = der Ordner lässt sich nicht öffnen: { $why }
said_cannot_look = lässt sich nicht ansehen: { $why }
said_changes = ändert sich beim Lesen: nochmals indexieren, wenn es fertig ist
said_cannot_open = lässt sich nicht öffnen: { $why }
said_cannot_read = lässt sich nicht lesen: { $why }
said_memory_needed = braucht zum Lesen mehr als { $most } MB
said_nested = zu tief verschachtelt
said_reader_failed = der Leser ist gescheitert ({ $why })
said_converter_nothing = { $program } findet nichts darin
said_converter_failed = { $program } kann es nicht lesen (Status { $n })
said_converter_slow = { $program } hat zum Lesen länger als { $seconds } s gebraucht
said_reader_crashed = der Leser ist abgestürzt ({ $why })
said_too_much_time = hat zum Lesen zu viel Rechenzeit gebraucht
said_text_too_long = ergibt mehr als { $most } MB Text
said_too_slow = hat zum Lesen länger als { $seconds } s gebraucht
said_ocr_failed = { $line }; OCR: { $why }
said_no_headers = keine E-Mail: es gibt keine Kopfzeilen
said_not_word = trotz des Namens kein Word-Dokument
said_encrypted = verschlüsselt: zuerst das Kennwort entfernen
said_not_opendocument = trotz des Namens kein OpenDocument
said_not_office = trotz des Namens kein Office-Dokument: öffnen und als DOCX, XLSX oder PPTX speichern
said_save_or_install = als DOCX, XLSX oder PPTX speichern, oder unter Linux LibreOffice installieren
said_old_office = im binären Format von Office vor 2007: { $advice }
said_not_presentation = trotz des Namens keine Präsentation
said_not_workbook = trotz des Namens keine Arbeitsmappe: als XLSX speichern
said_no_pages = keine Seiten darin
said_damaged_pdf = beschädigtes PDF ({ $why }): neu herunterladen oder erzeugen
said_pdf_saved = beschädigtes PDF ({ $why }): { $count ->
    [one] eine Seite ließ sich retten
   *[other] { $count } Seiten ließen sich retten
}
said_letters_unlikely = die Buchstaben können nicht die gedruckten sein: die Schriften sagen nicht, welche sie enthalten
said_letters_doubtful = einige Buchstaben können nicht die gedruckten sein: eine Schrift sagt nicht, welche sie enthält
said_empty_form = ein dynamisches XFA-Formular ohne lesbare Felder: im Adobe Reader öffnen und als PDF drucken
said_page_scan = kein Text: wohl ein Scan
said_letters_untold = die Schriften sagen nicht, welche Buchstaben sie enthalten
said_not_pdf = trotz des Namens kein PDF
said_pages_late = Seiten { $first }–{ $last }: nicht gelesen, das Dokument braucht zu lange
said_page_unreadable = nicht lesbar ({ $why })
said_on_page = Seite { $n }: { $what }
said_damaged_archive = beschädigtes Archiv: abgeschnitten oder nicht das, was der Name sagt
said_bomb = wäre entpackt größer als { $most } MB: eine Dekompressionsbombe
said_ends_early = beschädigt: die gepackten Daten enden zu früh
said_not_its_suffix = beschädigt: abgeschnitten oder nicht das, was die Endung { $suffix } sagt
said_no_json_line = keine Zeile ist gültiges JSON
said_not_rtf = trotz des Namens keine RTF-Datei
said_not_subtitles = trotz des Namens keine Untertitel: keine Zeile nennt Beginn und Ende
said_drm = durch DRM geschützt: es öffnet sich nur in der App des Verkäufers
said_no_html = es enthält kein HTML
said_folder_unmakeable = { $path } lässt sich nicht anlegen ({ $why }): mit --home einen anderen Ort wählen
said_conversations_lost = Die früheren Gespräche ließen sich nicht lesen, eine neue Datei wurde begonnen: nochmals versuchen
said_passage_invalid = Das Suchmodell gibt für einen Abschnitt keine Zahlen: 'ragassist models verify' ausführen
said_preparing_search = Suchmodell wird für diesen Prozessor vorbereitet, einmalig (etwa eine halbe Minute)
said_preparing_integers = Suchmodell wird in 8-Bit-Zahlen vorbereitet, einmalig (etwa eine halbe Minute)
said_preparing_ended = Die Vorbereitung des Suchmodells endete vorzeitig (Code { $n }): andere Programme schließen, falls der Speicher ausging
said_question_invalid = Das Suchmodell gibt für die Frage keine Zahlen: 'ragassist models verify' ausführen
said_process_since = Prozess { $number } (seit { $time })
said_another_process = ein anderer Prozess
said_writer_busy = Diese Bibliothek ändert gerade { $who }: bitte warten
said_folder_unwritable = { $path } lässt sich nicht beschreiben ({ $why }): Datenträger und Rechte prüfen
said_folder_kept = { $path } ist leer: { $count ->
    [one] ein Dokument von dort bleibt erhalten; --prune nimmt es heraus
   *[other] { $count } Dokumente von dort bleiben erhalten; --prune nimmt sie heraus
}
said_folder_gone = { $why }; { $count ->
    [one] ein Dokument von dort ist indexiert
   *[other] { $count } Dokumente von dort sind indexiert
}: wieder einhängen oder mit --prune herausnehmen
said_folder_emptied = { $path } ist leer, aber { $count ->
    [one] ein Dokument von dort ist indexiert
   *[other] { $count } Dokumente von dort sind indexiert
}: wieder einhängen oder mit --prune herausnehmen
said_no_files = { $path } enthält keine Dateien: einen Ordner mit Dokumenten wählen
said_folder_changed = { $path } enthält andere Dateien als früher: alle { $count } Dokumente von dort sind indexiert: wieder einhängen oder mit --prune herausnehmen
said_database_full = Datenbank oder Datenträger ist voll
said_library_unwritable = { $path } lässt sich nicht schreiben oder lesen ({ $why }): Platz schaffen oder den Datenträger prüfen; nichts Gespeichertes ist verloren
said_repair_interrupted = Die Reparatur von { $path } wurde unterbrochen: 'ragassist check --repair' führt sie fort
said_library_in_use = { $path } wird von einem anderen Prozess benutzt: nochmals versuchen, wenn er fertig ist
said_library_damaged = { $path } ist beschädigt ({ $why }): 'ragassist check --repair' rettet, was lesbar ist
said_library_newer = { $path } stammt von einem neueren ragassist: das Programm aktualisieren
said_library_being_read = { $path } wird von einem anderen Prozess gelesen: herausgenommene Dokumente sind nicht mehr zu finden, ihre letzten Bytes löscht die nächste Änderung der Bibliothek
said_library_closed = { $path } lässt sich nicht öffnen oder ändern ({ $why }): Datenträger und Rechte prüfen
said_until_then_words = { $why }; bis dahin wird nur im Volltext gesucht
said_made_with_words = Diese Bibliothek entstand mit dem Suchmodell { $old }, jetzt ist es { $new }: es wird nur im Volltext gesucht; 'ragassist index --re-embed' stellt um
said_chunks_older = Die Abschnitte dieser Bibliothek entstanden nach älteren Regeln: 'ragassist index --re-embed' macht neue
said_until_then_vectors = { $why }; bis dahin gelten die alten Vektoren
said_made_with_vectors = Diese Bibliothek entstand mit dem Suchmodell { $old }, jetzt ist es { $new }: die alten Vektoren gelten noch; 'ragassist index --re-embed' stellt um
said_last_question = Die letzte Frage wird noch beantwortet: stoppen oder warten
said_model_ended = Der Prozess des Chatmodells hat sich beendet ({ $why }): nochmals fragen
said_model_unstarted = Der Prozess des Chatmodells lässt sich nicht starten: nochmals fragen
said_model_killed = Der Prozess des Chatmodells wurde beendet: nochmals fragen, oder andere Programme schließen, falls der Speicher ausging
said_model_gone = Der Prozess des Chatmodells wurde inzwischen beendet: nochmals fragen
said_answer_overtaken = Eine andere Frage hat diese Antwort beendet: nochmals fragen
said_server_cut = Der Chatserver { $url } hat seine Antwort abgebrochen: nochmals fragen
said_server_refused = Der Chatserver { $url } hat abgelehnt ({ $status }: { $why }): nochmals fragen oder in sein Protokoll sehen
said_server_broke_off = Der Chatserver { $url } hat die Verbindung abgebrochen: nochmals fragen
said_server_not_json = Der Chatserver { $url } hat etwas anderes als JSON geantwortet: chat_url berichtigen
said_server_failed = Der Chatserver { $url } ist gescheitert ({ $why }): nochmals fragen oder in sein Protokoll sehen
said_server_key = Der Chatserver { $url } verlangt einen anderen Schlüssel ({ $status }): RAGASSIST_CHAT_KEY setzen
said_server_busy = Der Chatserver { $url } hat abgelehnt ({ $status }: { $why }): in einer Weile nochmals fragen
said_server_gone = Der Chatserver { $url } ist nicht erreichbar ({ $why }): prüfen, ob er läuft und chat_url stimmt
said_server_silent = Der Chatserver { $url } hat { $count } Sekunden lang nichts gesagt: nochmals fragen
said_server_path = Der Chatserver { $url } kennt { $path } nicht: chat_url berichtigen
said_no_field = Kein Feld ist genannt: nennen, wonach gesucht wird, etwa 'Monatsmiete'
said_fields_many = { $count } Felder sind genannt, höchstens { $most } werden zugleich gelesen: zwei Tabellen machen
said_field_nothing = '{ $field }' nennt kein Feld: nennen, wonach gesucht wird, etwa 'Monatsmiete'
said_field_long = Das Feld '{ $field }…' hat { $count } Zeichen, höchstens { $most } werden gelesen: kürzen
said_field_twice = '{ $first }' und '{ $field }' sind dasselbe Feld: nur einmal nennen
said_prompt_long = Die Frage, { $reserve } Token für Überlegung und Antwort und eine Quelle brauchen { $needed } Token, das Modell fasst { $most }: die Frage kürzen oder think_budget senken
said_no_chat_model_of_it = { $model } ist kein Chatmodell: ein anderes wählen
said_disk_short = In { $path } sind { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB frei und { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB nötig: zuerst Platz schaffen
said_close_programs = andere Programme schließen
said_memory_slow = { $model } braucht { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB Speicher (mindestens { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }), frei sind { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB: es wird langsam; { $advice }
said_memory_short = { $model } braucht { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB Speicher (mindestens { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }), frei sind { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB: { $advice }
said_close_or_pull = andere Programme schließen, oder { $name } holen, das { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB braucht
said_close_or_set = andere Programme schließen, oder chat_model auf { $name } setzen, das { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB braucht
said_taking_stand_in = Statt { $other } wird { $model } vom Paketindex geholt
said_hub_no_answer = Der Modell-Hub antwortet nicht ({ $why })
said_hub_silent = { $model } gibt es nur auf dem Hub, und der antwortet nicht: später versuchen oder --from PATH angeben
said_chat_model_path = { $path } gibt es nicht: chat_model berichtigen oder ein Modell holen
said_model_not_installed = { $model } ist nicht installiert: 'ragassist models pull { $name }' ausführen
said_fetching = { $model } wird von { $place } auf dem Hub geholt
said_hub_broke_off = Der Hub hat bei { $model } abgebrochen: { $why }; nochmals holen macht dort weiter
said_index_refused = Der Paketindex gab { $part } nicht heraus: { $why }; nochmals holen macht weiter
said_index_silent = Der Paketindex antwortet nicht
said_no_embedding_model = Kein Suchmodell ist installiert: 'ragassist models pull { $name }' ausführen
said_model_file_size = { $path } hat { $size } Bytes statt { $right }: 'ragassist models pull { $name }' ausführen
said_model_file_changed = { $path } wurde seit der Prüfung geändert: 'ragassist models pull { $name }' ausführen
said_no_chat_model = Kein Chatmodell ist installiert: 'ragassist models pull { $name }' ausführen
said_model_file_missing = { $path } fehlt: 'ragassist models pull { $name }' ausführen
said_documents_several = '{ $name }' passt auf { $count } Dokumente: { $names }; eines davon nennen
said_document_unknown = '{ $name }' nennt kein Dokument der Bibliothek; 'ragassist list' zeigt sie
said_file_gone = { $path } ist nicht mehr da: den Ordner neu indexieren
said_viewer_missing = { $program } ist nicht da, um die Datei zu öffnen: viewer in settings.toml setzen
said_viewer_unsplit = viewer in settings.toml enthält ein einzelnes Anführungszeichen oder einen einzelnen Backslash: berichtigen
said_document_not_held = { $path }: nichts davon ist in der Bibliothek; F2 zeigt, was da ist
said_library_gone = Die Bibliothek { $library } dieses Gesprächs gibt es nicht mehr: mit Ctrl+N ein neues Gespräch beginnen
said_document_removed = { $names }: nicht mehr in der Bibliothek; nach Dokumenten fragen, die 'ragassist list' zeigt
said_documents_many = '{ $name }' passt auf { $count } Dokumente: { $names } und { $more } weitere; eines davon nennen
said_filter_fits_none_in = Kein Dokument passt zum Filter (es gibt { $count ->
    [one] ein Dokument
   *[other] { $count } Dokumente
} in { $languages }): 'ragassist list' zeigt alle
said_filter_fits_none = Kein Dokument passt zum Filter (es gibt { $count ->
    [one] ein Dokument
   *[other] { $count } Dokumente
}): 'ragassist list' zeigt alle
said_question_empty = Die Frage ist leer: etwas fragen
said_question_long = Die Frage hat { $count } Zeichen, höchstens { $most } werden gelesen: kürzen
said_question_wordless = Die Frage enthält keine Wörter: in Worten fragen
said_measuring_gpu = Einmalig wird gemessen, ob die GPU schneller antwortet als der Prozessor
said_gpu_failed = Die GPU ist gescheitert ({ $why }): ab jetzt antwortet der Prozessor; 'ragassist models tune' misst neu
said_measuring_languages = Die Sprachen des Suchmodells werden vermessen, einmalig (eine halbe Minute)
said_not_written = { $path } lässt sich nicht schreiben: { $why }; ragassist in einem eigenen Ordner starten
said_no_network = Dieser Prozess kann nicht online gehen: mit Ctrl+Q verlassen und 'ragassist models pull' ausführen
said_pull_ended = Das Holen der Modelle endete ohne Angabe eines Grundes
said_theme_key = { $name } ist keine Farbe eines Farbschemas; bekannt sind dark, { $names }
said_theme_unreadable = { $file } lässt sich nicht lesen: { $why }
said_theme_colour = { $name } = { $value } ist keine Farbe: wie #7da6cf schreiben
said_disk_full = kein Platz auf dem Datenträger
said_not_allowed = keine Berechtigung
said_not_there = Datei oder Ordner nicht gefunden
said_read_only = nur lesbares Dateisystem
said_converter_unguarded = { $program } wird nicht gestartet: dieses System kann es nicht vom Netz fernhalten
said_converter_not_run = { $program } lässt sich darauf nicht anwenden: { $why }
said_reader_unstarted = der Leser ließ sich nicht starten
said_page_undrawn = Seite { $n } lässt sich nicht zeichnen
said_page_undrawn_why = Seite { $n } lässt sich nicht zeichnen ({ $why })
said_ocr_script = keine installierte Sprache von Tesseract wird in der Schrift { $script } geschrieben
said_ocr_language = die Buchstaben gehören zu keiner installierten Sprache von Tesseract
said_ocr_unstarted = Tesseract lässt sich nicht starten
said_ocr_unstarted_why = Tesseract lässt sich nicht starten: { $why }
said_ocr_ended = Tesseract endete mit Status { $n }
said_ocr_slow = hat länger als { $seconds } s gedauert
said_ocr_not_tried = nicht versucht, weil vorher zu viele Seiten zu lange gedauert haben
said_not_hancom = trotz des Namens kein Dokument von Hancom Office
said_open_and_export = im eigenen Programm öffnen und als PDF, DOCX, XLSX oder PPTX exportieren
said_no_preview = ein Dokument von Apple ohne Vorschau als PDF: { $advice }
said_not_outlook = trotz des Namens keine Nachricht von Outlook
said_no_xml = beschädigt: es enthält kein XML
said_office_without_text = ein Office-Dokument ohne Text
said_not_apple_mail = keine Nachricht von Apple Mail: die Länge fehlt
said_damaged_message = beschädigte Nachricht ({ $why })
said_embedded_missing = fehlt in der Datei
said_cannot_unpack = lässt sich nicht entpacken
said_damaged_pdf_why = beschädigtes PDF ({ $why })
said_not_calendar = trotz des Namens kein Kalender
said_not_references = trotz des Namens kein Literaturnachweis: keine Zeile beginnt mit einem Kürzel wie 'TI  - '
said_not_address_book = trotz des Namens kein Adressbuch
said_bomb_parts = wäre entpackt { $most } MB in { $count } Teilen: eine Dekompressionsbombe
said_parts_same_name = beschädigtes Archiv: zwei Teile haben denselben Namen
said_parts_overlap = die Teile überlappen sich: eine Dekompressionsbombe
said_attachment_unread = Anhang { $name }: nicht gelesen: { $why }
said_attachment_partly = Anhang { $name }: { $what }
said_attachments_many = Anhang { $name } und die folgenden: nicht gelesen: mehr als { $most } Dateien
said_no_reader_for = kein Leser für { $suffix }
said_no_reader = kein Leser für eine Datei ohne Endung
said_file_too_deep = es steckt in einer Datei in einer Datei in einer Datei
said_files_before_slow = die Dateien davor haben zu lange gebraucht
said_attachments_large = die Anhänge sind zusammen größer als { $most } MB
said_declares_type = beschädigt: das XML nennt einen Dokumenttyp, den kein Office-Programm schreibt
said_damaged_notebook = beschädigtes Notebook ({ $why })
said_damaged_rtf = beschädigtes RTF
said_damaged_table = beschädigte Tabelle ({ $why })
said_damaged_epub = beschädigtes EPUB: es hat weder ein Kapitelverzeichnis noch Seiten
said_page_too_large = eine zu große Seite für den Speicher, den ein Dokument belegen darf: aufteilen
said_web_archive_empty = beschädigtes Webarchiv: es enthält keine Seite
said_parts_nested = die Teile sind zu tief verschachtelt
said_entities_trap = der Dokumenttyp bringt Entitäten mit, was eine Falle sein kann: ohne sie speichern
said_draws_itself = sie zeichnet sich immer wieder selbst
said_model_unloadable = { $path } lässt sich nicht laden, es ist abgeschnitten oder zu neu: 'ragassist models verify' ausführen
said_model_no_room = { $name } hat keinen Platz für { $count } Token: andere Programme schließen oder context_size senken
said_model_not_gguf = { $path } ist kein GGUF-Modell: mit 'ragassist models pull' neu holen
said_model_unopened = { $path } lässt sich nicht öffnen: { $why }
said_evaluation_failed = { $name } konnte den Prompt nicht auswerten (llama.cpp-Code { $code }): nochmals fragen
said_settings_unreadable = { $path } lässt sich nicht lesen: { $why }; berichtigen oder entfernen
said_settings_unchangeable = { $path } lässt sich nicht ändern: { $why }
said_weights_damaged = die geholten Gewichte von { $name } sind beschädigt und wurden entfernt: das Modell neu holen
said_model_file_lacking = { $path } enthält { $file } nicht: das Modell neu holen
