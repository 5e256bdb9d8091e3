# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = 日本語
instruction = 上の資料だけにもとづいて、質問に日本語で一文から三文の短い文で答えてください。それぞれの内容の後に [1] のように資料の番号を付けてください。資料に答えがない場合は、次の一文だけを書いてください：{ refusal }
refusal = お持ちの文書にはその内容が見つかりません。
opening = 文書によると、
nearest = 最も近い箇所は次のとおりです：
nearest_passages = 最も近い箇所
no_model = チャットモデルがインストールされていません。最も適した箇所は次のとおりです：
source_n = 資料{ $n }
unsupported = 出典で確認できません
unconfirmed = この回答を裏づける出典はありません。該当箇所をご自身で確認してください。
does_not_reason = { $model } は推論に対応していないため、すぐに回答しました。
dropped = ほかに { $count } 件の箇所は入りきりませんでした。
forgotten = この会話の古い質問は入りきりませんでした。
shortened = 長い箇所は入りきるように短くしました。
sources = 出典
partly_indexed = 見つかったものの { $percent }% を索引済みです
phrase_not_found = 「{ $phrase }」をそのまま含む箇所はありません。最も近いものを示します
thinking = 思考
empty_library = このライブラリは空です。Ctrl+O でフォルダーを索引に加えます。
no_chat_model = チャットモデルがありません。回答は該当箇所の引用になります。'ragassist models pull lfm2-2.6b-exp' を実行してください。
stopped = 停止しました
indexing = 索引を作成中
folder_to_index = 索引に加えるフォルダー
loading = モデルを読み込み中
searching = 検索中
reading_prompt = 資料を読み込み中
searched = 検索済み
answering = 回答
found_meanwhile = 見つかった文（続きを読み込み中）：
offline = オフライン
no_sources = 回答の出典がここに表示されます。
no_source_n = 出典 { $n } はここにありません
motto = あなたの文書から答えます。このパソコンの外には何も出ません。
library = ライブラリ
chat_model = チャットモデル
embedding_model = 検索モデル
starting = 起動中
documents = 文書
passages = 段落
files = ファイル
indexed = 追加
partial = 一部のみ
skipped = スキップ
first_word = 最初の語まで
tokens = トークン
characters = 文字
reused = 再利用
too_long = 長すぎます（最大{ $most }文字）
still_answering = まだ回答中です（Escで停止）
key_index = フォルダーを索引に追加
key_start = 開始
key_complete = 補完
key_stop = 停止
key_stop_indexing = 索引作成を停止
key_pause_indexing = 索引作成を一時停止・再開
paused = 一時停止中
key_open = 出典を開く
key_copy = 回答をコピー
key_copy_quote = 引用をコピー
key_next = 次へ
key_previous = 前へ
key_close = 閉じる
key_quit = 終了
chat_server = チャットモデル：
key_help = ヘルプ
key_library = ライブラリ
key_sessions = 会話
key_inspect = 回答を調べる
key_models = モデル
key_settings = 設定
key_palette = すべての操作
key_back = 戻る
key_copy_plain = 回答をコピー（出典なし）
key_copy_citation = 出典付きでコピー
key_open_file = ファイルを開く
key_retry = もう一度聞く
key_edit = 最後の質問を直す
key_new = 新しい会話
key_rename = 名前を変える
key_delete = 完全に削除
key_markdown = Markdown で保存
key_json = JSON で保存
key_find = 探す
key_remove = 取り除く
key_reindex = 再索引
key_watch = 変更を追う
key_verify = 検証
key_pull = モデルを取得（通信します）
key_yes = はい
key_no = いいえ
session = 会話
questions = 質問
when = 最終
inspect = 回答の根拠
models = モデル
settings = 設定
document = 文書
state = 状態
spoken = 言語
size = サイズ
model = モデル
role = 用途
role_chat = 回答
role_search = 検索
licence = ライセンス
installed = 導入済み
available = 未導入
waiting = 待機中
watching = 変更を追跡中
score = スコア
by_meaning = 意味
by_words = 単語
seen_by_model = モデルが見たもの
together = 合計
no_prompt = 表示できるプロンプトはありません。この回答にモデルは使われていないか、以前の実行時のものです。
no_sessions = 見つかりません。会話は最初の回答からここに残ります。
find_action = 操作を探す
no_action = 該当する操作はありません。
find_documents = 名前で文書を探す
find_sessions = 会話の中の言葉を探す
remove_question = ライブラリから取り除きますか。ファイル自体はそのまま残ります。
delete_question = この会話を完全に削除しますか。元には戻せません。
written_to = { $path } に書きました
verifying = { $name } を検証中 …
whole = { $name } は無傷です
tokens_a_second = トークン/秒
setting = 設定項目
value = 値
automatic = 自動
on = オン
off = オフ
set_language = 言語
set_think = 推論
set_think_budget = 推論の上限
set_context_tokens = 資料の上限
set_theme = 配色
set_bidi = 右から左の文字
about_language = 回答とこのプログラムの言語。自動なら質問とシステムの言語。
about_think = 回答の前に推論するか。自動なら言語が異なるとき。
about_think_budget = この数のトークンの後に回答を求めます。
about_context_tokens = モデルが読む資料のトークン数。多いほど最初の語が遅れます。
about_bidi = アラビア文字を並べるのは端末（terminal）かプログラム（program）か。自動は一部の端末を知っています。
help_text = 質問欄の外では数字キーでその番号の資料を開きます。Tab で資料へ移ります。キーは settings.toml の [keys] に右の名前で設定できます。
step_command = Ctrl+Q で終了して実行：ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = 出典
key_earlier = 以前の回答の出典
ninth_language = 質問は{ $name }のようですが、この言語では回答できないため、日本語で回答します。
other_language = この回答でモデルは日本語を使い通しませんでした。
left_out = 回答の残りは別の言語だったため省きました。
crashed = 画面は内部の不具合で終了しました（{ $problem }）。ライブラリと会話は残っています。もう一度起動してください。
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = { $n } ページ
pages_n = { $n } ページ
slide_n = スライド { $n }
sheet_n = シート { $n }
chapter_n = 第 { $n } 章
message_n = { $n } 通目
line_n = { $n } 行目
lines_n = { $n } 行目
row_n = { $n } 行目
rows_n = { $n } 行目
cell_n = セル { $n }
cells_n = セル { $n }
documents_counted = { $count ->
   *[other] { $shown } 件の文書
}
passages_counted = { $count ->
   *[other] { $shown } 件の段落
}
files_counted = { $count ->
   *[other] { $shown } 個のファイル
}
waiting_counted = { $count ->
   *[other] { $shown } 件待機中
}
conversations_counted = { $count ->
   *[other] { $shown } 件の会話
}
indexed_counted = { $count ->
   *[other] { $shown } 件追加
}
unchanged_counted = { $count ->
   *[other] { $shown } 件変更なし
}
removed_counted = { $count ->
   *[other] { $shown } 件削除
}
partial_counted = { $count ->
   *[other] { $shown } 件一部のみ
}
skipped_counted = { $count ->
   *[other] { $shown } 件スキップ
}
tokens_counted = { $count ->
   *[other] { $shown } トークン
}
refused_counted = { $count ->
   *[other] { $shown } 件拒否
}
earlier_counted = { $count ->
   *[other] { $shown } 件のそれ以前の質問（F3 で開く）
}
getting_models = モデルを取得中
pull_failed = モデルを取得できませんでした：{ $problem }。Ctrl+G で続きから取得します。ネットワークがない場合は、フォルダーや USB メモリーから取り込めます：ragassist models import PATH
online = オンライン：モデルを取得中
seconds_left = 残り約 { $count } 秒
minutes_left = 残り約 { $count } 分
hours_left = 残り約 { $count } 時間
key_scroll = スクロール
key_move = 移動
key_zoom = ページ全体
key_newest = 最新の回答
new_answer = 新しい回答：Ctrl+End
draft_kept = 書いた文は残っています：↓ で戻ります
copied_by = { $name } でコピーしました
copied_by_terminal = 端末に送りました（OSC 52）。届かないときは wl-copy か xclip を入れてください
key_stop_pull = ダウンロードを止める
key_libraries = ライブラリを切り替え
find_library = ライブラリを探す、または新しい名前を入れる
new_library = 新規
leaving = 作業を終えています …
counting = 数えています
nothing_to_index = 索引できるファイルがありません
whole_home_question = ホームフォルダー全体です。すべて索引しますか。
many_files_question = ファイルが多く、索引に数時間かかることがあります。始めますか。
key_use = 使う
in_use = 使用中
embed_anew_question = 検索モデルを替えると、すべての段落を埋め込み直す必要があります（ragassist index --re-embed）。使いますか。
used_from_now_on = これから { $name } を使います
key_read = 読む
step_repair = Ctrl+Q で終了して実行：ragassist check --repair
help_chat = 質問を書いて Enter を押します。回答は出典を示し、その段落が横に並びます。
help_page = 矢印で移動し、Enter は下の行の操作を行い、Esc で会話に戻ります。
help_enter = 質問を送る；カーソルの項目を開く
help_esc = 回答を止める；戻る
help_tab = 質問と出典の間を行き来する
help_arrows = 前の質問；一覧の中を移動
help_digits = 出典の中で：その番号の出典
key_resume = 続ける
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } 秒
whole_seconds = { $count } 秒
help_sources = 回答の出典です。引用されたものが先に並びます。一覧の横のページは引用箇所を照らし、I は PDF のページを画像で示し、O はファイルを開きます。
bell = ベル
desktop = デスクトップ
theme_problem = テーマ { $name }：{ $problem }
key_larger = 大きく
key_smaller = 小さく
key_unfold = 開く
key_to_tree = フォルダー一覧
step_models = Ctrl+G で取得します（{ $size }）。通信の前に確認します
pull_question = 一度だけ通信します。モデルハブまたはパッケージインデックスから { $size } を取得します。チャットモデルは LFM Open License v1.0 です（商用は年間売上 1000 万米ドル未満の場合のみ無償）。「はい」で同意します。Ctrl+X でいつでも中止でき、次回は続きから取得します。その後このプログラムは通信できなくなります。
step_folder = Ctrl+O：自分のフォルダーを選ぶ
step_sample = Ctrl+T：小さな見本のライブラリを試す
step_libraries = Ctrl+L：別のライブラリを開く（{ $names }）
step_ask = 下に書いて Enter を押す
step_suggested = または ↓ で次から選ぶ：
folder = フォルダー
question = 質問
key_sample = 見本のライブラリ
about_minutes = 索引の作成に約 { $count } 分
below_a_minute = 索引の作成は 1 分未満
key_filter = 状態で絞る
key_ask_only = これだけに質問
key_read_again = これだけ読み直す
key_fold = 折りたたむ
only_state = { $state }のみ
key_picture = ページの画像
no_picture = 画像で表示できるのは、残っている PDF ファイルのページだけです
picture_failed = このページを画像で表示できません：{ $problem }
key_jump = ジャンプ
jump_hint = 文字でその場所へ、Esc でそのまま
help_library = このライブラリの文書をフォルダーごとに、その状態とともに示します。下の行はファイルを省いた理由を、横の欄は読み取った内容を示します。
help_sessions = このパソコンに保存された会話です。Enter でそのライブラリで続け、/ ですべての会話から語を探します。
help_inspect = 回答の根拠です。見つかった段落とその点数、下にモデルが実際に見た内容を示します。
help_models = 既知のモデルと、ここにあるモデルです。● は使用中を示します。Enter で別のモデルを使い、V でファイルが完全か調べます。
help_settings = よく変える設定です。← と → ですぐ変わります。その他は settings.toml にあります。
set_notice = 回答の通知
about_notice = 十秒より長くかかった回答ができたことを知らせる方法：なし、端末のベル、デスクトップの通知。
answer_ready = 回答ができました
about_theme = dark、light、contrast、plain（NO_COLOR と同じく色なし）、または themes フォルダーの自作テーマ。
key_summary = 要約
summary_of = 要約
outline = 見出し
no_outline = この文書には見出しがありません。
help_summary = 一つの文書の要約とその見出しです。要約の番号で根拠の段落を開き、見出しで Enter を押すとその節を読みます。
key_translate = 翻訳
key_export = 会話を Markdown に書き出す
translation_of = 翻訳
translate_into = 翻訳先
key_save_text = 保存
nothing_kept = この会話は何も保存されていないため、書き出すものがありません。
help_translation = 一つの文書を別の言語で、一文ずつ、見出しと並べて示します。数字や名前が原文と違うところには印が付きます。S でここまでを保存します。
help_table = 文書の表です。@ で質問を絞っているときは、その文書だけの表です。上の行に項目を書いて Enter を押すと、文書を読むごとに一行増えます。セルで Enter を押すと出典が開き、Esc で止めてもここまでは残ります。
sources_confirm_counted = { $count ->
   *[other] { $shown } 件の出典が裏づけ
}
details = 詳細

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] このライブラリは空です。'ragassist index フォルダー' か、画面の Ctrl+O で文書を追加できます。
   *[other] このライブラリには { $documents } 件の文書があります。
}
request_try = たとえば次のように質問できます。
request_suggestion = { $document } には「{ $heading }」について何と書いてありますか？
request_capability = このライブラリの文書についての質問に答え、どの記述にもページを示します。言語：{ $languages }。文書の要約、比較、翻訳、手紙の下書き、一覧や集計もできます。PDF、オフィス文書、ウェブページ、電子書籍、メール、テキストを読み、Tesseract があればスキャンも読みます。このコンピューターの外には何も出ません。文書も質問も回答もここに残り、接続は一切開かれません。文書の追加は 'ragassist index フォルダー'、画面では Ctrl+O です。F1 で全てのキーを表示します。
summary_instruction = 上の資料を、書かれていることだけにもとづいて、日本語で一文から三文の短い文に要約してください。それぞれの内容の後に [1] のように資料の番号を付けてください。
summary_question = 上の文章を、箇条書きにせず、いくつかの完全な文で要約してください。
summary_which = どの文書のことですか？
summary_quoted = 最も中心的な文をそのまま示します（チャットモデルがありません）：
summary_done = { $document } の要約：{ $total } 箇所のうち { $read } 箇所
greeting_example = こんにちは、おはようございます。
thanks_example = どうもありがとう、役に立ちました。
goodbye_example = さようなら、また明日。
greeting = こんにちは。文書について何でも聞いてください。
thanks = どういたしまして。
goodbye = さようなら。
overview_types = 種類別：{ $list }
overview_languages = 言語別：{ $list }
overview_newest = 最近の変更：{ $list }
overview_skipped = { $count } 件のファイルが読めませんでした。理由は 'ragassist list' で分かります。
overview_more = …ほか { $count } 件。'ragassist list' ですべて表示します。
overview_about = 該当する文書：
count_result = { $total } 件の文書のうち { $count } 件（{ $criteria }）
count_type = 種類 { $type }
count_language = { $language }
count_words = 「{ $words }」を含む
count_near = 意味の上で最も近い文書：
count_pages = { $count } ページ
scope_hint = ここだけ。Backspace で最後の一つを外す
ask_here = 文書に質問、Enter で送信。@ 文書、/ コマンド

