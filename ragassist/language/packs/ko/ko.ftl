# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = 한국어
instruction = 위의 자료만 근거로 질문에 한국어로 한 문장에서 세 문장의 짧은 문장으로 답하세요. 각 내용 뒤에 [1]처럼 자료 번호를 대괄호로 붙이세요. 자료에 답이 없으면 다음 문장만 쓰세요: { refusal }
refusal = 문서에서 이 내용을 찾을 수 없습니다.
opening = 문서에 따르면,
nearest = 가장 가까운 구절은 다음과 같습니다:
nearest_passages = 가장 가까운 구절
no_model = 설치된 채팅 모델이 없습니다. 가장 알맞은 구절은 다음과 같습니다:
source_n = 출처 { $n }
unsupported = 출처에서 확인되지 않음
unconfirmed = 이 답변을 확인해 주는 출처가 없습니다. 해당 구절을 직접 확인하세요.
does_not_reason = { $model } 모델은 추론을 하지 않아 바로 답했습니다.
dropped = 다른 구절 { $count }개는 프롬프트에 들어가지 못했습니다.
forgotten = 이 대화의 오래된 질문은 프롬프트에 들어가지 못했습니다.
shortened = 긴 구절은 프롬프트에 맞게 줄였습니다.
sources = 출처
partly_indexed = 찾은 것 가운데 { $percent }%가 색인되었습니다
phrase_not_found = “{ $phrase }”을(를) 그대로 담은 구절이 없어 가장 가까운 것을 보여 줍니다
thinking = 추론
empty_library = 이 라이브러리는 비어 있습니다. Ctrl+O로 폴더를 색인하세요.
no_chat_model = 설치된 채팅 모델이 없어 답변은 구절을 인용합니다. 'ragassist models pull lfm2-2.6b-exp'를 실행하세요.
stopped = 중지됨
indexing = 색인 중
folder_to_index = 색인할 폴더
loading = 모델을 불러오는 중
searching = 검색 중
reading_prompt = 자료를 읽는 중
searched = 검색 완료
answering = 답변
found_meanwhile = 찾은 문장(계속 읽는 중):
offline = 오프라인
no_sources = 답변의 출처가 여기에 표시됩니다.
no_source_n = 여기에는 출처 { $n }이(가) 없습니다
motto = 내 문서에서 찾은 답변. 이 컴퓨터 밖으로 나가는 것은 없습니다.
library = 라이브러리
chat_model = 채팅 모델
embedding_model = 검색 모델
starting = 시작하는 중
documents = 문서
passages = 구절
files = 파일
indexed = 색인됨
partial = 일부만
skipped = 건너뜀
first_word = 첫 단어까지
tokens = 토큰
characters = 글자
reused = 재사용
too_long = 너무 깁니다: 최대 { $most }자
still_answering = 아직 답변 중입니다. Esc로 중지합니다
key_index = 폴더 색인
key_start = 시작
key_complete = 완성
key_stop = 중지
key_stop_indexing = 색인 중지
key_pause_indexing = 색인 일시 정지, 계속
paused = 일시 정지됨
key_open = 출처 열기
key_copy = 답변 복사
key_copy_quote = 인용 복사
key_next = 다음
key_previous = 이전
key_close = 닫기
key_quit = 종료
chat_server = 채팅 모델:
key_help = 도움말
key_library = 라이브러리
key_sessions = 대화
key_inspect = 답변 살펴보기
key_models = 모델
key_settings = 설정
key_palette = 모든 동작
key_back = 뒤로
key_copy_plain = 답변 복사(인용 제외)
key_copy_citation = 인용과 출처 복사
key_open_file = 파일 열기
key_retry = 다시 질문
key_edit = 마지막 질문 고치기
key_new = 새 대화
key_rename = 이름 바꾸기
key_delete = 완전히 삭제
key_markdown = Markdown으로 저장
key_json = JSON으로 저장
key_find = 찾기
key_remove = 빼기
key_reindex = 다시 색인
key_watch = 변경 따라가기
key_verify = 검증
key_pull = 모델 받기(온라인)
key_yes = 예
key_no = 아니요
session = 대화
questions = 질문
when = 최근
inspect = 답변의 근거
models = 모델
settings = 설정
document = 문서
state = 상태
spoken = 언어
size = 크기
model = 모델
role = 용도
role_chat = 답변
role_search = 검색
licence = 라이선스
installed = 설치됨
available = 없음
waiting = 대기 중
watching = 변경 추적 중
score = 점수
by_meaning = 의미
by_words = 낱말
seen_by_model = 모델이 본 것
together = 합계
no_prompt = 보여 줄 프롬프트가 없습니다. 이 답변에는 모델을 쓰지 않았거나 이전 실행의 답변입니다.
no_sessions = 찾은 것이 없습니다. 첫 답변부터 대화가 여기에 남습니다.
find_action = 동작 찾기
no_action = 맞는 동작이 없습니다.
find_documents = 이름으로 문서 찾기
find_sessions = 모든 대화에서 낱말 찾기
remove_question = 라이브러리에서 뺄까요? 파일 자체는 그대로 남습니다.
delete_question = 이 대화를 완전히 삭제할까요? 되돌릴 수 없습니다.
written_to = { $path }에 저장했습니다
verifying = { $name } 검증 중 …
whole = { $name } 이상 없음
tokens_a_second = 토큰/초
setting = 설정 항목
value = 값
automatic = 자동
on = 켬
off = 끔
set_language = 언어
set_think = 추론
set_think_budget = 추론 한도
set_context_tokens = 자료 한도
set_theme = 색상
set_bidi = 오른쪽에서 왼쪽 글
about_language = 답변과 프로그램의 언어. 자동이면 질문과 시스템의 언어.
about_think = 답하기 전에 추론할지. 자동이면 언어가 다를 때.
about_think_budget = 이만큼 추론한 뒤 답변을 요구합니다.
about_context_tokens = 모델이 읽는 자료의 토큰. 많을수록 첫 낱말이 늦어집니다.
about_bidi = 아랍 글자를 배열하는 쪽: 터미널(terminal) 또는 프로그램(program). 자동은 일부 터미널을 압니다.
help_text = 질문 칸 밖에서 숫자를 누르면 그 번호의 자료가 열립니다. Tab으로 자료로 갑니다. 키는 settings.toml의 [keys]에서 오른쪽 이름으로 바꿉니다.
step_command = Ctrl+Q로 나가 실행: ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = 출처
key_earlier = 이전 답변의 출처
ninth_language = 질문이 { $name }로 된 것 같습니다. 이 언어로는 답하지 않으므로 한국어로 답합니다.
other_language = 모델이 이 답변에서 한국어를 유지하지 않았습니다.
left_out = 답변의 나머지는 다른 언어여서 생략했습니다.
crashed = 화면이 자체 오류로 끝났습니다({ $problem }). 라이브러리와 대화는 보존되어 있습니다. 다시 시작하세요.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = { $n }쪽
pages_n = { $n }쪽
slide_n = 슬라이드 { $n }
sheet_n = 시트 { $n }
chapter_n = { $n }장
message_n = { $n }번째 메시지
line_n = { $n }번째 줄
lines_n = { $n }번째 줄
row_n = { $n }행
rows_n = { $n }행
cell_n = 셀 { $n }
cells_n = 셀 { $n }
documents_counted = { $count ->
   *[other] { $shown }개 문서
}
passages_counted = { $count ->
   *[other] { $shown }개 구절
}
files_counted = { $count ->
   *[other] { $shown }개 파일
}
waiting_counted = { $count ->
   *[other] { $shown }개 대기 중
}
conversations_counted = { $count ->
   *[other] { $shown }개 대화
}
indexed_counted = { $count ->
   *[other] { $shown }개 색인됨
}
unchanged_counted = { $count ->
   *[other] { $shown }개 변경 없음
}
removed_counted = { $count ->
   *[other] { $shown }개 제거됨
}
partial_counted = { $count ->
   *[other] { $shown }개 일부만
}
skipped_counted = { $count ->
   *[other] { $shown }개 건너뜀
}
tokens_counted = { $count ->
   *[other] 토큰 { $shown }개
}
refused_counted = { $count ->
   *[other] { $shown }건 거부
}
earlier_counted = { $count ->
   *[other] { $shown }개의 이전 질문(F3으로 열기)
}
getting_models = 모델 가져오는 중
pull_failed = 모델을 받지 못했습니다: { $problem }. Ctrl+G로 받은 데서 이어 갑니다. 네트워크가 없으면 폴더나 USB에서 가져올 수 있습니다: ragassist models import PATH
online = 온라인: 모델 가져오는 중
seconds_left = 약 { $count }초 남음
minutes_left = 약 { $count }분 남음
hours_left = 약 { $count }시간 남음
key_scroll = 스크롤
key_move = 이동
key_zoom = 전체 페이지
key_newest = 최신 답변
new_answer = 새 답변: Ctrl+End
draft_kept = 쓰던 글은 남아 있습니다: ↓ 키로 되돌립니다
copied_by = { $name }(으)로 복사했습니다
copied_by_terminal = 터미널로 보냈습니다(OSC 52). 도착하지 않으면 wl-copy나 xclip을 설치하세요
key_stop_pull = 다운로드 중지
key_libraries = 다른 라이브러리
find_library = 라이브러리를 찾거나 새 이름을 입력하세요
new_library = 새로 만들기
leaving = 진행 중인 작업을 끝내는 중 …
counting = 세는 중
nothing_to_index = 여기에는 색인할 파일이 없습니다
whole_home_question = 홈 폴더 전체입니다. 모두 색인할까요?
many_files_question = 파일이 많아 색인에 몇 시간이 걸릴 수 있습니다. 시작할까요?
key_use = 사용
in_use = 사용 중
embed_anew_question = 검색 모델이 바뀌면 모든 구절을 다시 임베딩해야 합니다(ragassist index --re-embed). 사용할까요?
used_from_now_on = 이제 { $name }을(를) 사용합니다
key_read = 읽기
step_repair = Ctrl+Q로 나가서 실행하세요: ragassist check --repair
help_chat = 질문을 쓰고 Enter를 누르세요. 답변은 출처를 밝히고, 옆에 그 구절이 보입니다.
help_page = 화살표로 움직이고, Enter는 아래 줄의 동작을 하며, Esc는 대화로 돌아갑니다.
help_enter = 질문 보내기; 커서의 항목 열기
help_esc = 답변 중지; 뒤로
help_tab = 질문과 출처 사이를 오가기
help_arrows = 이전 질문; 목록에서 이동
help_digits = 출처에서: 그 번호의 출처
key_resume = 계속하기
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }초
whole_seconds = { $count }초
help_sources = 답변의 출처이며 인용된 것이 먼저입니다. 목록 옆 쪽은 인용한 곳을 밝히고, I는 PDF 쪽을 그림으로, O는 파일 자체를 엽니다.
bell = 벨
desktop = 데스크톱
theme_problem = 테마 { $name }: { $problem }
key_larger = 크게
key_smaller = 작게
key_unfold = 펼치기
key_to_tree = 폴더 목록
step_models = Ctrl+G로 받습니다({ $size }). 온라인 접속 전에 묻습니다
pull_question = 한 번만 온라인에 접속합니다: 모델 허브나 패키지 인덱스에서 { $size }. 채팅 모델은 LFM Open License v1.0을 따릅니다(연 매출 1천만 달러 미만일 때만 상업적 사용 무료). ‘예’는 동의를 뜻합니다. Ctrl+X로 언제든 멈출 수 있고 다음에는 그 지점부터 이어집니다. 그 뒤 이 프로그램은 더 이상 온라인에 접속할 수 없습니다.
step_folder = Ctrl+O: 내 폴더 고르기
step_sample = Ctrl+T: 작은 예제 라이브러리 둘러보기
step_libraries = Ctrl+L: 다른 라이브러리 열기({ $names })
step_ask = 아래에 쓰고 Enter를 누르세요
step_suggested = 또는 ↓로 다음 중에서 고르세요:
folder = 폴더
question = 질문
key_sample = 예제 라이브러리
about_minutes = 색인에 약 { $count }분
below_a_minute = 색인에 1분 미만
key_filter = 상태별
key_ask_only = 이것에만 질문
key_read_again = 이것만 다시 읽기
key_fold = 접기
only_state = { $state }만
key_picture = 쪽 그림
no_picture = 남아 있는 PDF 파일의 쪽만 그림으로 볼 수 있습니다
picture_failed = 이 쪽을 그림으로 보여 줄 수 없습니다: { $problem }
key_jump = 칸으로 이동
jump_hint = 글자를 누르면 그곳으로, Esc는 그대로
help_library = 이 라이브러리의 문서를 폴더별로 상태와 함께 보여 줍니다. 아래 줄은 파일을 건너뛴 까닭을, 옆은 읽은 내용을 보여 줍니다.
help_sessions = 이 컴퓨터에 남은 대화입니다. Enter는 그 라이브러리에서 이어 가고, /는 모든 대화에서 낱말을 찾습니다.
help_inspect = 답변의 근거입니다. 찾은 구절과 점수, 그 아래에 모델이 실제로 본 내용이 있습니다.
help_models = 알려진 모델과 여기 있는 모델입니다. ●는 사용 중임을 뜻하고, Enter는 다른 모델을 쓰며, V는 파일이 온전한지 확인합니다.
help_settings = 자주 바꾸는 설정입니다. ←와 →로 바로 바뀝니다. 나머지는 settings.toml에 있습니다.
set_notice = 답변 알림
about_notice = 10초 넘게 걸린 답변이 나왔음을 알리는 방법: 없음, 터미널 벨, 데스크톱 알림.
answer_ready = 답변이 나왔습니다
about_theme = dark, light, contrast, plain(NO_COLOR처럼 색 없음), 또는 themes 폴더의 자작 테마.
key_summary = 요약
summary_of = 요약
outline = 개요
no_outline = 이 문서에는 제목이 없습니다.
help_summary = 한 문서의 요약과 개요입니다. 요약의 번호는 근거 구절을 열고, 개요에서 Enter는 그 절을 읽습니다.
key_translate = 번역
key_export = 대화를 Markdown으로 내보내기
translation_of = 번역
translate_into = 번역할 언어
key_save_text = 저장
nothing_kept = 이 대화는 저장되지 않으므로 내보낼 것이 없습니다.
help_translation = 한 문서를 다른 언어로 한 문장씩, 개요와 나란히 보여 줍니다. 숫자나 이름이 원문과 다른 곳은 표시됩니다. S를 누르면 지금까지의 내용을 저장합니다.
help_table = 문서의 표입니다. @로 질문을 제한했으면 그 문서들만의 표입니다. 위 줄에 항목을 적고 Enter를 누르면 문서를 읽을 때마다 한 줄이 생깁니다. 칸에서 Enter를 누르면 출처가 열리고, Esc를 누르면 멈추고 있는 것은 남습니다.
sources_confirm_counted = { $count ->
   *[other] 출처 { $shown }개가 확인
}
details = 자세히

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] 이 라이브러리는 비어 있습니다. 'ragassist index 폴더' 또는 화면에서 Ctrl+O로 채웁니다.
   *[other] 이 라이브러리에는 문서 { $documents }개가 있습니다.
}
request_try = 이렇게 물어볼 수 있습니다:
request_suggestion = { $document }에는 “{ $heading }”에 대해 뭐라고 나와 있나요?
request_capability = 이 라이브러리의 문서에 대한 질문에 답하고, 모든 내용에 쪽을 밝힙니다. 언어: { $languages }. 문서를 요약, 비교, 번역하고, 문서를 바탕으로 편지 초안을 쓰고, 나열하고 세는 것도 할 수 있습니다. PDF, 오피스 파일, 웹 페이지, 전자책, 메일, 텍스트를 읽고, Tesseract가 있으면 스캔도 읽습니다. 이 컴퓨터 밖으로는 아무것도 나가지 않습니다. 문서와 질문과 답은 여기 남고, 연결은 열리지 않습니다. 문서는 'ragassist index 폴더', 화면에서는 Ctrl+O로 추가하며, F1은 모든 키를 보여 줍니다.
summary_instruction = 위의 자료를, 쓰여 있는 것만 근거로, 한국어로 한 문장에서 세 문장의 짧은 문장으로 요약하세요. 각 내용 뒤에 [1]처럼 자료 번호를 대괄호로 붙이세요.
summary_question = 위 글을 목록 없이 완전한 문장 몇 개로 요약해 주세요.
summary_which = 어떤 문서를 말하나요?
summary_quoted = 가장 중심이 되는 문장을 그대로 보입니다(채팅 모델이 없음):
summary_done = { $document } 요약: 구절 { $total }개 중 { $read }개
greeting_example = 안녕하세요, 좋은 아침이에요!
thanks_example = 정말 고마워요, 도움이 됐어요.
goodbye_example = 안녕히 계세요, 내일 봐요.
greeting = 안녕하세요! 문서에 대해 물어보세요.
thanks = 천만에요.
goodbye = 안녕히 가세요!
overview_types = 종류별: { $list }
overview_languages = 언어별: { $list }
overview_newest = 최근 변경: { $list }
overview_skipped = 파일 { $count }개를 읽지 못했습니다. 까닭은 'ragassist list'가 알려 줍니다.
overview_more = … 그 밖에 { $count }개: 'ragassist list'로 모두 볼 수 있습니다.
overview_about = 해당하는 문서:
count_result = 문서 { $total }개 중 { $count }개 ({ $criteria })
count_type = 종류 { $type }
count_language = { $language }
count_words = “{ $words }” 포함
count_near = 의미가 가장 가까운 문서:
count_pages = { $count }쪽
scope_hint = 여기서만; Backspace로 마지막 것을 뺍니다
ask_here = 문서에 질문하세요, Enter로 전송; @ 문서, / 명령

