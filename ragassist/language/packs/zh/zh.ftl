# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = 中文
instruction = 请只根据上面的资料，用中文以一到三个短句回答问题。在每个陈述之后用方括号注明其资料编号，例如 [1]。如果资料中没有答案，只写：{ refusal }
refusal = 您的文档中没有这方面的内容。
opening = 根据文档，
nearest = 最接近的段落是：
nearest_passages = 最接近的段落
no_model = 尚未安装聊天模型；以下段落最为相关：
source_n = 来源 { $n }
unsupported = 未得到来源证实
unconfirmed = 没有来源证实这一回答：请自行查看相关段落。
does_not_reason = { $model } 不会推理，已直接作答。
dropped = 另有 { $count } 个段落放不进提示词。
forgotten = 这次对话中最早的问题放不进提示词。
shortened = 一个较长的段落已缩短，以便放进提示词。
sources = 来源
partly_indexed = 目前已索引所发现内容的 { $percent }%
phrase_not_found = 没有段落逐字包含“{ $phrase }”；显示的是最接近的内容
thinking = 思考
empty_library = 此资料库为空。按 Ctrl+O 为文件夹建立索引。
no_chat_model = 尚未安装聊天模型：回答只引用段落。请运行 'ragassist models pull lfm2-2.6b-exp'。
stopped = 已停止
indexing = 正在建立索引
folder_to_index = 要建立索引的文件夹
loading = 正在加载模型
searching = 正在搜索
reading_prompt = 正在阅读资料
searched = 已搜索
answering = 回答
found_meanwhile = 已找到，继续阅读中：
offline = 离线
no_sources = 回答的来源会显示在这里。
no_source_n = 这里没有来源 { $n }
motto = 从您自己的文档中回答。任何内容都不会离开这台电脑。
library = 资料库
chat_model = 聊天模型
embedding_model = 搜索模型
starting = 正在启动
documents = 文档
passages = 段落
files = 文件
indexed = 已索引
partial = 部分
skipped = 已跳过
first_word = 首字用时
tokens = 词元
characters = 字符
reused = 已复用
too_long = 过长：最多 { $most } 个字符
still_answering = 仍在回答：按 Esc 停止
key_index = 索引文件夹
key_start = 开始
key_complete = 补全
key_stop = 停止
key_stop_indexing = 停止索引
key_pause_indexing = 暂停或继续索引
paused = 已暂停
key_open = 打开来源
key_copy = 复制回答
key_copy_quote = 复制引文
key_next = 下一个
key_previous = 上一个
key_close = 关闭
key_quit = 退出
chat_server = 聊天模型：
key_help = 帮助
key_library = 资料库
key_sessions = 对话记录
key_inspect = 查看回答依据
key_models = 模型
key_settings = 设置
key_palette = 所有操作
key_back = 返回
key_copy_plain = 复制回答（不含引用）
key_copy_citation = 复制引文和出处
key_open_file = 打开文件
key_retry = 重新提问
key_edit = 修改上一个问题
key_new = 新对话
key_rename = 重命名
key_delete = 永久删除
key_markdown = 存为 Markdown
key_json = 存为 JSON
key_find = 查找
key_remove = 移出
key_reindex = 重新索引
key_watch = 跟踪变化
key_verify = 校验
key_pull = 获取模型（需联网）
key_yes = 是
key_no = 否
session = 对话
questions = 问题数
when = 最近
inspect = 回答的依据
models = 模型
settings = 设置
document = 文档
state = 状态
spoken = 语言
size = 大小
model = 模型
role = 用途
role_chat = 回答
role_search = 搜索
licence = 许可证
installed = 已安装
available = 未安装
waiting = 等待中
watching = 正在跟踪变化
score = 得分
by_meaning = 语义
by_words = 词语
seen_by_model = 模型看到的内容
together = 合计
no_prompt = 没有可显示的提示词：此回答没有使用模型，或来自之前的会话。
no_sessions = 没有找到：从第一个回答起，对话会保存在这里。
find_action = 查找操作
no_action = 没有匹配的操作。
find_documents = 按名称查找文档
find_sessions = 在所有对话中查找词语
remove_question = 要将其移出资料库吗？文件本身会留在原处。
delete_question = 要永久删除此对话吗？删除后无法恢复。
written_to = 已写入 { $path }
verifying = 正在校验 { $name } …
whole = { $name } 完好
tokens_a_second = 词元/秒
setting = 设置项
value = 值
automatic = 自动
on = 开
off = 关
set_language = 语言
set_think = 推理
set_think_budget = 推理预算
set_context_tokens = 资料预算
set_theme = 配色
set_bidi = 从右到左的文字
about_language = 回答和本程序的语言；自动：随问题和系统语言。
about_think = 模型回答前是否先推理；自动：语言不同时。
about_think_budget = 推理达到这么多词元后即要求回答。
about_context_tokens = 模型读取的资料词元数；每个都会推迟第一个字。
about_bidi = 由谁排列阿拉伯文：terminal 终端或 program 程序；自动识别部分终端。
help_text = 在提问框之外，按数字键打开对应编号的资料；Tab 移到资料。可在 settings.toml 的 [keys] 中按右侧名称更改按键。
step_command = 按 Ctrl+Q 退出并运行：ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = 来源
key_earlier = 较早回答的来源
ninth_language = 问题似乎使用了我不支持作答的语言（{ $name }），因此用中文回答。
other_language = 模型在此回答中没有坚持使用中文。
left_out = 回答的其余部分是另一种语言，已略去。
crashed = 界面因自身错误而结束（{ $problem }）。资料库和对话均已保留：请重新启动。
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = 第 { $n } 页
pages_n = 第 { $n } 页
slide_n = 第 { $n } 张幻灯片
sheet_n = 第 { $n } 个工作表
chapter_n = 第 { $n } 章
message_n = 第 { $n } 封邮件
line_n = 第 { $n } 行
lines_n = 第 { $n } 行
row_n = 第 { $n } 行
rows_n = 第 { $n } 行
cell_n = 第 { $n } 个单元格
cells_n = 第 { $n } 个单元格
documents_counted = { $count ->
   *[other] { $shown } 个文档
}
passages_counted = { $count ->
   *[other] { $shown } 个段落
}
files_counted = { $count ->
   *[other] { $shown } 个文件
}
waiting_counted = { $count ->
   *[other] { $shown } 个等待中
}
conversations_counted = { $count ->
   *[other] { $shown } 个对话
}
indexed_counted = { $count ->
   *[other] { $shown } 个已索引
}
unchanged_counted = { $count ->
   *[other] { $shown } 个未更改
}
removed_counted = { $count ->
   *[other] { $shown } 个已移除
}
partial_counted = { $count ->
   *[other] { $shown } 个部分读取
}
skipped_counted = { $count ->
   *[other] { $shown } 个已跳过
}
tokens_counted = { $count ->
   *[other] { $shown } 个词元
}
refused_counted = { $count ->
   *[other] { $shown } 次连接被拒
}
earlier_counted = { $count ->
   *[other] { $shown } 个更早的问题：按 F3 打开
}
getting_models = 正在获取模型
pull_failed = 模型没有下载成功：{ $problem }。Ctrl+G 会从已有部分继续。没有网络时，也可以从文件夹或 U 盘获取：ragassist models import PATH
online = 联网：正在获取模型
seconds_left = 约剩 { $count } 秒
minutes_left = 约剩 { $count } 分钟
hours_left = 约剩 { $count } 小时
key_scroll = 滚动
key_move = 移动
key_zoom = 整页
key_newest = 最新回答
new_answer = 新回答：Ctrl+End
draft_kept = 您写的内容已保留：按 ↓ 找回
copied_by = 已通过 { $name } 复制
copied_by_terminal = 已发送到终端（OSC 52）。若未生效，请安装 wl-copy 或 xclip
key_stop_pull = 停止下载
key_libraries = 切换资料库
find_library = 查找资料库，或为新资料库命名
new_library = 新建
leaving = 正在结束进行中的工作 …
counting = 正在统计
nothing_to_index = 此处没有可建立索引的文件
whole_home_question = 这是您的整个主文件夹。要全部建立索引吗？
many_files_question = 文件很多：建立索引可能需要数小时。要开始吗？
key_use = 使用
in_use = 使用中
embed_anew_question = 更换搜索模型后，所有段落都需要重新嵌入（ragassist index --re-embed）。要使用吗？
used_from_now_on = 从现在起使用 { $name }
key_read = 阅读
step_repair = 按 Ctrl+Q 退出并运行：ragassist check --repair
help_chat = 写下问题并按 Enter。回答会标明来源，旁边就是这些段落。
help_page = 方向键移动，Enter 执行底行所示操作，Esc 返回对话。
help_enter = 发送问题；打开光标处的内容
help_esc = 停止回答；返回
help_tab = 在问题与来源之间切换
help_arrows = 之前的问题；在列表中移动
help_digits = 在来源中：该编号的来源
key_resume = 继续
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } 秒
whole_seconds = { $count } 秒
help_sources = 回答的来源，被引用的在前。列表旁的页面高亮引文；I 将 PDF 页面显示为图像，O 打开文件本身。
bell = 铃声
desktop = 桌面
theme_problem = 主题 { $name }：{ $problem }
key_larger = 放大
key_smaller = 缩小
key_unfold = 展开
key_to_tree = 文件夹列表
step_models = 按 Ctrl+G 获取（{ $size }）；联网前会先询问
pull_question = 将联网一次：从模型库或软件包索引下载 { $size }。聊天模型采用 LFM Open License v1.0（仅年收入低于 1000 万美元时可免费商用）。选“是”即表示接受。Ctrl+X 可随时停止下载，下次从中断处继续。之后本程序不再能够联网。
step_folder = Ctrl+O：选择您的文件夹
step_sample = Ctrl+T：先看看小型示例资料库
step_libraries = Ctrl+L：打开另一个资料库（{ $names }）
step_ask = 在下方写下问题并按 Enter
step_suggested = 或按 ↓ 选用其中一个：
folder = 文件夹
question = 问题
key_sample = 示例资料库
about_minutes = 建立索引约 { $count } 分钟
below_a_minute = 建立索引不到一分钟
key_filter = 按状态筛选
key_ask_only = 只问此项
key_read_again = 只重新读取此项
key_fold = 折叠
only_state = 仅{ $state }
key_picture = 页面图像
no_picture = 只有仍存在的 PDF 文件的页面可以显示为图像
picture_failed = 无法将此页显示为图片：{ $problem }
key_jump = 跳转
jump_hint = 按字母跳到该处，Esc 留在原处
help_library = 此资料库的文档按文件夹排列，各附处理结果。下方一行说明文件为何被跳过；旁边是读到的内容。
help_sessions = 保存在本机上的对话。Enter 在其资料库中继续对话；/ 在所有对话中查找字词。
help_inspect = 回答的依据：找到的段落及其分数，下面是模型实际看到的内容。
help_models = 已知的模型和本机已有的模型。● 表示正在使用；Enter 改用另一个，V 检查其文件是否完整。
help_settings = 常改的设置；← 和 → 立即更改。其余都在 settings.toml 中。
set_notice = 回答提醒
about_notice = 用时超过十秒的回答完成后如何提醒：不提醒、终端铃声，或桌面通知。
answer_ready = 回答已完成
about_theme = dark、light、contrast、plain（完全无色，如 NO_COLOR），或 themes 文件夹中您自己的主题。
key_summary = 总结
summary_of = 摘要
outline = 大纲
no_outline = 此文档没有标题。
help_summary = 一份文档的摘要，旁边是其大纲。摘要中的数字打开所依据的段落；在大纲中按 Enter 阅读该节。
key_translate = 翻译
key_export = 将对话导出为 Markdown
translation_of = 译文
translate_into = 翻译成
key_save_text = 保存
nothing_kept = 此对话没有保存任何内容，因此没有可导出的。
help_translation = 一个文档的另一种语言的译文，逐句对应，旁边是其大纲。数字或名称与原文不同之处会标出；S 保存已有的内容。
help_table = 所有文档的表格，或用 @ 限定的文档的表格。在上面一行写出字段并按 Enter：每个文档读完后就有一行。在单元格上按 Enter 打开其来源；Esc 停止并保留已有的内容。
sources_confirm_counted = { $count ->
   *[other] { $shown } 个来源证实
}
details = 详情

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] 这个资料库是空的：用 'ragassist index 文件夹' 或界面里的 Ctrl+O 添加文档。
   *[other] 这个资料库有 { $documents } 份文档。
}
request_try = 您可以问：
request_suggestion = { $document } 里关于“{ $heading }”是怎么说的？
request_capability = 我回答关于这个资料库中文档的问题，每句话都注明所在的页。语言：{ $languages }。我也能总结、比较和翻译文档，根据文档起草信件，并列出和统计文档。我能读 PDF、办公文件、网页、电子书、邮件和文本，装有 Tesseract 时也能读扫描件。任何内容都不会离开这台电脑：文档、问题和回答都留在这里，也不会建立任何网络连接。用 'ragassist index 文件夹' 添加文档，在界面里按 Ctrl+O；F1 显示所有按键。
summary_instruction = 请只根据上面的资料，用中文以一到三个短句概括其内容。在每个陈述之后用方括号注明其资料编号，例如 [1]。
summary_question = 用几个完整的句子概括上面的文字，不要列表。
summary_which = 您指的是哪份文档？
summary_quoted = 最核心的句子原文（尚未安装聊天模型）：
summary_done = { $document } 的摘要：{ $total } 段中的 { $read } 段
greeting_example = 你好，早上好！
thanks_example = 非常感谢，很有帮助。
goodbye_example = 再见，明天见。
greeting = 您好！您可以就自己的文档向我提问。
thanks = 不客气。
goodbye = 再见！
overview_types = 按类型：{ $list }
overview_languages = 按语言：{ $list }
overview_newest = 最近更改：{ $list }
overview_skipped = 有 { $count } 个文件无法读取：运行 'ragassist list' 可查看原因。
overview_more = …… 还有 { $count } 份：'ragassist list' 显示全部。
overview_about = 符合的文档：
count_result = { $total } 份文档中的 { $count } 份（{ $criteria }）
count_type = 类型 { $type }
count_language = { $language }
count_words = 含有“{ $words }”
count_near = 意思上最接近的是：
count_pages = { $count } 页
scope_hint = 仅限此处；按退格键移除最后一项
ask_here = 向您的文档提问，Enter 发送；@ 文档，/ 命令

