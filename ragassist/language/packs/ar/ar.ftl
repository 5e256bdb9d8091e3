# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = العربية
instruction_to_answer = أجب عن السؤال باللغة العربية بجملة قصيرة أو جملتين، بالاعتماد على المصادر أعلاه فقط.
instruction = { instruction_to_answer } ضع بعد كل معلومة رقم مصدرها بين قوسين مثل [1]. إذا لم تتضمن المصادر الجواب فاكتب فقط: { refusal }
refusal = لا أجد هذا في مستنداتك.
opening = وفقًا للمستندات،
nearest = أقرب المقاطع هي:
nearest_passages = أقرب المقاطع
no_model = لا يوجد نموذج محادثة مثبت؛ هذه هي أنسب المقاطع:
source_n = المصدر { $n }
unsupported = لا يؤكده مصدره
unconfirmed = لا يؤكد أي مصدر هذه الإجابة: راجع المقاطع بنفسك.
does_not_reason = النموذج { $model } لا يستخدم التفكير، فأجاب مباشرةً.
dropped = لم يتسع النص لعدد { $count } من المقاطع الأخرى.
forgotten = لم تتسع المدخلات لأقدم أسئلة هذه المحادثة.
shortened = اختُصر مقطع طويل ليتسع له المدخل.
sources = المصادر
partly_indexed = تمت فهرسة { $percent }٪ مما عُثر عليه حتى الآن
phrase_not_found = لا يوجد مقطع يتضمن «{ $phrase }» حرفيًا؛ يُعرض الأقرب إليه
thinking = التفكير
empty_library = هذه المكتبة فارغة. اضغط Ctrl+O لفهرسة مجلد.
no_chat_model = لا يوجد نموذج محادثة مثبت: تقتبس الإجابات مقاطع فقط. نفّذ 'ragassist models pull lfm2-2.6b-exp'.
stopped = أُوقف
indexing = جارٍ الفهرسة
folder_to_index = المجلد المراد فهرسته
loading = جارٍ تحميل النموذج
searching = جارٍ البحث
reading_prompt = جارٍ قراءة المصادر
searched = انتهى البحث
answering = الإجابة
found_meanwhile = وُجد حتى الآن، والقراءة مستمرة:
offline = دون اتصال
no_sources = تظهر مصادر الإجابة هنا.
no_source_n = لا يوجد هنا مصدر برقم { $n }
motto = إجابات من مستنداتك أنت. لا شيء يغادر هذا الجهاز.
library = المكتبة
chat_model = نموذج المحادثة
embedding_model = نموذج البحث
starting = جارٍ البدء
documents = مستندات
passages = مقاطع
files = ملفات
indexed = مفهرس
partial = جزئي
skipped = متجاوَز
first_word = أول كلمة بعد
tokens = رموز
characters = حرف
reused = معاد استخدامها
too_long = نص طويل جدًا: { $most } حرف على الأكثر
still_answering = ما زالت الإجابة جارية: Esc لإيقافها
key_index = فهرسة مجلد
key_start = ابدأ
key_complete = إكمال
key_stop = إيقاف
key_stop_indexing = إيقاف الفهرسة
key_pause_indexing = إيقاف الفهرسة مؤقتًا أو متابعتها
paused = متوقف مؤقتًا
key_open = فتح المصدر
key_copy = نسخ الإجابة
key_copy_quote = نسخ الاقتباس
key_next = التالي
key_previous = السابق
key_close = إغلاق
key_quit = خروج
chat_server = نموذج المحادثة:
key_help = مساعدة
key_library = المكتبة
key_sessions = المحادثات
key_inspect = فحص الإجابة
key_models = النماذج
key_settings = الإعدادات
key_palette = كل الإجراءات
key_back = رجوع
key_copy_plain = نسخ الإجابة دون مراجع
key_copy_citation = نسخ المرجع
key_open_file = فتح الملف
key_retry = إعادة السؤال
key_edit = تعديل آخر سؤال
key_new = محادثة جديدة
key_rename = إعادة تسمية
key_delete = حذف نهائي
key_markdown = حفظ بصيغة Markdown
key_json = حفظ بصيغة JSON
key_find = بحث
key_remove = إخراج
key_reindex = إعادة الفهرسة
key_watch = متابعة التغييرات
key_verify = تحقق
key_pull = جلب النماذج (يتصل بالشبكة)‏
key_yes = نعم
key_no = لا
session = المحادثة
questions = الأسئلة
when = الأحدث
inspect = ما تستند إليه الإجابة
models = النماذج
settings = الإعدادات
document = المستند
state = الحالة
spoken = لغة
size = الحجم
model = النموذج
role = الغرض
role_chat = الإجابة
role_search = البحث
licence = الترخيص
installed = مثبت
available = غير موجود
waiting = قيد الانتظار
watching = تُتابَع التغييرات
score = الدرجة
by_meaning = المعنى
by_words = الكلمات
seen_by_model = ما رآه النموذج
together = المجموع
no_prompt = لا يوجد موجّه لعرضه: لم يُسأل أي نموذج لهذه الإجابة، أو أنها من جلسة سابقة.
no_sessions = لا شيء: تُحفظ المحادثات هنا بعد أول إجابة.
find_action = ابحث عن إجراء
no_action = لا يوجد إجراء مطابق.
find_documents = ابحث عن مستند باسمه
find_sessions = ابحث عن كلمة في أي محادثة
remove_question = أتريد إخراج هذا من المكتبة؟ تبقى الملفات نفسها في مكانها.
delete_question = أتريد حذف هذه المحادثة نهائيًا؟ لا يمكن استعادة أي شيء منها.
written_to = كُتب في { $path }
verifying = تُحسب تجزئة { $name } …
whole = { $name } سليم
tokens_a_second = رمز/ث
setting = الإعداد
value = القيمة
automatic = تلقائي
on = مفعّل
off = معطّل
set_language = اللغة
set_think = التفكير
set_think_budget = ميزانية التفكير
set_context_tokens = ميزانية المصادر
set_theme = الألوان
set_bidi = النص من اليمين إلى اليسار
about_language = لغة الإجابات والبرنامج؛ تلقائي: لغة السؤال ولغة النظام.
about_think = هل يفكر النموذج قبل الإجابة؛ تلقائي: عند اختلاف اللغات.
about_think_budget = عدد رموز التفكير قبل طلب الإجابة.
about_context_tokens = رموز المصادر التي يقرؤها النموذج؛ كل منها يؤخر أول كلمة.
about_bidi = من يرتب النص العربي: الطرفية (terminal) أم البرنامج (program)؛ التلقائي يعرف بعض الطرفيات.
help_text = خارج خانة السؤال يفتح الرقم المصدر ذا الرقم نفسه؛ ينتقل Tab إلى المصادر. يمكن ضبط المفاتيح في settings.toml تحت [keys] بالأسماء المذكورة.
step_command = اخرج بـ Ctrl+Q ثم نفّذ: ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = المصادر
key_earlier = مصادر إجابة سابقة
ninth_language = يبدو أن السؤال بلغة لا أجيب بها ({ $name })؛ لذلك الجواب بالعربية.
other_language = لم يلتزم النموذج بالعربية في هذا الجواب.
left_out = كانت بقية الجواب بلغة أخرى فحُذفت.
crashed = توقفت الواجهة بسبب خلل فيها ({ $problem }). المكتبة والمحادثات محفوظة: شغّلها من جديد.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = صفحة { $n }
pages_n = الصفحات { $n }
slide_n = شريحة { $n }
sheet_n = ورقة { $n }
chapter_n = فصل { $n }
message_n = رسالة { $n }
line_n = سطر { $n }
lines_n = الأسطر { $n }
row_n = صف { $n }
rows_n = الصفوف { $n }
cell_n = خلية { $n }
cells_n = الخلايا { $n }
documents_counted = { $count ->
    [zero] { $shown } مستندات
    [one] مستند واحد
    [two] مستندان
    [few] { $shown } مستندات
    [many] { $shown } مستندًا
   *[other] { $shown } مستند
}
passages_counted = { $count ->
    [zero] { $shown } مقاطع
    [one] مقطع واحد
    [two] مقطعان
    [few] { $shown } مقاطع
    [many] { $shown } مقطعًا
   *[other] { $shown } مقطع
}
files_counted = { $count ->
    [zero] { $shown } ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $shown } ملفات
    [many] { $shown } ملفًا
   *[other] { $shown } ملف
}
waiting_counted = { $count ->
    [zero] { $shown } في الانتظار
    [one] واحد في الانتظار
    [two] اثنان في الانتظار
    [few] { $shown } في الانتظار
    [many] { $shown } في الانتظار
   *[other] { $shown } في الانتظار
}
conversations_counted = { $count ->
    [zero] { $shown } محادثات
    [one] محادثة واحدة
    [two] محادثتان
    [few] { $shown } محادثات
    [many] { $shown } محادثة
   *[other] { $shown } محادثة
}
indexed_counted = { $count ->
   *[other] المفهرس: { $shown }
}
unchanged_counted = { $count ->
   *[other] دون تغيير: { $shown }
}
removed_counted = { $count ->
   *[other] المحذوف: { $shown }
}
partial_counted = { $count ->
   *[other] الجزئي: { $shown }
}
skipped_counted = { $count ->
   *[other] المتجاوَز: { $shown }
}
tokens_counted = { $count ->
    [one] رمز واحد
    [two] رمزان
    [few] { $shown } رموز
    [many] { $shown } رمزًا
   *[other] { $shown } رمز
}
refused_counted = { $count ->
   *[other] اتصالات مرفوضة: { $shown }
}
earlier_counted = { $count ->
   *[other] أسئلة سابقة يفتحها F3: { $shown }
}
getting_models = جلب النماذج
pull_failed = لم تصل النماذج: { $problem }. يتابع Ctrl+G مما وصل. ودون شبكة يكفي مجلد أو ذاكرة محمولة: ragassist models import PATH
online = متصل: جلب النماذج
seconds_left = بقي نحو { $count } ث
minutes_left = بقي نحو { $count } د
hours_left = بقي نحو { $count } س
key_scroll = تمرير
key_move = تنقّل
key_zoom = الصفحة كاملة
key_newest = أحدث إجابة
new_answer = إجابة جديدة: Ctrl+End
draft_kept = ما كتبته محفوظ: ↓ يعيده
copied_by = نُسخ بواسطة { $name }
copied_by_terminal = أُرسل إلى الطرفية (OSC 52). إن لم يصل فثبّت wl-copy أو xclip
key_stop_pull = إيقاف التنزيل
key_libraries = مكتبة أخرى
find_library = ابحث عن مكتبة أو سمِّ مكتبة جديدة
new_library = جديدة
leaving = جارٍ إنهاء ما يعمل …
counting = جارٍ العد
nothing_to_index = لا يوجد هنا ملف يمكن فهرسته
whole_home_question = هذا مجلدك الرئيسي كله. أتريد فهرسته كله؟
many_files_question = هذه ملفات كثيرة: قد تستغرق فهرستها ساعات. أتريد البدء؟
key_use = استخدام
in_use = مستخدم
embed_anew_question = نموذج بحث آخر: يجب تضمين كل المقاطع من جديد (ragassist index --re-embed). أتستخدمه؟
used_from_now_on = يُستخدم { $name } من الآن
key_read = قراءة
step_repair = اخرج بـ Ctrl+Q ثم نفّذ: ragassist check --repair
help_chat = اكتب سؤالًا واضغط Enter. تذكر الإجابة مصادرها، وبجانبها المقاطع نفسها.
help_page = الأسهم للتنقل، وEnter ينفّذ ما يقوله السطر السفلي، وEsc يعيدك إلى المحادثة.
help_enter = إرسال السؤال؛ فتح ما عند المؤشر
help_esc = إيقاف الإجابة؛ رجوع
help_tab = من السؤال إلى المصادر ثم العودة
help_arrows = أسئلة سابقة؛ تنقّل في القائمة
help_digits = في المصادر: المصدر ذو هذا الرقم
key_resume = متابعة
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } ث
whole_seconds = { $count } ث
help_sources = مصادر الإجابة، والمستشهد بها أولًا. تُبرز الصفحة بجانب القائمة ما اقتُبس؛ يعرض I صفحة PDF كصورة، ويفتح O الملف نفسه.
bell = جرس
desktop = سطح المكتب
by_terminal = الطرفية
by_program = البرنامج
key_open_library = فتح المكتبة
theme_problem = السمة { $name }: { $problem }
key_larger = أكبر
key_smaller = أصغر
key_unfold = فتح
key_to_tree = المجلدات
step_models = ‏Ctrl+G يجلبها ({ $size })؛ يسأل قبل الاتصال بالشبكة
pull_question = سيتم الاتصال بالشبكة مرة واحدة: { $size } من مستودع النماذج أو فهرس الحزم. نموذج المحادثة مرخّص بموجب LFM Open License v1.0 (الاستخدام التجاري مجاني فقط دون 10 ملايين دولار من الإيرادات السنوية). «نعم» تعني القبول. يوقف Ctrl+X التنزيل في أي وقت، ويكمل التنزيل التالي من حيث توقف. بعد ذلك لن يستطيع هذا البرنامج الاتصال بالشبكة.
step_folder = ‏Ctrl+O: اختر أحد مجلداتك
step_sample = ‏Ctrl+T: تجوّل في مكتبة صغيرة للتجربة
step_libraries = ‏Ctrl+L: افتح مكتبة أخرى ({ $names })
step_ask = اكتبه في الأسفل واضغط Enter
step_suggested = أو خذ أحد هذه بالمفتاح ↓:
folder = المجلد
question = السؤال
key_sample = مكتبة التجربة
no_match = لا شيء يطابق. يفرّغ Esc البحث.
enter = Enter
quoted = «{ $text }»
about_hours = الفهرسة نحو { $count } س
about_minutes = الفهرسة نحو { $count } د
below_a_minute = الفهرسة أقل من دقيقة
key_filter = حسب الحالة
key_ask_only = اسأل هذا فقط
key_read_again = أعد قراءة هذا فقط
key_fold = طي
only_state = { $state } فقط
key_picture = الصفحة كصورة
no_picture = لا تُعرض كصور إلا صفحات ملفات PDF الموجودة
picture_failed = لا يمكن عرض هذه الصفحة صورةً: { $problem }
key_jump = قفز
jump_hint = اضغط حرفًا للانتقال إليه، وEsc للبقاء
help_library = مستندات هذه المكتبة حسب المجلد، مع حالة كل منها. يبيّن السطر أدناه سبب تخطي الملف، وبجانبه ما قُرئ منه.
help_sessions = المحادثات المحفوظة على هذا الجهاز. يتابع Enter محادثة في مكتبتها، ويجد / كلمة في أي منها.
help_inspect = ما تقوم عليه الإجابة: المقاطع التي عُثر عليها مع درجاتها، وتحتها ما رآه النموذج تمامًا.
help_models = النماذج المعروفة والموجودة هنا. تشير ● إلى المستخدم منها؛ يستخدم Enter نموذجًا آخر، ويتحقق V من سلامة ملفاته.
help_settings = الإعدادات التي تتغير كثيرًا؛ يغيّر ← و→ أحدها فورًا. والبقية في settings.toml.
set_notice = التنبيه إلى الإجابة
about_notice = ما يخبر بوصول إجابة استغرقت أكثر من عشر ثوانٍ: لا شيء، أو جرس الطرفية، أو إشعار سطح المكتب.
answer_ready = الإجابة جاهزة
about_theme = dark أو light أو contrast أو plain (بلا ألوان كما مع NO_COLOR)، أو سمة خاصة بك من المجلد themes.
key_summary = تلخيص
summary_of = ملخص
outline = المخطط
no_outline = لا عناوين في هذا المستند.
help_summary = ملخص مستند واحد بجانب مخططه. يفتح الرقم في الملخص المقطع الذي يستند إليه، ويقرأ Enter في المخطط ذلك القسم.
key_translate = ترجمة
key_export = تصدير المحادثة بصيغة Markdown
translation_of = ترجمة
translate_into = ترجمة إلى
key_save_text = حفظ
nothing_kept = لا يُحفظ شيء من هذه المحادثة، فلا شيء للتصدير.
help_translation = مستند بلغة أخرى، جملة جملة، بجانب مخططه. ما يختلف عن الأصل في الأعداد أو الأسماء معلَّم؛ ويحفظ S ما هو موجود.
help_table = جدول للمستندات، أو للتي تقتصر عليها الأسئلة بعلامة @. سمِّ الحقول في السطر الأعلى واضغط Enter: يحصل كل مستند على صف حالما يُقرأ. يفتح Enter على خلية مصدرها؛ ويوقف Esc القراءة ويُبقي ما هو موجود.
sources_confirm_counted = { $count ->
    [zero] لا مصدر يؤكد
    [one] مصدر واحد يؤكد
    [two] مصدران يؤكدان
    [few] { $shown } مصادر تؤكد
    [many] { $shown } مصدرًا يؤكد
   *[other] { $shown } مصدر يؤكد
}
details = التفاصيل

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] هذه المكتبة فارغة: يملؤها 'ragassist index FOLDER' أو Ctrl+O في الواجهة.
    [one] في هذه المكتبة مستند واحد.
    [two] في هذه المكتبة مستندان.
    [few] في هذه المكتبة { $documents } مستندات.
    [many] في هذه المكتبة { $documents } مستندًا.
   *[other] في هذه المكتبة { $documents } مستند.
}
request_try = يمكنك أن تسأل:
request_suggestion = ماذا يقول { $document } عن «{ $heading }»؟
request_capability = أجيب عن الأسئلة المتعلقة بمستندات هذه المكتبة، وكل قول يذكر صفحته. اللغات: { $languages }. وأستطيع أيضًا تلخيص المستندات ومقارنتها وترجمتها وصياغة رسائل منها وسردها وعدّها. أقرأ ملفات PDF والملفات المكتبية وصفحات الويب والكتب والبريد والنصوص، والصفحات الممسوحة حيث يكون Tesseract مثبتًا. لا شيء يغادر هذا الحاسوب: تبقى المستندات والأسئلة والأجوبة هنا، ولا يُفتح أي اتصال. يضيف 'ragassist index FOLDER' المستندات، وفي الواجهة Ctrl+O، ويعرض F1 كل المفاتيح.
summary_instruction = لخّص المصادر أعلاه باللغة العربية في جملة إلى ثلاث جمل قصيرة، بالاعتماد على ما تقوله فقط. ضع بعد كل معلومة رقم مصدرها بين قوسين مثل [1].
summary_question = لخّص النص أعلاه في بضع جمل كاملة، دون قائمة.
summary_which = أي مستند تقصد؟
summary_quoted = أهم الجمل بنصها (لا يوجد نموذج محادثة مثبت):
summary_done = ملخص { $read } من أصل { $total } من مقاطع { $document }
greeting_example = مرحبًا، صباح الخير!
thanks_example = شكرًا جزيلًا، لقد ساعدني ذلك.
goodbye_example = مع السلامة، إلى الغد.
greeting = مرحبًا! اسألني عن مستنداتك.
thanks = على الرحب والسعة.
goodbye = مع السلامة!
overview_types = بحسب النوع: { $list }
overview_languages = بحسب اللغة: { $list }
overview_newest = آخر ما تغيّر: { $list }
overview_skipped = { $count ->
    [one] تعذرت قراءة ملف واحد: يبيّن 'ragassist list' السبب.
    [two] تعذرت قراءة ملفين: يبيّن 'ragassist list' السبب.
    [few] تعذرت قراءة { $count } ملفات: يبيّن 'ragassist list' السبب.
    [many] تعذرت قراءة { $count } ملفًا: يبيّن 'ragassist list' السبب.
   *[other] تعذرت قراءة { $count } ملف: يبيّن 'ragassist list' السبب.
}
overview_more = … و{ $count } غيرها: يعرضها 'ragassist list' كلها.
overview_about = هذه المستندات مناسبة:
count_result = { $count } من أصل { $total } من المستندات ({ $criteria })
count_type = النوع { $type }
count_language = اللغة { $language }
count_year = من عام { $year } بحسب تاريخ التغيير أو الاسم
count_words = فيها «{ $words }»
count_filed = اسمها أو مجلدها أو بدايتها «{ $words }»
document_none = لا يوجد مستند يطابق «{ $words }».
count_near = الأقرب من حيث المعنى:
count_pages = { $count ->
    [one] صفحة واحدة
    [two] صفحتان
    [few] { $count } صفحات
   *[other] { $count } صفحة
}
scope_hint = هنا فقط؛ Backspace يزيل الأخير
ask_here = اسأل مستنداتك، Enter للإرسال؛ @ مستند، / أمر