# Tables over documents
table = 表
key_table = 文書の一覧表
table_field = 項目
table_normal = 標準形
table_place = 場所
table_quote = 引用
table_check = 確認
table_confirmed = 出典で確認済み
table_values = 値の一覧
table_empty = 文字がありません
table_waiting = まだ索引に入っていません
table_changed = 読み取り中に変更されました。表を作り直してください
table_takes = 読む文書 { $count } 件：{ $time }。中断しても同じコマンドで続きから進みます。
passages_take = 読む箇所 { $count } 件：{ $time }。終わった分は保存されます。
table_no_model = 表を作るにはチャットモデルが必要ですが、インストールされていません。
table_which = 表にはどの列が必要ですか。「賃貸人と月額賃料の表」のように書いてください。
table_long = { $documents } 件の文書は回答の中の表には多すぎます。ファイルに書き出してください。
table_done = 文書 { $documents } 件、{ $cells } セル中 { $filled } セルに値があります
table_unsupported = 値の { $percent }%（{ $count } 個）は出典で確認できません
table_fields_hint = 項目をコンマで区切って書きます：賃貸人、月額賃料
table_begin = 上に項目を書いて Enter を押すと、文書ごとに 1 行ができます。
table_hint = すべての文書の一覧表：端末の画面で /table、または 'ragassist extract --field 項目'
key_save_workbook = ブックとして保存
key_save_csv = CSV として保存
key_fields = 項目を変える
summary_sentences = 上の資料を、書かれていることだけにもとづいて、日本語でちょうど{ $count }文に要約してください。各文の後ろに [1] のように資料の番号を角括弧で付けてください。
document_empty = { $document } には文字がありません。
draft_instruction = 求められた文章を日本語で、宛名と結びのある完成した手紙またはメールとして書いてください。事実、名前、日付、金額は上の資料からだけ取り、資料を使った文の後ろには [1] のように資料の番号を角括弧で付けてください。分からないところは […] と書いてください。
draft_mark = 下書き：送る前に読んでください
draft_refused = モデルは下書きを書きませんでした。手紙の目的を別の言葉で伝えてください。
draft_from = { $documents } から取りました。番号のない部分は文書によるものではありません。
compare_instruction = { $names } がこのことについて述べている内容を、上の資料だけにもとづいて、日本語で一点ずつ比較してください。一点につき一行で、両方の文書の名前とそれぞれの内容を書き、各内容の後ろに [1] のように資料の番号を角括弧で付けてください。一方に記述がない点は、そう書いてください。
compare_silent = 見つかった箇所では、{ $document } にこのことについての記述はありません。
compare_done = { $names } を { $count } 箇所の本文で比較しました
part_missing = { $document } には「{ $part }」がありません。
parts_there = 次の部分があります：{ $list }
translate_no_model = 翻訳にはチャットモデルが必要ですが、インストールされていません。
translate_long = 長い文書です。「ragassist translate ファイル --into xx --output ファイル」はファイルに書き出し、止まったところから続けます。
translate_done = { $language }への翻訳：{ $document } の { $total } 箇所のうち { $read } 箇所
translate_doubtful = { $count } 文で数字、名前、または言語が原文と異なります。印が付いています。
overview_topics = 主な話題：
kind_lookup = 質問
kind_summary = 要約
kind_overview = 概要
kind_count = 集計
kind_compare = 比較
kind_translate = 翻訳
kind_extract = 表
kind_draft = 下書き
kind_smalltalk = 雑談
kind_capability = このプログラムへの質問
ask_otherwise = { $kind }として聞く
translate_instruction = 上の文を日本語に、何も足さず何も省かずに全部訳してください。数字、単位、名前はそのままにしてください。訳文だけを書いてください。

# Deep questions
no_tools = { $model } にはここで使えるツールがありません。1 回の検索で答えました。
tool_used = { $call }：{ $passages } 件の箇所
key_deep = さらに探す
key_otherwise = 別の種類として聞く
