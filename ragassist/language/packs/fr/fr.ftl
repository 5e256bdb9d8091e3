# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = français
instruction = Réponds à la question en français, en une à trois phrases courtes, uniquement à partir des sources ci-dessus. Après chaque affirmation, indique le numéro de sa source entre crochets, comme [1]. Si les sources ne contiennent pas la réponse, écris seulement : { refusal }
refusal = Je ne trouve pas cela dans vos documents.
opening = Selon les documents,
nearest = Les passages les plus proches sont :
nearest_passages = Passages les plus proches
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
find_library = Trouver une bibliothèque, ou en nommer une nouvelle
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
count_words = avec « { $words } »
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