# Tables over documents
table = الجدول
key_table = جدول للمستندات
table_field = الحقل
table_normal = الصيغة الموحدة
table_place = الموضع
table_quote = الاقتباس
table_check = التحقق
table_confirmed = يؤكده مصدره
table_values = القيم
table_empty = لا يحتوي على نص
table_waiting = لم تتم فهرسته بعد
table_changed = تغيّر أثناء القراءة: أنشئ الجدول من جديد
table_takes = { $count } من المستندات للقراءة: { $time }. وبعد الانقطاع يتابع الأمر نفسه العمل.
passages_take = { $count } من المقاطع للقراءة: { $time }. وما أُنجز يُحفظ.
table_no_model = يحتاج الجدول إلى نموذج محادثة، ولا نموذج مثبتًا.
table_which = ما أعمدة الجدول؟ سمّها: «جدول بالمؤجر والإيجار الشهري».
table_long = { $documents } من المستندات أكثر من أن يسعها جدول في إجابة: اكتبه في ملف.
table_done = المستندات: { $documents }؛ خلايا فيها قيمة: { $filled } من { $cells }
table_unsupported = { $percent }٪ من القيم ({ $count }) لا يؤكدها مصدرها
table_fields_hint = الحقول، تفصل بينها فواصل: المؤجر، الإيجار الشهري
table_begin = اكتب الحقول أعلاه واضغط Enter: لكل مستند صف.
table_hint = جدول لجميع المستندات: /table في واجهة الطرفية، أو 'ragassist extract --field الاسم'
key_save_workbook = حفظ كمصنف
key_save_csv = حفظ بصيغة CSV
key_fields = تغيير الحقول
summary_sentences = لخّص المصادر أعلاه بالعربية في { $count ->
    [one] جملة واحدة بالضبط
    [two] جملتين بالضبط
    [few] { $count } جمل بالضبط
   *[other] { $count } جملة بالضبط
}، وبما تقوله فقط. ضع بعد كل جملة رقم مصدرها بين قوسين مثل [1].
document_empty = لا يوجد نص في { $document }.
draft_instruction = اكتب بالعربية النص المطلوب، رسالةً أو بريدًا مكتملًا بتحية وخاتمة. خذ الوقائع والأسماء والتواريخ والمبالغ من المصادر أعلاه فقط، وضع بعد كل جملة تستعمل مصدرًا رقمه بين قوسين مثل [1]. وحيث لا يُعرف شيء اكتب […].
draft_mark = مسودة: اقرأها قبل الإرسال
draft_refused = لم يكتب النموذج مسودة: قل بكلمات أخرى ما الغرض من الرسالة.
draft_from = مأخوذ من { $documents }؛ وما لا رقم له ليس من المستندات.
compare_instruction = قارن بالعربية نقطةً نقطة ما يقوله { $names } في هذا الأمر، بالاعتماد على المصادر أعلاه فقط. اجعل لكل نقطة سطرًا يذكر المستندين وما يقوله كل منهما، وضع بعد كل قول رقم مصدره بين قوسين مثل [1]. وإن لم يقل أحدهما شيئًا في نقطة فاذكر ذلك.
compare_silent = لا يقول { $document } شيئًا عن ذلك في المقاطع التي عُثر عليها.
compare_shared = المشترك بينها:
compare_done = مقارنة بين { $names } بحسب { $count } من المقاطع
part_missing = لا يوجد «{ $part }» في { $document }.
parts_there = الموجود فيه: { $list }.
translate_no_model = تحتاج الترجمة إلى نموذج محادثة، ولا يوجد نموذج مثبت.
translate_long = هذا طويل: ‏'ragassist translate FILE --into xx --output FILE' يكتبه في ملف ويتابع من حيث توقف.
translate_done = الترجمة إلى { $language }: { $read } من { $total } من مقاطع { $document }
translate_doubtful = تختلف الأرقام أو الأسماء أو اللغة عن الأصل في { $count } من الجمل: وهي معلَّمة.
overview_topics = الموضوعات:
kind_lookup = سؤال
kind_summary = ملخص
kind_overview = نظرة عامة
kind_count = عدّ
kind_compare = مقارنة
kind_translate = ترجمة
kind_extract = جدول
kind_draft = مسودة
kind_smalltalk = دردشة
kind_capability = سؤال عن البرنامج
ask_otherwise = اطرحه على أنه { $kind }
translate_instruction = ترجم النص أعلاه إلى العربية كاملًا، دون زيادة أو حذف. تبقى الأرقام والوحدات والأسماء كما هي. اكتب الترجمة فقط.