# Tables over documents
table = 表格
key_table = 文档表格
table_field = 字段
table_normal = 标准形式
table_place = 位置
table_quote = 引文
table_check = 核对
table_confirmed = 来源已证实
table_values = 数值
table_empty = 其中没有文字
table_waiting = 尚未编入索引
table_changed = 读取时文档已更改：请重新制作表格
table_takes = 需读取 { $count } 个文档：{ $time }。中断后，同一命令会继续。
passages_take = 需读取 { $count } 个段落：{ $time }。已完成的会保留。
table_no_model = 制作表格需要聊天模型，但尚未安装。
table_which = 表格要有哪些列？请写出来：“出租人和月租金的表格”。
table_long = { $documents } 个文档太多，放不进回答里的表格：请写入文件。
table_done = { $documents } 个文档；{ $cells } 个单元格中有 { $filled } 个有值
table_unsupported = { $percent }% 的值（{ $count } 个）未得到来源证实
table_fields_hint = 字段，用逗号分隔：出租人，月租金
table_begin = 在上方写出字段并按回车：每个文档一行。
table_hint = 所有文档的表格：在终端界面用 /table，或运行 'ragassist extract --field 字段'
key_save_workbook = 保存为工作簿
key_save_csv = 保存为 CSV
key_fields = 更改字段
summary_sentences = 请用中文把上面的资料概括成正好{ $count }句话，只根据资料所写的内容。每句话后面用方括号写上资料编号，例如 [1]。
document_empty = { $document } 没有文字。
draft_instruction = 请用中文写出所要求的文字，写成一封完整的信或邮件，有称呼和结尾敬语。事实、姓名、日期和金额只能取自上面的资料，凡是用到资料的句子，后面用方括号写上资料编号，例如 [1]。不知道的地方写 […]。
draft_mark = 草稿：发送前请先阅读
draft_refused = 模型没有写出草稿：请换一种说法说明这封信要达到什么目的。
draft_from = 取自 { $documents }；没有编号的内容不是来自文档。
compare_instruction = 请用中文逐点比较 { $names } 对此各说了什么，只根据上面的资料。每一点写一行，写明两份文档的名称和各自的说法，每个说法后面用方括号写上资料编号，例如 [1]。如果其中一份对某一点没有说明，就写出来。
compare_silent = 在找到的段落中，{ $document } 对此没有说明。
compare_done = 已比较 { $names }，依据 { $count } 个段落
part_missing = { $document } 中没有“{ $part }”。
parts_there = 其中有：{ $list }。
translate_no_model = 翻译需要聊天模型，但尚未安装。
translate_long = 内容较长：“ragassist translate 文件 --into xx --output 文件”会写入文件，中断后可以从原处继续。
translate_done = 翻译成{ $language }：{ $document } 的 { $total } 个段落中的 { $read } 个
translate_doubtful = 有 { $count } 个句子的数字、名称或语言与原文不同，已作标记。
overview_topics = 主题：
kind_lookup = 提问
kind_summary = 摘要
kind_overview = 概览
kind_count = 计数
kind_compare = 比较
kind_translate = 翻译
kind_extract = 表格
kind_draft = 草稿
kind_smalltalk = 闲聊
kind_capability = 关于本程序的问题
ask_otherwise = 改为{ $kind }
translate_instruction = 请把上面的文字完整地翻译成中文，不要添加或省略任何内容。数字、单位和名称保持不变。只写译文。

# Deep questions
no_tools = { $model } 没有此处已知的工具：只搜索一次就回答了。
tool_used = { $call }：{ $passages } 段
key_deep = 深入查找
key_otherwise = 改用另一种方式
