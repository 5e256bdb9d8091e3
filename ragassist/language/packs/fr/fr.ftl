# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = français
instruction_to_answer = Réponds à la question en français, en une à trois phrases courtes, uniquement à partir des sources ci-dessus.
instruction = { instruction_to_answer } Après chaque affirmation, indique le numéro de sa source entre crochets, comme [1]. Si les sources ne contiennent pas la réponse, écris seulement : { refusal }
refusal = Je ne trouve pas cela dans vos documents.
opening = Selon les documents,
nearest = Les passages les plus proches sont :
nearest_passages = Passages proches
no_model = Aucun modèle de chat n'est installé ; voici les passages les plus pertinents :
source_n = la source { $n }
unsupported = non confirmé par sa source
unconfirmed = Aucune source ne confirme cette réponse : vérifiez vous-même les passages.
does_not_reason = { $model } ne raisonne pas : il a répondu directement.
dropped = { $count ->
    [one] Un autre passage ne tenait pas dans l'invite.
   *[other] { $count } autres passages ne tenaient pas dans l'invite.
}
forgotten = Les plus anciennes questions de cette conversation ne tenaient pas dans l'invite.
shortened = Un long passage a été raccourci pour tenir dans l'invite.
sources = Sources
partly_indexed = { $percent } % de ce qui a été trouvé est indexé pour l'instant
phrase_not_found = Aucun passage ne contient « { $phrase } » mot pour mot ; voici ce qui s'en approche le plus
thinking = Réflexion
empty_library = Cette bibliothèque est vide. Appuyez sur Ctrl+O pour indexer un dossier.
no_chat_model = Aucun modèle de chat n'est installé : les réponses citent des passages. Lancez 'ragassist models pull lfm2-2.6b-exp'.
stopped = arrêté
indexing = Indexation
folder_to_index = Dossier à indexer
loading = Chargement du modèle
searching = Recherche
reading_prompt = Lecture des sources
searched = Recherche terminée
answering = Réponse
found_meanwhile = Déjà trouvé, la lecture continue :
offline = hors ligne
no_sources = Les sources de la réponse s'affichent ici.
no_source_n = Il n'y a pas de source { $n } ici
motto = Des réponses tirées de vos propres documents. Rien ne quitte cette machine.
library = Bibliothèque
chat_model = Modèle de chat
embedding_model = Modèle de recherche
starting = Démarrage
documents = documents
passages = passages
files = fichiers
indexed = indexé
partial = partiel
skipped = ignoré
first_word = premier mot après
tokens = jetons
characters = caractères
reused = réutilisés
too_long = Trop long : { $most } caractères au plus
still_answering = Réponse en cours : Esc l'arrête
key_index = Indexer un dossier
key_start = Lancer
key_complete = Compléter
key_stop = Arrêter
key_stop_indexing = Arrêter l'indexation
key_pause_indexing = Suspendre l'indexation, reprendre
paused = suspendu
key_open = Ouvrir la source
key_copy = Copier la réponse
key_copy_quote = Copier l'extrait
key_next = Suivante
key_previous = Précédente
key_close = Fermer
key_quit = Quitter
chat_server = modèle de chat :
key_help = Aide
key_library = Bibliothèque
key_sessions = Conversations
key_inspect = Examiner la réponse
key_models = Modèles
key_settings = Réglages
key_palette = Toutes les actions
key_back = Retour
key_copy_plain = Copier la réponse sans citations
key_copy_citation = Copier la référence
key_open_file = Ouvrir le fichier
key_retry = Reposer la question
key_edit = Modifier la dernière question
key_new = Nouvelle conversation
key_rename = Renommer
key_delete = Supprimer définitivement
key_markdown = Enregistrer en Markdown
key_json = Enregistrer en JSON
key_find = Chercher
key_remove = Retirer
key_reindex = Indexer à nouveau
key_watch = Suivre les changements
key_verify = Vérifier
key_pull = Obtenir les modèles (en ligne)
key_yes = Oui
key_no = Non
session = Conversation
questions = Questions
when = Dernier
inspect = Ce qui fonde la réponse
models = Modèles
settings = Réglages
document = Document
state = État
spoken = Lang
size = Taille
model = Modèle
role = Pour
role_chat = réponses
role_search = recherche
licence = Licence
installed = installé
available = absent
waiting = en attente
watching = changements suivis
score = Score
by_meaning = Sens
by_words = Mots
seen_by_model = Ce que le modèle a vu
together = en tout
no_prompt = Pas d'invite à montrer : aucun modèle n'a été interrogé pour cette réponse, ou elle date d'une session antérieure.
no_sessions = Rien trouvé : les conversations sont gardées ici dès la première réponse.
find_action = Chercher une action
no_action = Aucune action ne correspond.
find_documents = Chercher un document par son nom
find_sessions = Chercher un mot dans les conversations
remove_question = Retirer ceci de la bibliothèque ? Les fichiers eux-mêmes restent en place.
delete_question = Supprimer définitivement cette conversation ? Rien n'en pourra être récupéré.
written_to = Écrit dans { $path }
verifying = Vérification de { $name } …
whole = { $name } est intact
tokens_a_second = jetons/s
setting = Réglage
value = Valeur
automatic = automatique
on = activé
off = désactivé
set_language = Langue
set_think = Raisonnement
set_think_budget = Budget de raisonnement
set_context_tokens = Budget de sources
set_theme = Couleurs
set_bidi = Texte de droite à gauche
about_language = La langue des réponses et du programme ; automatique : celles de la question et du système.
about_think = Si le modèle raisonne avant de répondre ; automatique : quand les langues diffèrent.
about_think_budget = Jetons de raisonnement après lesquels la réponse est demandée.
about_context_tokens = Jetons de sources lus par le modèle ; chacun retarde le premier mot.
about_bidi = Qui ordonne l'arabe : le terminal (terminal) ou le programme (program) ; automatique connaît certains terminaux.
help_text = Hors de la zone de question, un chiffre ouvre la source de ce numéro ; Tab mène aux sources. Les touches se règlent dans settings.toml sous [keys], par les noms à droite.
step_command = Quittez par Ctrl+Q et lancez : ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = Sources
key_earlier = Sources d'une réponse précédente
ninth_language = La question semble être en { $name }, langue dans laquelle je ne réponds pas ; la réponse est en français.
other_language = Le modèle ne s'en est pas tenu au français dans cette réponse.
left_out = La suite de la réponse était dans une autre langue et a été omise.
crashed = L'interface s'est arrêtée à cause d'une erreur interne ({ $problem }). Bibliothèque et conversations sont conservées : relancez-la.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = page { $n }
pages_n = pages { $n }
slide_n = diapositive { $n }
sheet_n = feuille { $n }
chapter_n = chapitre { $n }
message_n = message { $n }
line_n = ligne { $n }
lines_n = lignes { $n }
row_n = ligne { $n }
rows_n = lignes { $n }
cell_n = cellule { $n }
cells_n = cellules { $n }
documents_counted = { $count ->
    [one] { $shown } document
   *[other] { $shown } documents
}
passages_counted = { $count ->
    [one] { $shown } passage
   *[other] { $shown } passages
}
files_counted = { $count ->
    [one] { $shown } fichier
   *[other] { $shown } fichiers
}
waiting_counted = { $count ->
    [one] { $shown } en attente
   *[other] { $shown } en attente
}
conversations_counted = { $count ->
    [one] { $shown } conversation
   *[other] { $shown } conversations
}
indexed_counted = { $count ->
    [one] { $shown } indexé
   *[other] { $shown } indexés
}
unchanged_counted = { $count ->
    [one] { $shown } inchangé
   *[other] { $shown } inchangés
}
removed_counted = { $count ->
    [one] { $shown } retiré
   *[other] { $shown } retirés
}
partial_counted = { $count ->
    [one] { $shown } partiel
   *[other] { $shown } partiels
}
skipped_counted = { $count ->
    [one] { $shown } ignoré
   *[other] { $shown } ignorés
}
tokens_counted = { $count ->
    [one] { $shown } jeton
   *[other] { $shown } jetons
}
refused_counted = { $count ->
    [one] { $shown } refusée
   *[other] { $shown } refusées
}
earlier_counted = { $count ->
    [one] { $shown } question plus ancienne : F3 l'ouvre
   *[other] { $shown } questions plus anciennes : F3 les ouvre
}
getting_models = Récupération des modèles
pull_failed = Les modèles ne sont pas arrivés : { $problem }. Ctrl+G reprend à partir de ce qui est là. Sans réseau, un dossier ou une clé suffit : ragassist models import PATH
online = en ligne : récupération des modèles
seconds_left = encore { $count } s environ
minutes_left = encore { $count } min environ
hours_left = encore { $count } h environ
key_scroll = Défiler
key_move = Se déplacer
key_zoom = Page entière
key_newest = Dernière réponse
new_answer = nouvelle réponse : Ctrl+Fin
draft_kept = Votre texte est gardé : ↓ le ramène
copied_by = Copié par { $name }
copied_by_terminal = Envoyé au terminal (OSC 52). S'il n'arrive pas, installez wl-copy ou xclip
key_stop_pull = Arrêter le téléchargement
key_libraries = Autre bibliothèque
find_library = Trouver une bibliothèque, ou en créer une
new_library = nouvelle
leaving = Fin des travaux en cours …
counting = Comptage
nothing_to_index = Aucun fichier à indexer ici
whole_home_question = C'est tout votre dossier personnel. Tout indexer ?
many_files_question = Cela fait beaucoup de fichiers : l'indexation peut durer des heures. Commencer ?
key_use = Utiliser
in_use = utilisé
embed_anew_question = Autre modèle de recherche : tous les passages sont à recalculer (ragassist index --re-embed). L'utiliser ?
used_from_now_on = { $name } est utilisé désormais
key_read = Lire
step_repair = Quittez avec Ctrl+Q et lancez : ragassist check --repair
help_chat = Écrivez une question et appuyez sur Entrée. La réponse nomme ses sources ; les passages sont à côté.
help_page = Les flèches déplacent, Entrée fait ce que dit la ligne du bas, Esc ramène à la conversation.
help_enter = Envoyer la question ; ouvrir ce qui est au curseur
help_esc = Arrêter la réponse ; revenir
help_tab = De la question aux sources et retour
help_arrows = Questions précédentes ; se déplacer dans une liste
help_digits = Dans les sources : la source de ce numéro
key_resume = Continuer
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
whole_seconds = { $count } s
help_sources = Les sources de la réponse, celles qui sont citées d'abord. La page à côté de la liste met en évidence ce qui est cité ; I montre une page PDF en image, O ouvre le fichier lui-même.
bell = cloche
desktop = bureau
by_terminal = le terminal
by_program = le programme
key_open_library = Ouvrir la bibliothèque
theme_problem = thème { $name } : { $problem }
key_larger = Plus grand
key_smaller = Plus petit
key_unfold = Déplier
key_to_tree = Dossiers
step_models = Ctrl+G les obtient ({ $size }) ; on vous demande avant d'aller en ligne
pull_question = Cela va en ligne, une seule fois : { $size } depuis le dépôt de modèles ou l'index de paquets. Le modèle de chat est sous LFM Open License v1.0 (usage commercial gratuit seulement sous 10 M US$ de revenu annuel). Oui l'accepte. Ctrl+X arrête le téléchargement à tout moment, et le suivant reprend de là. Ensuite, ce programme ne peut plus aller en ligne.
step_folder = Ctrl+O : choisissez un de vos dossiers
step_sample = Ctrl+T : découvrir une petite bibliothèque d'exemple
step_libraries = Ctrl+L : ouvrir une autre bibliothèque ({ $names })
step_ask = Écrivez-la ci-dessous et appuyez sur Entrée
step_suggested = ou prenez-en une avec ↓ :
folder = Dossier
question = Question
key_sample = Bibliothèque d'exemple
no_match = Rien ne correspond. Esc vide la recherche.
enter = Entrée
quoted = « { $text } »
about_hours = environ { $count } h d'indexation
about_minutes = environ { $count } min d'indexation
below_a_minute = moins d'une minute d'indexation
key_filter = Par état
key_ask_only = Interroger seulement ceci
key_read_again = Relire seulement ceci
key_fold = Plier
only_state = seulement { $state }
key_picture = Page en image
no_picture = Seules les pages de fichiers PDF encore présents s'affichent en image
picture_failed = Cette page ne peut pas être montrée en image : { $problem }
key_jump = Sauter
jump_hint = Une lettre mène là, Esc reste ici
help_library = Les documents de cette bibliothèque par dossier, chacun avec ce qu'il en est. La ligne du bas dit pourquoi un fichier a été ignoré ; à côté se trouve ce qui en a été lu.
help_sessions = Les conversations gardées sur cette machine. Entrée en poursuit une dans sa bibliothèque ; / trouve un mot dans toutes.
help_inspect = Ce sur quoi repose la réponse : les passages trouvés avec leurs scores, et dessous exactement ce que le modèle a vu.
help_models = Les modèles connus et ceux qui sont ici. ● marque ceux en service ; Entrée en prend un autre, V vérifie que ses fichiers sont entiers.
help_settings = Les réglages souvent changés ; ← et → en changent un aussitôt. Tous les autres sont dans settings.toml.
set_notice = Avis de réponse
about_notice = Ce qui annonce une réponse qui a pris plus de dix secondes : rien, la cloche du terminal, ou un avis du bureau.
answer_ready = La réponse est là
about_theme = dark, light, contrast, plain (aucune couleur, comme NO_COLOR), ou un des vôtres dans le dossier themes.
key_summary = Résumer
summary_of = Résumé
outline = Plan
no_outline = Ce document n'a pas de titres.
help_summary = Le résumé d'un document à côté de son plan. Un numéro du résumé ouvre le passage sur lequel il repose ; Entrée dans le plan lit cette section.
key_translate = Traduire
key_export = Exporter la conversation en Markdown
translation_of = Traduction
translate_into = Traduire en
key_save_text = Enregistrer
nothing_kept = Rien de cette conversation n'est conservé : il n'y a rien à exporter.
help_translation = Un document dans une autre langue, phrase par phrase, à côté de son plan. Ce qui diffère de l'original par les nombres ou les noms est marqué ; S enregistre ce qui est là.
help_table = Un tableau des documents, ou de ceux auxquels @ limite les questions. Nommez les champs dans la ligne du haut et appuyez sur Entrée : chaque document reçoit une ligne dès qu'il est lu. Entrée sur une cellule ouvre sa source ; Esc arrête et garde ce qui est là.
sources_confirm_counted = { $count ->
    [one] { $shown } source confirme
   *[other] { $shown } sources confirment
}
details = détails

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] Cette bibliothèque est vide : « ragassist index DOSSIER », ou Ctrl+O dans l'interface, la remplit.
    [1] Cette bibliothèque contient un document.
   *[other] Cette bibliothèque contient { $documents } documents.
}
request_try = Vous pourriez demander :
request_suggestion = Que dit { $document } sur « { $heading } » ?
request_capability = Je réponds aux questions sur les documents de cette bibliothèque, et chaque affirmation indique sa page. Langues : { $languages }. Je peux aussi résumer, comparer et traduire des documents, en tirer des brouillons de lettres, les lister et les compter. Je lis PDF, fichiers bureautiques, pages web, livres, courriels et textes, et les numérisations là où Tesseract est installé. Rien ne quitte cet ordinateur : documents, questions et réponses restent ici, et aucune connexion n'est ouverte. « ragassist index DOSSIER » ajoute des documents, Ctrl+O dans l'interface ; F1 montre toutes les touches.
summary_instruction = Résume les sources ci-dessus en français, en une à trois phrases courtes, uniquement avec ce qu'elles disent. Après chaque affirmation, indique le numéro de sa source entre crochets, comme [1].
summary_question = Résume le texte ci-dessus en quelques phrases complètes, sans liste.
summary_which = De quel document parlez-vous ?
summary_quoted = Les phrases les plus centrales, mot pour mot (aucun modèle de chat n'est installé) :
summary_done = Résumé de { $read ->
    [one] { $read } passage
   *[other] { $read } passages
} sur { $total } de { $document }
greeting_example = Bonjour, salut !
thanks_example = Merci beaucoup, ça m'a aidé.
goodbye_example = Au revoir, à demain.
greeting = Bonjour ! Posez-moi une question sur vos documents.
thanks = De rien.
goodbye = Au revoir !
overview_types = Par type : { $list }
overview_languages = Par langue : { $list }
overview_newest = Derniers modifiés : { $list }
overview_skipped = { $count ->
    [one] Un fichier n'a pas pu être lu : « ragassist list » dit pourquoi.
   *[other] { $count } fichiers n'ont pas pu être lus : « ragassist list » dit pourquoi.
}
overview_more = … et { $count } de plus : « ragassist list » les montre tous.
overview_about = Ces documents correspondent :
count_result = { $count ->
    [one] { $count } document sur { $total } ({ $criteria })
   *[other] { $count } documents sur { $total } ({ $criteria })
}
count_type = type { $type }
count_language = en { $language }
count_year = de { $year } par modification ou nom
count_words = avec « { $words } »
count_filed = nommés ou classés sous « { $words } », ou par leur début
document_none = Aucun document ne correspond à « { $words } ».
count_near = Par le sens, les plus proches sont :
count_pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
scope_hint = ici seulement ; Retour arrière enlève le dernier
ask_here = Votre question, Entrée envoie ; @ document, / commande

# Tables over documents
table = Tableau
key_table = Tableau des documents
table_field = Champ
table_normal = forme normale
table_place = emplacement
table_quote = citation
table_check = vérification
table_confirmed = confirmé par sa source
table_values = Valeurs
table_empty = il ne contient aucun texte
table_waiting = il n'est pas encore indexé
table_changed = il a changé pendant la lecture : refaites le tableau
table_takes = { $count ->
    [one] Un document à lire : { $time }. Après une interruption, la même commande continue.
   *[other] { $count } documents à lire : { $time }. Après une interruption, la même commande continue.
}
passages_take = { $count ->
    [one] Un passage à lire : { $time }. Ce qui est fait est conservé.
   *[other] { $count } passages à lire : { $time }. Ce qui est fait est conservé.
}
table_no_model = Un tableau demande un modèle de chat, et aucun n'est installé.
table_which = Quelles colonnes le tableau doit-il avoir ? Nommez-les : « un tableau du bailleur et du loyer mensuel ».
table_long = { $documents } documents, c'est trop pour un tableau dans une réponse : faites-le écrire dans un fichier.
table_done = { $documents ->
    [0] Aucun document
    [one] Un document
   *[other] { $documents } documents
} ; { $filled ->
    [one] { $filled } cellule sur { $cells } a une valeur
   *[other] { $filled } cellules sur { $cells } ont une valeur
}
table_unsupported = { $percent } % des valeurs ({ $count }) ne sont pas confirmées par leur source
table_fields_hint = Champs, séparés par des virgules : bailleur, loyer mensuel
table_begin = Nommez les champs ci-dessus et appuyez sur Entrée : chaque document aura une ligne.
table_hint = Un tableau de tous les documents : /table dans l'interface du terminal, ou 'ragassist extract --field NOM'
key_save_workbook = Enregistrer en classeur
key_save_csv = Enregistrer en CSV
key_fields = Changer les champs
summary_sentences = Résume les sources ci-dessus en français, en { $count ->
    [one] exactement une phrase
   *[other] exactement { $count } phrases
}, uniquement avec ce qu'elles disent. Après chaque phrase, mets le numéro de sa source entre crochets, par exemple [1].
document_empty = { $document } ne contient aucun texte.
draft_instruction = Écris en français le texte demandé, comme une lettre ou un courriel achevé, avec formule d'appel et formule de politesse. Prends les faits, noms, dates et montants uniquement dans les sources ci-dessus, et mets le numéro de la source entre crochets après chaque phrase qui en utilise une, par exemple [1]. Là où une chose n'est pas connue, écris […].
draft_mark = Brouillon : à relire avant l'envoi
draft_refused = Le modèle n'a pas écrit de brouillon : dites autrement ce que la lettre doit obtenir.
draft_from = Tiré de { $documents } ; ce qui n'a pas de numéro ne vient pas des documents.
compare_instruction = Compare en français, point par point, ce que { $names } disent à ce sujet, uniquement d'après les sources ci-dessus. Donne à chaque point une ligne qui nomme les deux documents et ce que dit chacun, et mets le numéro de la source entre crochets après chaque affirmation, par exemple [1]. Si l'un d'eux ne dit rien sur un point, écris-le.
compare_silent = { $document } n'en dit rien dans les passages trouvés.
compare_shared = Ils ont en commun :
compare_done = Comparaison de { $names } d'après { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
part_missing = { $document } n'a pas de « { $part } ».
parts_there = On y trouve : { $list }.
translate_no_model = Une traduction demande un modèle de chat, et aucun n'est installé.
translate_long = C'est long : « ragassist translate FICHIER --into xx --output FICHIER » l'écrit dans un fichier et reprend là où il a été arrêté.
translate_done = Traduction ({ $language }) : { $read ->
    [one] { $read } passage
   *[other] { $read } passages
} sur { $total } de { $document }
translate_doubtful = { $count ->
    [one] Dans une phrase, des nombres, des noms ou la langue diffèrent de l'original : elle est marquée.
   *[other] Dans { $count } phrases, des nombres, des noms ou la langue diffèrent de l'original : elles sont marquées.
}
overview_topics = Thèmes :
kind_lookup = question
kind_summary = résumé
kind_overview = vue d'ensemble
kind_count = décompte
kind_compare = comparaison
kind_translate = traduction
kind_extract = tableau
kind_draft = brouillon
kind_smalltalk = conversation
kind_capability = question sur le programme
ask_otherwise = Poser comme { $kind }
translate_instruction = Traduis le texte ci-dessus en français, en entier, sans rien ajouter ni omettre. Les nombres, les unités et les noms restent tels quels. N'écris que la traduction.

# Deep questions
no_tools = { $model } n'a pas d'outils connus ici : il a répondu après une seule recherche.
tool_used = { $call } : { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}
key_deep = Chercher plus loin
key_otherwise = Poser comme un autre type

# What the core says: errors, announcements, and why a file was skipped or read in part; the English is that of the sources
said_its_pages = { $unit ->
    [slide] ses { $count } diapositives
    [sheet] ses { $count } feuilles
    [chapter] ses { $count } chapitres
    [message] ses { $count } messages
   *[page] ses { $count } pages
}
said_its_page = { $unit ->
    [slide] son unique diapositive
    [sheet] son unique feuille
    [chapter] son unique chapitre
    [message] son unique message
   *[page] son unique page
}
said_no_text_but_scan = pas de texte sur { $pages }, sans doute un scan : Tesseract le lit s'il est installé
said_no_text_on = pas de texte sur { $pages }
said_no_text = il ne contient aucun texte
said_charset_unknown = données binaires ou jeu de caractères inconnu : enregistrez-le en UTF-8
said_not_text = pas du texte malgré son nom ({ $what })
said_not_its_charset = s'annonce en { $charset } mais ne l'est pas (octet { $n })
said_joined = { $first } ; { $next }
said_joined_more = { $first } ; et { $count } de plus
said_empty_file = fichier vide
said_save_as = enregistrez-le en { $first } ou { $last }
said_export_as = exportez ses messages en { $first } ou { $last }
said_format_not_read_but = le format { $format } n'est pas lu : { $advice }
said_unpack = décompressez-le dans un dossier
said_convert_to = convertissez-le en { $first } ou { $last }
said_save_scan = enregistrez-le en PDF, dont les scans sont lus
said_transcript = une transcription en texte, SRT ou VTT serait lue
said_no_suffix = sans extension
said_format_not_read = le format { $format } n'est pas lu
said_a_link = un lien : les liens ne sont pas suivis
said_not_regular = pas un fichier ordinaire
said_too_large = plus de { $most } Mo
said_path_missing = { $path } n'existe pas : vérifiez son nom
said_path_closed = impossible d'ouvrir { $path } : { $why }
said_folder_closed = impossible d'ouvrir le dossier : { $why }
said_cannot_look = inaccessible : { $why }
said_changes = change pendant la lecture : indexez à nouveau quand il sera terminé
said_cannot_open = impossible à ouvrir : { $why }
said_cannot_read = impossible à lire : { $why }
said_memory_needed = demande plus de { $most } Mo pour être lu
said_nested = imbrication trop profonde
said_reader_failed = son lecteur a échoué ({ $why })
said_converter_nothing = { $program } n'y trouve rien
said_converter_failed = { $program } ne peut pas le lire (code { $n })
said_converter_slow = { $program } a mis plus de { $seconds } s à le lire
said_reader_crashed = son lecteur s'est arrêté ({ $why })
said_too_much_time = demande trop de temps de calcul pour être lu
said_text_too_long = donne plus de { $most } Mo de texte
said_too_slow = a demandé plus de { $seconds } s de lecture
said_ocr_failed = { $line } ; OCR : { $why }
said_no_headers = pas un courriel : il n'a pas d'en-têtes
said_not_word = pas un document Word malgré son nom
said_encrypted = chiffré : retirez d'abord son mot de passe
said_not_opendocument = pas un OpenDocument malgré son nom
said_not_office = pas un document Office malgré son nom : ouvrez-le et enregistrez-le en DOCX, XLSX ou PPTX
said_save_or_install = enregistrez-le en DOCX, XLSX ou PPTX, ou sous Linux installez LibreOffice
said_old_office = dans le format binaire d'Office d'avant 2007 : { $advice }
said_not_presentation = pas une présentation malgré son nom
said_not_workbook = pas un classeur malgré son nom : enregistrez-le en XLSX
said_no_pages = il n'a pas de pages
said_damaged_pdf = PDF endommagé ({ $why }) : téléchargez-le ou refaites-le
said_pdf_saved = PDF endommagé ({ $why }) : { $count ->
    [one] une page a pu être sauvée
   *[other] { $count } pages ont pu être sauvées
}
said_letters_unlikely = ses lettres ne peuvent pas être celles imprimées : ses polices ne disent pas lesquelles elles contiennent
said_letters_doubtful = certaines lettres ne peuvent pas être celles imprimées : une police ne dit pas lesquelles elle contient
said_empty_form = un formulaire XFA dynamique sans champ lisible : ouvrez-le dans Adobe Reader et imprimez-le en PDF
said_page_scan = pas de texte : sans doute un scan
said_letters_untold = ses polices ne disent pas quelles lettres elles contiennent
said_not_pdf = pas un PDF malgré son nom
said_pages_late = pages { $first }–{ $last } : non lues, le document demande trop de temps
said_page_unreadable = illisible ({ $why })
said_on_page = page { $n } : { $what }
said_damaged_archive = archive endommagée : tronquée ou différente de ce que dit son nom
said_bomb = se décompresse en plus de { $most } Mo : une bombe de décompression
said_ends_early = endommagé : ses données compressées s'arrêtent trop tôt
said_not_its_suffix = endommagé : tronqué ou différent de ce que dit l'extension { $suffix }
said_no_json_line = aucune de ses lignes n'est du JSON valide
said_not_rtf = pas un fichier RTF malgré son nom
said_not_subtitles = pas des sous-titres malgré son nom : aucune ligne ne dit de quand à quand
said_drm = protégé par DRM : il ne s'ouvre que dans l'application de son vendeur
said_no_html = il ne contient pas de HTML
said_folder_unmakeable = impossible de créer { $path } ({ $why }) : choisissez un autre endroit avec --home
said_conversations_lost = Les conversations passées n'ont pas pu être lues et un nouveau fichier a été commencé : réessayez
said_passage_invalid = Le modèle de recherche ne donne pas de nombres pour un passage : lancez 'ragassist models verify'
said_preparing_search = préparation du modèle de recherche pour ce processeur, une seule fois (environ une demi-minute)
said_preparing_integers = préparation du modèle de recherche en entiers de 8 bits, une seule fois (environ une demi-minute)
said_preparing_ended = La préparation du modèle de recherche s'est arrêtée (code { $n }) : fermez d'autres programmes si la mémoire a manqué
said_question_invalid = Le modèle de recherche ne donne pas de nombres pour la question : lancez 'ragassist models verify'
said_process_since = le processus { $number } (depuis { $time })
said_another_process = un autre processus
said_writer_busy = Cette bibliothèque est en cours de modification par { $who } : attendez qu'il ait fini
said_folder_unwritable = impossible d'écrire dans { $path } ({ $why }) : vérifiez le disque et les droits
said_folder_kept = { $path } est vide : { $count ->
    [one] son document est gardé ; --prune le retire
   *[other] ses { $count } documents sont gardés ; --prune les retire
}
said_folder_gone = { $why } ; { $count ->
    [one] un de ses documents est indexé : remontez-le, ou retirez ce document avec --prune
   *[other] { $count } de ses documents sont indexés : remontez-le, ou retirez-les avec --prune
}
said_folder_emptied = { $path } est vide mais { $count ->
    [one] un de ses documents est indexé : remontez-le, ou retirez ce document avec --prune
   *[other] { $count } de ses documents sont indexés : remontez-le, ou retirez-les avec --prune
}
said_no_files = { $path } ne contient aucun fichier : choisissez un dossier avec des documents
said_folder_changed = { $path } contient d'autres fichiers qu'avant : ses { $count } documents sont indexés : remontez-le, ou retirez-les avec --prune
said_database_full = la base de données ou le disque est plein
said_library_unwritable = impossible d'écrire ou de lire { $path } ({ $why }) : libérez de la place ou vérifiez le disque ; rien de ce qui était enregistré n'est perdu
said_repair_interrupted = La réparation de { $path } a été interrompue : 'ragassist check --repair' la continue
said_library_in_use = { $path } est utilisé par un autre processus : réessayez quand il aura fini
said_library_damaged = { $path } est endommagé ({ $why }) : 'ragassist check --repair' sauve ce qui est lisible
said_library_newer = { $path } vient d'un ragassist plus récent : mettez le programme à jour
said_library_being_read = { $path } est lu par un autre processus : les documents retirés ne sont plus trouvés, leurs derniers octets seront effacés au prochain changement de la bibliothèque
said_library_closed = impossible d'ouvrir ou de modifier { $path } ({ $why }) : vérifiez le disque et les droits
said_until_then_words = { $why } ; d'ici là, la recherche se fait en texte intégral seulement
said_made_with_words = Cette bibliothèque a été faite avec le modèle de recherche { $old }, l'actuel est { $new } : la recherche se fait en texte intégral seulement ; 'ragassist index --re-embed' passe au nouveau
said_chunks_older = Les passages de cette bibliothèque suivent d'anciennes règles : 'ragassist index --re-embed' les refait
said_until_then_vectors = { $why } ; d'ici là, les anciens vecteurs servent encore
said_made_with_vectors = Cette bibliothèque a été faite avec le modèle de recherche { $old }, l'actuel est { $new } : les anciens vecteurs servent encore ; 'ragassist index --re-embed' passe au nouveau
said_last_question = La dernière question n'a pas encore sa réponse : arrêtez-la ou attendez
said_model_ended = Le processus du modèle de chat s'est arrêté ({ $why }) : redemandez
said_model_unstarted = Le processus du modèle de chat ne démarre pas : redemandez
said_model_killed = Le processus du modèle de chat a été tué : redemandez, ou fermez d'autres programmes si la mémoire a manqué
said_model_gone = Le processus du modèle de chat a été arrêté entre-temps : redemandez
said_answer_overtaken = Une autre question a mis fin à cette réponse : redemandez
said_server_cut = Le serveur de chat { $url } a coupé sa réponse : redemandez
said_server_refused = Le serveur de chat { $url } a refusé ({ $status } : { $why }) : redemandez, ou regardez son journal
said_server_broke_off = Le serveur de chat { $url } a rompu la connexion : redemandez
said_server_not_json = Le serveur de chat { $url } a répondu autre chose que du JSON : corrigez chat_url
said_server_failed = Le serveur de chat { $url } a échoué ({ $why }) : redemandez, ou regardez son journal
said_server_key = Le serveur de chat { $url } veut une autre clé ({ $status }) : définissez RAGASSIST_CHAT_KEY
said_server_busy = Le serveur de chat { $url } a refusé ({ $status } : { $why }) : redemandez dans un moment
said_server_gone = Le serveur de chat { $url } est injoignable ({ $why }) : vérifiez qu'il tourne, et chat_url
said_server_silent = Le serveur de chat { $url } n'a rien dit pendant { $count } secondes : redemandez
said_server_path = Le serveur de chat { $url } n'a pas { $path } : corrigez chat_url
said_no_field = Aucun champ n'est nommé : dites ce qu'il faut chercher, par exemple 'loyer mensuel'
said_fields_many = { $count } champs sont nommés et { $most } au plus sont lus à la fois : faites deux tableaux
said_field_nothing = '{ $field }' ne nomme aucun champ : dites ce qu'il faut chercher, par exemple 'loyer mensuel'
said_field_long = Le champ '{ $field }…' a { $count } caractères et { $most } au plus sont lus : raccourcissez-le
said_field_twice = '{ $first }' et '{ $field }' sont le même champ : nommez-le une fois
said_prompt_long = La question, { $reserve } jetons de réflexion et de réponse et une source demandent { $needed } jetons, et le modèle en contient { $most } : raccourcissez la question, ou baissez think_budget
said_no_chat_model_of_it = { $model } n'est pas un modèle de chat : choisissez-en un autre
said_disk_short = { $path } a { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go libres et il en faut { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } : faites d'abord de la place
said_close_programs = fermez d'autres programmes
said_memory_slow = { $model } demande { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go de mémoire (au moins { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) et { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go sont libres : il sera lent ; { $advice }
said_memory_short = { $model } demande { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go de mémoire (au moins { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) et { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go sont libres : { $advice }
said_close_or_pull = fermez d'autres programmes, ou téléchargez { $name }, qui demande { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go
said_close_or_set = fermez d'autres programmes, ou mettez chat_model à { $name }, qui demande { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } Go
said_taking_stand_in = { $model } est pris sur l'index de paquets à la place de { $other }
said_hub_no_answer = Le hub de modèles ne répond pas ({ $why })
said_hub_silent = { $model } n'est que sur le hub, qui ne répond pas : essayez plus tard ou donnez --from PATH
said_chat_model_path = { $path } n'existe pas : corrigez chat_model ou téléchargez un modèle
said_model_not_installed = { $model } n'est pas installé : lancez 'ragassist models pull { $name }'
said_fetching = téléchargement de { $model } depuis { $place } sur le hub
said_hub_broke_off = Le hub a interrompu { $model } : { $why } ; relancez pour reprendre là où c'était
said_index_refused = L'index de paquets n'a pas donné { $part } : { $why } ; relancez pour continuer
said_index_silent = L'index de paquets ne répond pas
said_no_embedding_model = Aucun modèle de recherche n'est installé : lancez 'ragassist models pull { $name }'
said_model_file_size = { $path } a { $size } octets au lieu de { $right } : lancez 'ragassist models pull { $name }'
said_model_file_changed = { $path } a changé depuis sa vérification : lancez 'ragassist models pull { $name }'
said_no_chat_model = Aucun modèle de chat n'est installé : lancez 'ragassist models pull { $name }'
said_model_file_missing = { $path } manque : lancez 'ragassist models pull { $name }'
said_documents_several = '{ $name }' convient à { $count } documents : { $names } ; nommez-en un
said_document_unknown = '{ $name }' ne nomme aucun document de la bibliothèque ; 'ragassist list' les montre
said_file_gone = { $path } n'existe plus : indexez de nouveau son dossier
said_viewer_missing = { $program } n'est pas là pour ouvrir le fichier : réglez viewer dans settings.toml
said_viewer_unsplit = viewer dans settings.toml contient un guillemet ou une barre oblique inverse isolés : corrigez-le
said_document_not_held = { $path } : rien de ce document n'est dans la bibliothèque ; F2 montre ce qui y est
said_library_gone = La bibliothèque { $library } de cette conversation n'existe plus : commencez une nouvelle conversation avec Ctrl+N
said_document_removed = { $names } : n'est plus dans la bibliothèque ; demandez des documents que montre 'ragassist list'
said_documents_many = '{ $name }' convient à { $count } documents : { $names } et { $more } de plus ; nommez-en un
said_filter_fits_none_in = Aucun document ne passe le filtre (il y a { $count ->
    [one] un document
   *[other] { $count } documents
} en { $languages }) : 'ragassist list' les montre tous
said_filter_fits_none = Aucun document ne passe le filtre (il y a { $count ->
    [one] un document
   *[other] { $count } documents
}) : 'ragassist list' les montre tous
said_question_empty = La question est vide : demandez quelque chose
said_question_long = La question a { $count } caractères et { $most } au plus sont lus : raccourcissez-la
said_question_wordless = La question ne contient pas de mots : demandez avec des mots
said_measuring_gpu = mesure, une seule fois, si le GPU répond plus vite que le processeur
said_gpu_failed = Le GPU a échoué ({ $why }) : le processeur répond désormais ; 'ragassist models tune' mesure à nouveau
said_measuring_languages = mesure des langues du modèle de recherche, une seule fois (une demi-minute)
said_not_written = impossible d'écrire { $path } : { $why } ; lancez ragassist dans un dossier à vous
said_no_network = Ce processus ne peut pas aller en ligne : quittez avec Ctrl+Q et lancez 'ragassist models pull'
said_pull_ended = Le téléchargement des modèles s'est arrêté sans dire pourquoi
said_theme_key = { $name } n'est pas une couleur de thème ; sont connus dark, { $names }
said_theme_unreadable = { $file } est illisible : { $why }
said_theme_colour = { $name } = { $value } n'est pas une couleur : écrivez-la comme #7da6cf
said_disk_full = plus de place sur le disque
said_not_allowed = accès refusé
said_not_there = fichier ou dossier introuvable
said_read_only = système de fichiers en lecture seule
said_converter_unguarded = { $program } n'est pas lancé : ce système ne peut pas lui interdire le réseau
said_converter_not_run = impossible d'y lancer { $program } : { $why }
said_reader_unstarted = son lecteur n'a pas pu démarrer
said_page_undrawn = la page { $n } ne peut pas être dessinée
said_page_undrawn_why = la page { $n } ne peut pas être dessinée ({ $why })
said_ocr_script = aucune langue installée de Tesseract ne s'écrit en { $script }
said_ocr_language = ses lettres ne sont d'aucune langue installée de Tesseract
said_ocr_unstarted = Tesseract ne démarre pas
said_ocr_unstarted_why = Tesseract ne démarre pas : { $why }
said_ocr_ended = Tesseract s'est arrêté avec le code { $n }
said_ocr_slow = a pris plus de { $seconds } s
said_ocr_not_tried = pas essayée, car trop de pages avant elle ont pris trop de temps
said_not_hancom = pas un document Hancom Office malgré son nom
said_open_and_export = ouvrez-le dans son programme et exportez-le en PDF, DOCX, XLSX ou PPTX
said_no_preview = un document Apple sans aperçu PDF : { $advice }
said_not_outlook = pas un message Outlook malgré son nom
said_no_xml = endommagé : il ne contient pas de XML
said_office_without_text = un document Office sans texte
said_not_apple_mail = pas un message d'Apple Mail : sa longueur manque
said_damaged_message = message endommagé ({ $why })
said_embedded_missing = il manque dans le fichier
said_cannot_unpack = il ne se décompresse pas
said_damaged_pdf_why = PDF endommagé ({ $why })
said_not_calendar = pas un calendrier malgré son nom
said_not_references = aucune référence malgré son nom : aucune ligne ne commence par une balise comme 'TI  - '
said_not_address_book = pas un carnet d'adresses malgré son nom
said_bomb_parts = se décompresserait en { $most } Mo et { $count } parties : une bombe de décompression
said_parts_same_name = archive endommagée : deux de ses parties ont le même nom
said_parts_overlap = ses parties se chevauchent : une bombe de décompression
said_attachment_unread = pièce jointe { $name } : non lue : { $why }
said_attachment_partly = pièce jointe { $name } : { $what }
said_attachments_many = pièce jointe { $name } et les suivantes : non lues : plus de { $most } fichiers
said_no_reader_for = pas de lecteur pour { $suffix }
said_no_reader = pas de lecteur pour un fichier sans extension
said_file_too_deep = il se trouve dans un fichier d'un fichier d'un fichier
said_files_before_slow = les fichiers précédents ont pris trop de temps
said_attachments_large = les pièces jointes dépassent { $most } Mo au total
said_declares_type = endommagé : son XML déclare un type de document, ce qu'aucun programme de bureau n'écrit
said_damaged_notebook = notebook endommagé ({ $why })
said_damaged_rtf = RTF endommagé
said_damaged_table = tableau endommagé ({ $why })
said_damaged_epub = EPUB endommagé : il n'a ni liste de chapitres ni pages
said_page_too_large = une page trop grande pour la mémoire permise à un document : divisez-la
said_web_archive_empty = archive web endommagée : elle ne contient aucune page
said_parts_nested = ses parties sont imbriquées trop profondément
said_entities_trap = son type de document apporte des entités, ce qui peut être un piège : enregistrez-le sans
said_draws_itself = elle se dessine elle-même sans fin
said_model_unloadable = { $path } ne se charge pas, il est tronqué ou trop récent : lancez 'ragassist models verify'
said_model_no_room = { $name } n'a pas de place pour { $count } jetons : fermez d'autres programmes ou baissez context_size
said_model_not_gguf = { $path } n'est pas un modèle GGUF : récupérez-le à nouveau avec 'ragassist models pull'
said_model_unopened = { $path } ne s'ouvre pas : { $why }
said_evaluation_failed = { $name } n'a pas pu évaluer son invite (code { $code } de llama.cpp) : redemandez
said_settings_unreadable = { $path } est illisible : { $why } ; corrigez-le ou supprimez-le
said_settings_unchangeable = { $path } ne peut pas être modifié : { $why }
said_weights_damaged = les poids reçus de { $name } sont endommagés et ont été supprimés : récupérez à nouveau le modèle
said_model_file_lacking = { $path } ne contient pas { $file } : récupérez à nouveau le modèle