# Tables over documents
table = 표
key_table = 문서 표
table_field = 항목
table_normal = 표준형
table_place = 위치
table_quote = 인용
table_check = 확인
table_confirmed = 출처에서 확인됨
table_values = 값
table_empty = 글이 없습니다
table_waiting = 아직 색인되지 않았습니다
table_changed = 읽는 동안 바뀌었습니다: 표를 다시 만드세요
table_takes = 읽을 문서 { $count }개: { $time }. 중단해도 같은 명령으로 이어집니다.
passages_take = 읽을 구절 { $count }개: { $time }. 끝난 것은 보존됩니다.
table_no_model = 표를 만들려면 채팅 모델이 필요한데 설치되어 있지 않습니다.
table_which = 표에 어떤 열이 필요합니까? “임대인과 월세의 표”처럼 적어 주세요.
table_long = 문서 { $documents }개는 답변 안의 표로는 너무 많습니다. 파일로 만드세요.
table_done = 문서 { $documents }개, 칸 { $cells }개 가운데 { $filled }개에 값이 있습니다
table_unsupported = 값의 { $percent }%({ $count }개)는 출처에서 확인되지 않습니다
table_fields_hint = 항목을 쉼표로 나누어 적으세요: 임대인, 월세
table_begin = 위에 항목을 적고 Enter를 누르면 문서마다 한 줄이 생깁니다.
table_hint = 모든 문서의 표: 터미널 화면에서 /table, 또는 'ragassist extract --field 항목'
key_save_workbook = 통합 문서로 저장
key_save_csv = CSV로 저장
key_fields = 항목 바꾸기
summary_sentences = 위의 자료를, 쓰여 있는 것만 근거로, 한국어로 정확히 { $count }문장으로 요약하세요. 각 문장 뒤에 [1]처럼 자료 번호를 대괄호로 붙이세요.
document_empty = { $document }에는 글이 없습니다.
draft_instruction = 요청한 글을 한국어로, 호칭과 맺음말이 있는 완성된 편지나 메일로 쓰세요. 사실, 이름, 날짜, 금액은 위의 자료에서만 가져오고, 자료를 쓴 문장 뒤에는 [1]처럼 자료 번호를 대괄호로 붙이세요. 모르는 것은 […]라고 쓰세요.
draft_mark = 초안: 보내기 전에 읽어 보세요
draft_refused = 모델이 초안을 쓰지 않았습니다. 편지의 목적을 다른 말로 알려 주세요.
draft_from = { $documents }에서 가져왔습니다. 번호가 없는 내용은 문서에서 온 것이 아닙니다.
compare_instruction = { $names }에서 이것에 대해 말하는 내용을, 위의 자료만 근거로, 한국어로 항목별로 비교하세요. 항목마다 한 줄로 두 문서의 이름과 각각의 내용을 쓰고, 각 내용 뒤에 [1]처럼 자료 번호를 대괄호로 붙이세요. 한쪽에 내용이 없으면 없다고 쓰세요.
compare_silent = 찾은 구절에서 { $document }에는 이것에 대한 내용이 없습니다.
compare_done = { $names } 비교: 구절 { $count }개
part_missing = { $document }에는 “{ $part }”이(가) 없습니다.
parts_there = 있는 부분: { $list }.
translate_no_model = 번역에는 채팅 모델이 필요한데, 설치되어 있지 않습니다.
translate_long = 긴 문서입니다. 'ragassist translate 파일 --into xx --output 파일'은 파일로 쓰고, 멈춘 곳에서 이어 갑니다.
translate_done = { $language } 번역: { $document }의 구절 { $total }개 중 { $read }개
translate_doubtful = { $count }개 문장에서 숫자, 이름 또는 언어가 원문과 다릅니다. 표시해 두었습니다.
overview_topics = 주제:
kind_lookup = 질문
kind_summary = 요약
kind_overview = 개요
kind_count = 집계
kind_compare = 비교
kind_translate = 번역
kind_extract = 표
kind_draft = 초안
kind_smalltalk = 잡담
kind_capability = 프로그램에 대한 질문
ask_otherwise = { $kind }(으)로 묻기
translate_instruction = 위의 글을 아무것도 더하거나 빼지 말고 모두 한국어로 번역하세요. 숫자, 단위, 이름은 그대로 두세요. 번역문만 쓰세요.

# Deep questions
no_tools = { $model }에는 여기서 알려진 도구가 없습니다: 한 번 검색하고 답했습니다.
tool_used = { $call }: 구절 { $passages }개
key_deep = 더 깊이 찾기
key_otherwise = 다른 종류로 묻기