# Deep questions
no_tools = { $model } ليست له أدوات معروفة هنا: أجاب بعد بحث واحد.
tool_used = { $call }: المقاطع { $passages }
key_deep = بحث أعمق
key_otherwise = اطرحه على أنه نوع آخر

# What the core says: errors, announcements, and why a file was skipped or read in part; the English is that of the sources
said_its_pages = { $unit ->
    [slide] شرائحه ({ $count })
    [sheet] أوراقه ({ $count })
    [chapter] فصوله ({ $count })
    [message] رسائله ({ $count })
   *[page] صفحاته ({ $count })
}
said_its_page = { $unit ->
    [slide] شريحته الوحيدة
    [sheet] ورقته الوحيدة
    [chapter] فصله الوحيد
    [message] رسالته الوحيدة
   *[page] صفحته الوحيدة
}
said_no_text_but_scan = لا نص في { $pages }، ولعله ممسوح ضوئيًا: يقرؤه Tesseract حيث يكون مثبتًا
said_no_text_on = لا نص في { $pages }
said_no_text = لا يحتوي على نص
said_charset_unknown = بيانات ثنائية أو ترميز غير معروف: احفظه بترميز UTF-8
said_not_text = ليس نصًا رغم اسمه ({ $what })
said_not_its_charset = يقول إن ترميزه { $charset } وليس كذلك (البايت { $n })
said_joined = { $first }؛ { $next }
said_joined_more = { $first }؛ و{ $count } غيرها
said_empty_file = ملف فارغ
said_save_as = احفظه بصيغة { $first } أو { $last }
said_export_as = صدّر رسائله بصيغة { $first } أو { $last }
said_format_not_read_but = الصيغة { $format } لا تُقرأ: { $advice }
said_unpack = فك ضغطه في مجلد
said_convert_to = حوّله إلى { $first } أو { $last }
said_save_scan = احفظه بصيغة PDF، فصوره الممسوحة تُقرأ
said_transcript = يُقرأ نصه المفرّغ بصيغة نص أو SRT أو VTT
said_no_suffix = بلا امتداد
said_format_not_read = الصيغة { $format } لا تُقرأ
said_a_link = رابط: الروابط لا تُتبع
said_not_regular = ليس ملفًا عاديًا
said_too_large = أكبر من { $most } ميغابايت
said_path_missing = { $path } غير موجود: تحقق من اسمه
said_path_closed = تعذر فتح { $path }: { $why }
said_folder_closed = تعذر فتح المجلد: { $why }
said_cannot_look = تعذر الوصول إليه: { $why }
said_changes = يتغير أثناء قراءته: أعد الفهرسة عندما يكتمل
said_cannot_open = تعذر فتحه: { $why }
said_cannot_read = تعذرت قراءته: { $why }
said_memory_needed = تحتاج قراءته إلى أكثر من { $most } ميغابايت
said_nested = تداخل عميق جدًا
said_reader_failed = فشل قارئه ({ $why })
said_converter_nothing = لا يجد { $program } فيه شيئًا
said_converter_failed = لا يستطيع { $program } قراءته (الحالة { $n })
said_converter_slow = استغرق { $program } أكثر من { $seconds } ث لقراءته
said_reader_crashed = تعطل قارئه ({ $why })
said_too_much_time = تحتاج قراءته إلى وقت معالجة طويل جدًا
said_text_too_long = يعطي أكثر من { $most } ميغابايت من النص
said_too_slow = استغرقت قراءته أكثر من { $seconds } ث
said_ocr_failed = { $line }؛ OCR: { $why }
said_no_headers = ليس رسالة بريد: لا ترويسة فيه
said_not_word = ليس مستند Word رغم اسمه
said_encrypted = مشفر: أزل كلمة المرور أولًا
said_not_opendocument = ليس مستند OpenDocument رغم اسمه
said_not_office = ليس مستند Office رغم اسمه: افتحه واحفظه بصيغة DOCX أو XLSX أو PPTX
said_save_or_install = احفظه بصيغة DOCX أو XLSX أو PPTX، أو ثبّت LibreOffice على Linux
said_old_office = بالصيغة الثنائية لـ Office قبل 2007: { $advice }
said_not_presentation = ليس عرضًا تقديميًا رغم اسمه
said_not_workbook = ليس مصنفًا رغم اسمه: احفظه بصيغة XLSX
said_no_pages = لا صفحات فيه
said_damaged_pdf = ملف PDF تالف ({ $why }): نزّله أو أنشئه من جديد
said_pdf_saved = ملف PDF تالف ({ $why }): أُنقذت منه { $count ->
    [one] صفحة واحدة
    [two] صفحتان
    [few] { $count } صفحات
    [many] { $count } صفحة
   *[other] { $count } صفحة
}
said_letters_unlikely = لا يمكن أن تكون حروفه هي المطبوعة: لا تبيّن خطوطه أي حروف فيها
said_letters_doubtful = لا يمكن أن تكون بعض حروفه هي المطبوعة: لا يبيّن أحد خطوطه أي حروف فيه
said_empty_form = نموذج XFA ديناميكي بلا حقول مقروءة: افتحه في Adobe Reader واطبعه إلى PDF
said_page_scan = لا نص: لعلها ممسوحة ضوئيًا
said_letters_untold = لا تبيّن خطوطها أي حروف فيها
said_not_pdf = ليس ملف PDF رغم اسمه
said_pages_late = الصفحات { $first }–{ $last }: لم تُقرأ، فالمستند يستغرق وقتًا طويلًا
said_page_unreadable = تعذرت قراءتها ({ $why })
said_on_page = صفحة { $n }: { $what }
said_damaged_archive = أرشيف تالف: مقطوع أو ليس ما يقوله اسمه
said_bomb = ينفك إلى أكثر من { $most } ميغابايت: قنبلة ضغط
said_ends_early = تالف: بياناته المضغوطة تنتهي قبل أوانها
said_not_its_suffix = تالف: مقطوع أو ليس ما يقوله امتداده { $suffix }
said_no_json_line = لا سطر فيه JSON صالح
said_not_rtf = ليس ملف RTF رغم اسمه
said_not_subtitles = ليس ترجمات مرئية رغم اسمه: لا سطر يحدد البداية والنهاية
said_drm = محمي بنظام DRM: لا يُفتح إلا في تطبيق بائعه
said_no_html = لا يحتوي على HTML
said_folder_unmakeable = تعذر إنشاء { $path } ({ $why }): اختر مكانًا آخر بـ --home
said_conversations_lost = تعذرت قراءة المحادثات السابقة وبدأ ملف جديد: حاول مرة أخرى
said_passage_invalid = لا يعطي نموذج البحث أعدادًا لأحد المقاطع: نفّذ 'ragassist models verify'
said_preparing_search = يجري إعداد نموذج البحث لهذا المعالج، مرة واحدة (نحو نصف دقيقة)
said_preparing_integers = يجري إعداد نموذج البحث بأعداد من 8 بتات، مرة واحدة (نحو نصف دقيقة)
said_preparing_ended = انتهى إعداد نموذج البحث قبل أوانه (الرمز { $n }): أغلق برامج أخرى إن نفدت الذاكرة
said_question_invalid = لا يعطي نموذج البحث أعدادًا للسؤال: نفّذ 'ragassist models verify'
said_process_since = العملية { $number } (منذ { $time })
said_another_process = عملية أخرى
said_writer_busy = تغيّر هذه المكتبةَ الآن { $who }: انتظر حتى تنتهي
said_folder_unwritable = تعذرت الكتابة في { $path } ({ $why }): تحقق من القرص والأذونات
said_folder_kept = { $path } فارغ: { $count ->
    [one] بقي واحد من مستنداته؛ يخرجه --prune
   *[other] بقيت { $count } من مستنداته؛ يخرجها --prune
}
said_folder_gone = { $why }؛ { $count ->
    [one] وقد فُهرس واحد من مستنداته: أعد وصله، أو أخرج المستند بـ --prune
   *[other] وقد فُهرست { $count } من مستنداته: أعد وصله، أو أخرجها بـ --prune
}
said_folder_emptied = { $path } فارغ لكن { $count ->
    [one] واحدًا من مستنداته مفهرس: أعد وصله، أو أخرج المستند بـ --prune
   *[other] { $count } من مستنداته مفهرسة: أعد وصله، أو أخرجها بـ --prune
}
said_no_files = لا ملفات في { $path }: اختر مجلدًا فيه مستندات
said_folder_changed = في { $path } ملفات غير التي كانت: كل مستنداته ({ $count }) مفهرسة: أعد وصله، أو أخرجها بـ --prune
said_database_full = قاعدة البيانات أو القرص ممتلئ
said_library_unwritable = تعذرت كتابة { $path } أو قراءته ({ $why }): أفرغ مساحة أو تحقق من القرص؛ لم يُفقد شيء مما حُفظ
said_repair_interrupted = انقطع إصلاح { $path }: يكمله 'ragassist check --repair'
said_library_in_use = { $path } تستخدمه عملية أخرى: حاول مرة أخرى عندما تنتهي
said_library_damaged = { $path } تالف ({ $why }): ينقذ 'ragassist check --repair' ما يمكن قراءته
said_library_newer = كُتب { $path } بإصدار أحدث من ragassist: حدّث البرنامج
said_library_being_read = تقرأ عملية أخرى { $path }: لم تعد المستندات المخرجة تُوجد، وتُحذف آخر بياناتها مع التغيير القادم للمكتبة
said_library_closed = تعذر فتح { $path } أو تغييره ({ $why }): تحقق من القرص والأذونات
said_until_then_words = { $why }؛ وحتى ذلك الحين يُبحث في النص الكامل فقط
said_made_with_words = أُنشئت هذه المكتبة بنموذج البحث { $old } والحالي { $new }: يُبحث في النص الكامل فقط؛ ينقلها إليه 'ragassist index --re-embed'
said_chunks_older = أُنشئت مقاطع هذه المكتبة بقواعد أقدم: يعيد إنشاءها 'ragassist index --re-embed'
said_until_then_vectors = { $why }؛ وحتى ذلك الحين تُستخدم المتجهات القديمة
said_made_with_vectors = أُنشئت هذه المكتبة بنموذج البحث { $old } والحالي { $new }: ما زالت المتجهات القديمة تُستخدم؛ ينقلها إليه 'ragassist index --re-embed'
said_last_question = ما زال السؤال الأخير قيد الإجابة: أوقفه أو انتظر
said_model_ended = انتهت عملية نموذج المحادثة من تلقاء نفسها ({ $why }): اسأل مرة أخرى
said_model_unstarted = تعذر بدء عملية نموذج المحادثة: اسأل مرة أخرى
said_model_killed = أُنهيت عملية نموذج المحادثة: اسأل مرة أخرى، أو أغلق برامج أخرى إن نفدت الذاكرة
said_model_gone = أُنهيت عملية نموذج المحادثة في الأثناء: اسأل مرة أخرى
said_answer_overtaken = أنهى سؤال آخر هذه الإجابة: اسأل مرة أخرى
said_server_cut = قطع خادم المحادثة { $url } إجابته: اسأل مرة أخرى
said_server_refused = رفض خادم المحادثة { $url } ({ $status }: { $why }): اسأل مرة أخرى، أو انظر في سجله
said_server_broke_off = قطع خادم المحادثة { $url } الاتصال: اسأل مرة أخرى
said_server_not_json = أجاب خادم المحادثة { $url } بما ليس JSON: صحّح chat_url
said_server_failed = فشل خادم المحادثة { $url } ({ $why }): اسأل مرة أخرى، أو انظر في سجله
said_server_key = يريد خادم المحادثة { $url } مفتاحًا آخر ({ $status }): اضبط RAGASSIST_CHAT_KEY
said_server_busy = رفض خادم المحادثة { $url } ({ $status }: { $why }): اسأل مرة أخرى بعد قليل
said_server_gone = تعذر الوصول إلى خادم المحادثة { $url } ({ $why }): تحقق من أنه يعمل ومن chat_url
said_server_silent = لم يقل خادم المحادثة { $url } شيئًا منذ { $count } ثانية: اسأل مرة أخرى
said_server_path = ليس لدى خادم المحادثة { $url } المسار { $path }: صحّح chat_url
said_no_field = لم يُسمَّ أي حقل: اذكر ما يُبحث عنه، مثل 'الإيجار الشهري'
said_fields_many = سُمّي { $count } حقلًا ولا يُقرأ معًا أكثر من { $most }: أنشئ جدولين
said_field_nothing = '{ $field }' لا يسمي حقلًا: اذكر ما يُبحث عنه، مثل 'الإيجار الشهري'
said_field_long = في الحقل '{ $field }…' { $count } حرفًا ولا يُقرأ أكثر من { $most }: اختصره
said_field_twice = '{ $first }' و'{ $field }' حقل واحد: سمّه مرة واحدة
said_prompt_long = يحتاج السؤال و{ $reserve } رمزًا للتفكير والإجابة ومصدر واحد إلى { $needed } رمزًا، ويسع النموذج { $most }: اختصر السؤال، أو خفّض think_budget
said_no_chat_model_of_it = { $model } ليس نموذج محادثة: اختر غيره
said_disk_short = في { $path } مساحة حرة { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } غيغابايت والمطلوب { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) }: أفرغ مساحة أولًا
said_close_programs = أغلق برامج أخرى
said_memory_slow = يحتاج { $model } إلى { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } غيغابايت من الذاكرة (وعلى الأقل { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) والمتاح { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) }: سيكون بطيئًا؛ { $advice }
said_memory_short = يحتاج { $model } إلى { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } غيغابايت من الذاكرة (وعلى الأقل { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) والمتاح { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) }: { $advice }
said_close_or_pull = أغلق برامج أخرى، أو نزّل { $name } الذي يحتاج إلى { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } غيغابايت
said_close_or_set = أغلق برامج أخرى، أو اضبط chat_model على { $name } الذي يحتاج إلى { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } غيغابايت
said_taking_stand_in = يُؤخذ { $model } من فهرس الحزم بدلًا من { $other }
said_hub_no_answer = مستودع النماذج لا يجيب ({ $why })
said_hub_silent = { $model } في مستودع النماذج وحده، وهو لا يجيب: حاول لاحقًا أو أعط --from PATH
said_chat_model_path = { $path } غير موجود: صحّح chat_model أو نزّل نموذجًا
said_model_not_installed = { $model } غير مثبت: نفّذ 'ragassist models pull { $name }'
said_fetching = يجري تنزيل { $model } من { $place } في المستودع
said_hub_broke_off = قطع المستودع تنزيل { $model }: { $why }؛ نزّل مرة أخرى للمتابعة من حيث توقف
said_index_refused = لم يعط فهرس الحزم { $part }: { $why }؛ نزّل مرة أخرى للمتابعة
said_index_silent = فهرس الحزم لا يجيب
said_no_embedding_model = لا نموذج بحث مثبت: نفّذ 'ragassist models pull { $name }'
said_model_file_size = حجم { $path } هو { $size } بايت بدلًا من { $right }: نفّذ 'ragassist models pull { $name }'
said_model_file_changed = تغيّر { $path } منذ التحقق منه: نفّذ 'ragassist models pull { $name }'
said_no_chat_model = لا نموذج محادثة مثبت: نفّذ 'ragassist models pull { $name }'
said_model_file_missing = { $path } مفقود: نفّذ 'ragassist models pull { $name }'
said_documents_several = '{ $name }' يناسب { $count ->
    [two] مستندين
    [few] { $count } مستندات
    [many] { $count } مستندًا
   *[other] { $count } مستند
}: { $names }؛ سمّ واحدًا منها
said_document_unknown = '{ $name }' لا يسمي أي مستند في المكتبة؛ يعرضها 'ragassist list'
said_file_gone = لم يعد { $path } موجودًا: أعد فهرسة مجلده
said_viewer_missing = لا يوجد { $program } لفتح الملف: اضبط viewer في settings.toml
said_viewer_unsplit = في viewer في settings.toml علامة اقتباس أو شرطة مائلة عكسية منفردة: صحّحها
said_document_not_held = { $path }: لا شيء منه في المكتبة؛ يعرض F2 ما فيها
said_library_gone = لم تعد مكتبة هذه المحادثة { $library } موجودة: ابدأ محادثة جديدة بـ Ctrl+N
said_document_removed = { $names }: لم يعد في المكتبة؛ اسأل عن مستندات يعرضها 'ragassist list'
said_documents_many = '{ $name }' يناسب { $count ->
    [two] مستندين
    [few] { $count } مستندات
    [many] { $count } مستندًا
   *[other] { $count } مستند
}: { $names } و{ $more } غيرها؛ سمّ واحدًا منها
said_filter_fits_none_in = لا مستند يوافق التصفية (في المكتبة { $count ->
    [one] مستند واحد
    [two] مستندان
    [few] { $count } مستندات
    [many] { $count } مستندًا
   *[other] { $count } مستند
} بـ { $languages }): يعرضها كلها 'ragassist list'
said_filter_fits_none = لا مستند يوافق التصفية (في المكتبة { $count ->
    [one] مستند واحد
    [two] مستندان
    [few] { $count } مستندات
    [many] { $count } مستندًا
   *[other] { $count } مستند
}): يعرضها كلها 'ragassist list'
said_question_empty = السؤال فارغ: اسأل شيئًا
said_question_long = في السؤال { $count } حرفًا ولا يُقرأ أكثر من { $most }: اختصره
said_question_wordless = لا كلمات في السؤال: اسأل بالكلمات
said_measuring_gpu = يُقاس مرة واحدة هل يجيب معالج الرسوم أسرع من المعالج
said_gpu_failed = فشل معالج الرسوم ({ $why }): يجيب المعالج من الآن؛ يقيس 'ragassist models tune' من جديد
said_measuring_languages = تُقاس لغات نموذج البحث، مرة واحدة (نصف دقيقة)
said_not_written = تعذرت كتابة { $path }: { $why }؛ ابدأ ragassist في مجلد لك
said_no_network = لا تستطيع هذه العملية الاتصال بالشبكة: اخرج بـ Ctrl+Q ونفّذ 'ragassist models pull'
said_pull_ended = انتهى تنزيل النماذج دون ذكر سبب
said_theme_key = { $name } ليس لونًا في سمة؛ المعروف dark و{ $names }
said_theme_unreadable = تعذرت قراءة { $file }: { $why }
said_theme_colour = { $name } = { $value } ليس لونًا: اكتبه مثل #7da6cf
said_disk_full = لا مساحة على القرص
said_not_allowed = لا إذن بذلك
said_not_there = لا ملف أو مجلد كهذا
said_read_only = نظام ملفات للقراءة فقط
said_converter_unguarded = لا يُشغَّل { $program }: لا يستطيع هذا النظام منعه من الاتصال بالشبكة
said_converter_not_run = تعذر تشغيل { $program } عليه: { $why }
said_reader_unstarted = تعذر تشغيل قارئه
said_page_undrawn = تعذر رسم الصفحة { $n }
said_page_undrawn_why = تعذر رسم الصفحة { $n } ({ $why })
said_ocr_script = لا لغة مثبتة في Tesseract تُكتب بخط { $script }
said_ocr_language = حروفه ليست من أي لغة مثبتة في Tesseract
said_ocr_unstarted = تعذر تشغيل Tesseract
said_ocr_unstarted_why = تعذر تشغيل Tesseract: { $why }
said_ocr_ended = انتهى Tesseract بالحالة { $n }
said_ocr_slow = استغرق أكثر من { $seconds } ث
said_ocr_not_tried = لم تُجرَّب، لأن صفحات كثيرة قبلها استغرقت وقتًا طويلًا
said_not_hancom = ليس مستند Hancom Office رغم اسمه
said_open_and_export = افتحه في برنامجه وصدّره بصيغة PDF أو DOCX أو XLSX أو PPTX
said_no_preview = مستند من Apple بلا معاينة بصيغة PDF: { $advice }
said_not_outlook = ليس رسالة Outlook رغم اسمه
said_no_xml = تالف: لا يحتوي على XML
said_office_without_text = مستند Office بلا نص
said_not_apple_mail = ليس رسالة Apple Mail: طولها غير مذكور
said_damaged_message = رسالة تالفة ({ $why })
said_embedded_missing = غير موجود في الملف
said_cannot_unpack = تعذر فك ضغطه
said_damaged_pdf_why = ملف PDF تالف ({ $why })
said_not_calendar = ليس تقويمًا رغم اسمه
said_not_references = لا مراجع فيه رغم اسمه: لا سطر يبدأ بوسم مثل 'TI  - '
said_not_address_book = ليس دفتر عناوين رغم اسمه
said_bomb_parts = ينفك إلى { $most } ميغابايت في { $count } من الأجزاء: قنبلة ضغط
said_parts_same_name = أرشيف تالف: جزآن منه بالاسم نفسه
said_parts_overlap = أجزاؤه متداخلة: قنبلة ضغط
said_attachment_unread = المرفق { $name }: لم يُقرأ: { $why }
said_attachment_partly = المرفق { $name }: { $what }
said_attachments_many = المرفق { $name } وما بعده: لم تُقرأ: أكثر من { $most } من الملفات
said_no_reader_for = لا قارئ لصيغة { $suffix }
said_no_reader = لا قارئ لملف بلا امتداد
said_file_too_deep = يقع في ملف داخل ملف داخل ملف
said_files_before_slow = استغرقت الملفات قبله وقتًا طويلًا
said_attachments_large = مجموع المرفقات أكبر من { $most } ميغابايت
said_declares_type = تالف: يعلن ملف XML فيه نوع مستند، ولا يكتب ذلك أي برنامج مكتبي
said_damaged_notebook = دفتر ملاحظات تالف ({ $why })
said_damaged_rtf = ملف RTF تالف
said_damaged_table = جدول تالف ({ $why })
said_damaged_epub = ملف EPUB تالف: لا قائمة فصول فيه ولا صفحات
said_page_too_large = صفحة أكبر من الذاكرة المسموح بها لمستند واحد: قسّمها
said_web_archive_empty = أرشيف ويب تالف: لا صفحة فيه
said_parts_nested = أجزاؤه متداخلة بعمق شديد
said_entities_trap = يأتي نوع مستنده بكيانات قد تكون فخًا: احفظه بدونها
said_draws_itself = ترسم نفسها مرارًا
said_model_unloadable = تعذر تحميل { $path }، فهو مقطوع أو أحدث مما يُدعم: نفّذ 'ragassist models verify'
said_model_no_room = لا يتسع { $name } لعدد { $count } من الرموز: أغلق برامج أخرى أو خفّض context_size
said_model_not_gguf = ليس { $path } نموذج GGUF: نزّله من جديد بالأمر 'ragassist models pull'
said_model_unopened = تعذر فتح { $path }: { $why }
said_evaluation_failed = فشل { $name } في معالجة موجهه (رمز llama.cpp { $code }): اسأل مرة أخرى
said_settings_unreadable = تعذرت قراءة { $path }: { $why }؛ أصلحه أو احذفه
said_settings_unchangeable = تعذر تغيير { $path }: { $why }
said_weights_damaged = أوزان { $name } التي نُزّلت تالفة وقد حُذفت: نزّل النموذج من جديد
said_model_file_lacking = لا يوجد { $file } في { $path }: نزّل النموذج من جديد
