# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = español
instruction_to_answer = Responde a la pregunta en español, en una a tres frases cortas, usando solo las fuentes de arriba.
instruction = { instruction_to_answer } Después de cada afirmación pon el número de su fuente entre corchetes, como [1]. Si las fuentes no contienen la respuesta, escribe solo: { refusal }
refusal = No encuentro esto en tus documentos.
opening = Según los documentos,
nearest = Los pasajes más cercanos son:
nearest_passages = Pasajes más cercanos
no_model = No hay ningún modelo de chat instalado; estos pasajes son los que mejor encajan:
source_n = la fuente { $n }
unsupported = no confirmado por su fuente
unconfirmed = Ninguna fuente confirma esta respuesta: revisa tú mismo los pasajes.
does_not_reason = { $model } no razona: respondió directamente.
dropped = { $count ->
    [one] Otro pasaje no cabía en la entrada.
   *[other] Otros { $count } pasajes no cabían en la entrada.
}
forgotten = Las preguntas más antiguas de esta conversación no cabían en la entrada.
shortened = Un pasaje largo se acortó para que cupiera en la entrada.
sources = Fuentes
partly_indexed = Por ahora está indexado el { $percent } % de lo encontrado
phrase_not_found = Ningún pasaje contiene «{ $phrase }» al pie de la letra; se muestra lo más parecido
thinking = Razonamiento
empty_library = Esta biblioteca está vacía. Pulsa Ctrl+O para indexar una carpeta.
no_chat_model = No hay ningún modelo de chat instalado: las respuestas citan pasajes. Ejecuta 'ragassist models pull lfm2-2.6b-exp'.
stopped = detenido
indexing = Indexando
folder_to_index = Carpeta que indexar
loading = Cargando el modelo
searching = Buscando
reading_prompt = Leyendo las fuentes
searched = Búsqueda terminada
answering = Respuesta
found_meanwhile = Ya encontrado, la lectura continúa:
offline = sin conexión
no_sources = Las fuentes de la respuesta aparecen aquí.
no_source_n = Aquí no hay ninguna fuente { $n }
motto = Respuestas de tus propios documentos. Nada sale de este equipo.
library = Biblioteca
chat_model = Modelo de chat
embedding_model = Modelo de búsqueda
starting = Iniciando
documents = documentos
passages = pasajes
files = archivos
indexed = indexado
partial = parcial
skipped = omitido
first_word = primera palabra tras
tokens = tokens
characters = caracteres
reused = reutilizados
too_long = Demasiado largo: { $most } caracteres como máximo
still_answering = Aún respondiendo: Esc lo detiene
key_index = Indexar carpeta
key_start = Empezar
key_complete = Completar
key_stop = Detener
key_stop_indexing = Detener indexación
key_pause_indexing = Pausar la indexación, seguir
paused = en pausa
key_open = Abrir fuente
key_copy = Copiar respuesta
key_copy_quote = Copiar cita
key_next = Siguiente
key_previous = Anterior
key_close = Cerrar
key_quit = Salir
chat_server = modelo de chat:
key_help = Ayuda
key_library = Biblioteca
key_sessions = Conversaciones
key_inspect = Examinar la respuesta
key_models = Modelos
key_settings = Ajustes
key_palette = Todas las acciones
key_back = Volver
key_copy_plain = Copiar la respuesta sin citas
key_copy_citation = Copiar la referencia
key_open_file = Abrir el archivo
key_retry = Preguntar de nuevo
key_edit = Editar la última pregunta
key_new = Conversación nueva
key_rename = Renombrar
key_delete = Borrar para siempre
key_markdown = Guardar como Markdown
key_json = Guardar como JSON
key_find = Buscar
key_remove = Quitar
key_reindex = Volver a indexar
key_watch = Seguir los cambios
key_verify = Verificar
key_pull = Obtener los modelos (se conecta)
key_yes = Sí
key_no = No
session = Conversación
questions = Preguntas
when = Última
inspect = En qué se basa la respuesta
models = Modelos
settings = Ajustes
document = Documento
state = Estado
spoken = Leng
size = Tamaño
model = Modelo
role = Para
role_chat = respuestas
role_search = búsqueda
licence = Licencia
installed = instalado
available = ausente
waiting = en espera
watching = siguiendo los cambios
score = Puntos
by_meaning = Sentido
by_words = Palabras
seen_by_model = Lo que vio el modelo
together = en total
no_prompt = No hay prompt que mostrar: no se consultó ningún modelo para esta respuesta, o es de una sesión anterior.
no_sessions = Nada encontrado: las conversaciones se guardan aquí desde la primera respuesta.
find_action = Buscar una acción
no_action = Ninguna acción coincide.
find_documents = Buscar documentos por nombre
find_sessions = Buscar una palabra en las conversaciones
remove_question = ¿Quitar esto de la biblioteca? Los archivos mismos se quedan donde están.
delete_question = ¿Borrar esta conversación para siempre? No podrá recuperarse nada.
written_to = Escrito en { $path }
verifying = Verificando { $name } …
whole = { $name } está íntegro
tokens_a_second = tokens/s
setting = Ajuste
value = Valor
automatic = automático
on = activado
off = desactivado
set_language = Idioma
set_think = Razonamiento
set_think_budget = Presupuesto de razonamiento
set_context_tokens = Presupuesto de fuentes
set_theme = Colores
set_bidi = Texto de derecha a izquierda
about_language = El idioma de las respuestas y del programa; automático: el de la pregunta y el del sistema.
about_think = Si el modelo razona antes de responder; automático: cuando difieren los idiomas.
about_think_budget = Tokens de razonamiento tras los que se pide la respuesta.
about_context_tokens = Tokens de fuentes que lee el modelo; cada uno retrasa la primera palabra.
about_bidi = Quién ordena el árabe: el terminal (terminal) o el programa (program); automático conoce algunos terminales.
help_text = Fuera del cuadro de pregunta, un número abre la fuente de ese número; Tab lleva a las fuentes. Las teclas se cambian en settings.toml, en [keys], con los nombres de la derecha.
step_command = Sal con Ctrl+Q y ejecuta: ragassist models pull lfm2-2.6b-exp multilingual-e5-small
key_sources = Fuentes
key_earlier = Fuentes de una respuesta anterior
ninth_language = La pregunta parece estar en { $name }, idioma en el que no respondo; la respuesta está en español.
other_language = El modelo no se ha mantenido en español en esta respuesta.
left_out = El resto de la respuesta estaba en otro idioma y se ha omitido.
crashed = La interfaz terminó por un fallo propio ({ $problem }). La biblioteca y las conversaciones se conservan: iníciala de nuevo.
tenths = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
thousandths = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
page_n = página { $n }
pages_n = páginas { $n }
slide_n = diapositiva { $n }
sheet_n = hoja { $n }
chapter_n = capítulo { $n }
message_n = mensaje { $n }
line_n = línea { $n }
lines_n = líneas { $n }
row_n = fila { $n }
rows_n = filas { $n }
cell_n = celda { $n }
cells_n = celdas { $n }
documents_counted = { $count ->
    [one] { $shown } documento
   *[other] { $shown } documentos
}
passages_counted = { $count ->
    [one] { $shown } pasaje
   *[other] { $shown } pasajes
}
files_counted = { $count ->
    [one] { $shown } archivo
   *[other] { $shown } archivos
}
waiting_counted = { $count ->
    [one] { $shown } en espera
   *[other] { $shown } en espera
}
conversations_counted = { $count ->
    [one] { $shown } conversación
   *[other] { $shown } conversaciones
}
indexed_counted = { $count ->
    [one] { $shown } indexado
   *[other] { $shown } indexados
}
unchanged_counted = { $count ->
   *[other] { $shown } sin cambios
}
removed_counted = { $count ->
    [one] { $shown } retirado
   *[other] { $shown } retirados
}
partial_counted = { $count ->
    [one] { $shown } parcial
   *[other] { $shown } parciales
}
skipped_counted = { $count ->
    [one] { $shown } omitido
   *[other] { $shown } omitidos
}
tokens_counted = { $count ->
    [one] { $shown } token
   *[other] { $shown } tokens
}
refused_counted = { $count ->
    [one] { $shown } rechazada
   *[other] { $shown } rechazadas
}
earlier_counted = { $count ->
    [one] { $shown } pregunta anterior: F3 la abre
   *[other] { $shown } preguntas anteriores: F3 las abre
}
getting_models = Obteniendo los modelos
pull_failed = Los modelos no han llegado: { $problem }. Ctrl+G sigue desde lo que ya está. Sin red basta una carpeta o una memoria USB: ragassist models import PATH
online = en línea: obteniendo modelos
seconds_left = { $count ->
    [one] queda { $count } s más o menos
   *[other] quedan unos { $count } s
}
minutes_left = { $count ->
    [one] queda { $count } min más o menos
   *[other] quedan unos { $count } min
}
hours_left = { $count ->
    [one] queda { $count } h más o menos
   *[other] quedan unas { $count } h
}
key_scroll = Desplazar
key_move = Mover
key_zoom = Página entera
key_newest = Última respuesta
new_answer = respuesta nueva: Ctrl+Fin
draft_kept = Lo que escribiste se conserva: ↓ lo recupera
copied_by = Copiado con { $name }
copied_by_terminal = Enviado al terminal (OSC 52). Si no llega, instala wl-copy o xclip
key_stop_pull = Detener la descarga
key_libraries = Otra biblioteca
find_library = Buscar una biblioteca o crear otra
new_library = nueva
leaving = Terminando el trabajo en curso …
counting = Contando
nothing_to_index = Aquí no hay ningún archivo que se pueda indexar
whole_home_question = Es toda tu carpeta personal. ¿Indexarla entera?
many_files_question = Son muchos archivos: indexarlos puede tardar horas. ¿Empezar?
key_use = Usar
in_use = en uso
embed_anew_question = Otro modelo de búsqueda: hay que volver a incrustar todos los pasajes (ragassist index --re-embed). ¿Usarlo?
used_from_now_on = Desde ahora se usa { $name }
key_read = Leer
step_repair = Sal con Ctrl+Q y ejecuta: ragassist check --repair
help_chat = Escribe una pregunta y pulsa Enter. La respuesta nombra sus fuentes; al lado están los pasajes.
help_page = Las flechas mueven, Enter hace lo que dice la línea de abajo, Esc vuelve a la conversación.
help_enter = Enviar la pregunta; abrir lo que está en el cursor
help_esc = Detener la respuesta; volver
help_tab = De la pregunta a las fuentes y vuelta
help_arrows = Preguntas anteriores; moverse por una lista
help_digits = En las fuentes: la fuente de ese número
key_resume = Continuar
tenths_of_seconds = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
whole_seconds = { $count } s
help_sources = Las fuentes de la respuesta, primero las citadas. La página junto a la lista resalta lo citado; I muestra una página PDF como imagen, O abre el archivo mismo.
bell = campana
desktop = escritorio
by_terminal = el terminal
by_program = el programa
key_open_library = Abrir biblioteca
theme_problem = tema { $name }: { $problem }
key_larger = Más grande
key_smaller = Más pequeño
key_unfold = Desplegar
key_to_tree = Carpetas
step_models = Ctrl+G los obtiene ({ $size }); pregunta antes de conectarse
pull_question = Esto se conecta una sola vez: { $size } del repositorio de modelos o del índice de paquetes. El modelo de chat está bajo la LFM Open License v1.0 (uso comercial gratuito solo por debajo de 10 M US$ de ingresos anuales). Sí la acepta. Ctrl+X detiene la descarga en cualquier momento, y la siguiente continúa desde ahí. Después este programa ya no puede conectarse.
step_folder = Ctrl+O: elige una carpeta tuya
step_sample = Ctrl+T: explorar una pequeña biblioteca de muestra
step_libraries = Ctrl+L: abrir otra biblioteca ({ $names })
step_ask = Escríbela abajo y pulsa Enter
step_suggested = o toma una de estas con ↓:
folder = Carpeta
question = Pregunta
key_sample = Biblioteca de muestra
no_match = Nada coincide. Esc vacía la búsqueda.
enter = Enter
quoted = «{ $text }»
about_hours = unas { $count } h de indexación
about_minutes = { $count ->
    [one] { $count } min de indexación, más o menos
   *[other] unos { $count } min de indexación
}
below_a_minute = menos de un minuto de indexación
key_filter = Por estado
key_ask_only = Preguntar solo a esto
key_read_again = Releer solo esto
key_fold = Plegar
only_state = solo { $state }
key_picture = Página como imagen
no_picture = Solo se muestran como imagen páginas de archivos PDF que siguen ahí
picture_failed = Esta página no se puede mostrar como imagen: { $problem }
key_jump = Saltar
jump_hint = Una letra lleva allí, Esc se queda
help_library = Los documentos de esta biblioteca por carpeta, cada uno con su estado. La línea de abajo dice por qué se omitió un archivo; al lado está lo que se leyó de él.
help_sessions = Las conversaciones guardadas en este equipo. Enter continúa una en su biblioteca; / busca una palabra en todas.
help_inspect = En qué se apoya la respuesta: los pasajes hallados con sus puntuaciones y, debajo, exactamente lo que vio el modelo.
help_models = Los modelos conocidos y los que están aquí. ● marca los que están en uso; Enter usa otro, V comprueba que sus archivos estén enteros.
help_settings = Los ajustes que se cambian a menudo; ← y → cambian uno al momento. Los demás están en settings.toml.
set_notice = Aviso de respuesta
about_notice = Qué avisa de una respuesta que tardó más de diez segundos: nada, la campana del terminal o un aviso del escritorio.
answer_ready = La respuesta está lista
about_theme = dark, light, contrast, plain (sin color alguno, como con NO_COLOR), o uno propio de la carpeta themes.
key_summary = Resumir
summary_of = Resumen
outline = Esquema
no_outline = Este documento no tiene encabezados.
help_summary = El resumen de un documento junto a su esquema. Un número del resumen abre el pasaje en que se apoya; Enter en el esquema lee esa sección.
key_translate = Traducir
key_export = Exportar la conversación como Markdown
translation_of = Traducción
translate_into = Traducir al
key_save_text = Guardar
nothing_kept = No se guarda nada de esta conversación, así que no hay nada que exportar.
help_translation = Un documento en otra lengua, frase por frase, junto a su esquema. Lo que difiere del original en números o nombres está marcado; S guarda lo que hay.
help_table = Una tabla de los documentos, o de aquellos a los que @ limita las preguntas. Nombra los campos en la línea de arriba y pulsa Enter: cada documento recibe una fila en cuanto se lee. Enter en una celda abre su fuente; Esc se detiene y conserva lo que hay.
sources_confirm_counted = { $count ->
    [one] { $shown } fuente lo confirma
   *[other] { $shown } fuentes lo confirman
}
details = detalles

# Requests that no passage answers: small talk, what the program does, overviews, counts
request_library = { $documents ->
    [0] Esta biblioteca está vacía: «ragassist index CARPETA», o Ctrl+O en la interfaz, la llena.
    [one] Esta biblioteca contiene un documento.
   *[other] Esta biblioteca contiene { $documents } documentos.
}
request_try = Podrías preguntar:
request_suggestion = ¿Qué dice { $document } sobre «{ $heading }»?
request_capability = Respondo preguntas sobre los documentos de esta biblioteca, y cada afirmación indica su página. Idiomas: { $languages }. También puedo resumir, comparar y traducir documentos, redactar cartas a partir de ellos, y enumerarlos y contarlos. Leo PDF, archivos de oficina, páginas web, libros, correos y textos, y escaneos donde Tesseract está instalado. Nada sale de este equipo: documentos, preguntas y respuestas se quedan aquí, y no se abre ninguna conexión. «ragassist index CARPETA» añade documentos, Ctrl+O en la interfaz; F1 muestra todas las teclas.
summary_instruction = Resume las fuentes de arriba en español, en una a tres frases cortas, usando solo lo que dicen. Después de cada afirmación pon el número de su fuente entre corchetes, como [1].
summary_question = Resume el texto de arriba en unas pocas frases completas, sin listas.
summary_which = ¿A qué documento te refieres?
summary_quoted = Las frases más centrales, palabra por palabra (no hay modelo de chat instalado):
summary_done = Resumen de { $read } de { $total ->
    [one] { $total } pasaje
   *[other] { $total } pasajes
} de { $document }
greeting_example = Hola, buenos días.
thanks_example = Muchas gracias, me ha ayudado.
goodbye_example = Adiós, hasta mañana.
greeting = ¡Hola! Pregúntame por tus documentos.
thanks = De nada.
goodbye = ¡Adiós!
overview_types = Por tipo: { $list }
overview_languages = Por idioma: { $list }
overview_newest = Últimos cambiados: { $list }
overview_skipped = { $count ->
    [one] Un archivo no se pudo leer: «ragassist list» dice por qué.
   *[other] { $count } archivos no se pudieron leer: «ragassist list» dice por qué.
}
overview_more = … y { $count } más: «ragassist list» los muestra todos.
overview_about = Estos documentos encajan:
count_result = { $count } de { $total ->
    [one] { $total } documento
   *[other] { $total } documentos
} ({ $criteria })
count_type = tipo { $type }
count_language = en { $language }
count_year = de { $year } por modificación o nombre
count_words = con «{ $words }»
count_filed = con «{ $words }» por nombre, carpeta o comienzo
document_none = Ningún documento corresponde a «{ $words }».
count_near = Por su sentido, los más cercanos son:
count_pages = { $count ->
    [one] 1 página
   *[other] { $count } páginas
}
scope_hint = solo aquí; Retroceso quita el último
ask_here = Pregunta a tus documentos, Enter envía; @ uno, / orden

# Tables over documents
table = Tabla
key_table = Tabla de documentos
table_field = Campo
table_normal = forma normal
table_place = lugar
table_quote = cita
table_check = comprobación
table_confirmed = confirmado por su fuente
table_values = Valores
table_empty = no contiene texto
table_waiting = aún no está indexado
table_changed = cambió mientras se leía: haz la tabla de nuevo
table_takes = { $count ->
    [one] Un documento por leer: { $time }. Tras una interrupción, la misma orden continúa.
   *[other] { $count } documentos por leer: { $time }. Tras una interrupción, la misma orden continúa.
}
passages_take = { $count ->
    [one] Un pasaje por leer: { $time }. Lo que está hecho se conserva.
   *[other] { $count } pasajes por leer: { $time }. Lo que está hecho se conserva.
}
table_no_model = Una tabla necesita un modelo de chat, y no hay ninguno instalado.
table_which = ¿Qué columnas debe tener la tabla? Nómbralas: «una tabla de arrendador y renta mensual».
table_long = { $documents } documentos son demasiados para una tabla en una respuesta: haz que se escriba en un archivo.
table_done = { $documents ->
    [one] Un documento
   *[other] { $documents } documentos
}; { $filled } de { $cells ->
    [one] { $cells } celda tiene un valor
   *[other] { $cells } celdas tienen un valor
}
table_unsupported = { $percent } % de los valores ({ $count }) no están confirmados por su fuente
table_fields_hint = Campos, separados por comas: arrendador, renta mensual
table_begin = Nombra los campos arriba y pulsa Enter: cada documento tendrá una fila.
table_hint = Una tabla de todos los documentos: /table en la interfaz del terminal, o 'ragassist extract --field NOMBRE'
key_save_workbook = Guardar como libro
key_save_csv = Guardar como CSV
key_fields = Cambiar los campos
summary_sentences = Resume en español las fuentes de arriba, en { $count ->
    [one] exactamente una frase
   *[other] exactamente { $count } frases
}, solo con lo que dicen. Detrás de cada frase pon el número de su fuente entre corchetes, por ejemplo [1].
document_empty = { $document } no contiene texto.
draft_instruction = Escribe en español el texto que se pide, como una carta o un correo terminado, con saludo y despedida. Toma hechos, nombres, fechas e importes solo de las fuentes de arriba, y pon el número de la fuente entre corchetes detrás de cada frase que use una, por ejemplo [1]. Donde algo no se sepa, escribe […].
draft_mark = Borrador: léelo antes de enviarlo
draft_refused = El modelo no escribió ningún borrador: di con otras palabras qué debe conseguir la carta.
draft_from = Tomado de { $documents }; lo que no lleva número no procede de los documentos.
compare_instruction = Compara en español, punto por punto, lo que { $names } dicen al respecto, solo con las fuentes de arriba. Da a cada punto una línea que nombre ambos documentos y lo que dice cada uno, y pon el número de la fuente entre corchetes detrás de cada afirmación, por ejemplo [1]. Si uno no dice nada sobre un punto, escríbelo.
compare_silent = { $document } no dice nada de ello en los pasajes encontrados.
compare_shared = Tienen en común:
compare_done = Comparación de { $names } según { $count ->
    [one] { $count } pasaje
   *[other] { $count } pasajes
}
part_missing = { $document } no tiene «{ $part }».
parts_there = Contiene: { $list }.
translate_no_model = Una traducción necesita un modelo de chat, y no hay ninguno instalado.
translate_long = Es largo: 'ragassist translate ARCHIVO --into xx --output ARCHIVO' lo escribe en un archivo y sigue donde se detuvo.
translate_done = Traducción al { $language }: { $read } de { $total ->
    [one] { $total } pasaje
   *[other] { $total } pasajes
} de { $document }
translate_doubtful = { $count ->
    [one] En una frase los números, los nombres o el idioma difieren del original: está marcada.
   *[other] En { $count } frases los números, los nombres o el idioma difieren del original: están marcadas.
}
overview_topics = Temas:
kind_lookup = pregunta
kind_summary = resumen
kind_overview = visión general
kind_count = recuento
kind_compare = comparación
kind_translate = traducción
kind_extract = tabla
kind_draft = borrador
kind_smalltalk = charla
kind_capability = pregunta sobre el programa
ask_otherwise = Preguntarlo como { $kind }
translate_instruction = Traduce el texto de arriba al español, entero, sin añadir ni omitir nada. Los números, las unidades y los nombres quedan como están. Escribe solo la traducción.

# Deep questions
no_tools = { $model } no tiene herramientas conocidas aquí: respondió tras una sola búsqueda.
tool_used = { $call }: { $passages ->
    [one] 1 pasaje
   *[other] { $passages } pasajes
}
key_deep = Buscar más a fondo
key_otherwise = Preguntarlo como otro tipo

# What the core says: errors, announcements, and why a file was skipped or read in part; the English is that of the sources
said_its_pages = { $unit ->
    [slide] sus { $count } diapositivas
    [sheet] sus { $count } hojas
    [chapter] sus { $count } capítulos
    [message] sus { $count } mensajes
   *[page] sus { $count } páginas
}
said_its_page = { $unit ->
    [slide] su única diapositiva
    [sheet] su única hoja
    [chapter] su único capítulo
    [message] su único mensaje
   *[page] su única página
}
said_no_text_but_scan = sin texto en { $pages }, probablemente un escaneo: Tesseract lo lee donde está instalado
said_no_text_on = sin texto en { $pages }
said_no_text = no contiene texto
said_charset_unknown = datos binarios o una codificación desconocida: guárdalo en UTF-8
said_not_text = no es texto a pesar de su nombre ({ $what })
said_not_its_charset = dice ser { $charset } pero no lo es (byte { $n })
said_joined = { $first }; { $next }
said_joined_more = { $first }; y { $count } más
said_empty_file = archivo vacío
said_save_as = guárdalo como { $first } o { $last }
said_export_as = exporta sus mensajes como { $first } o { $last }
said_format_not_read_but = el formato { $format } no se lee: { $advice }
said_unpack = descomprímelo en una carpeta
said_convert_to = conviértelo a { $first } o { $last }
said_save_scan = guárdalo como PDF, cuyos escaneos se leen
said_transcript = una transcripción como texto, SRT o VTT se leería
said_no_suffix = sin extensión
said_format_not_read = el formato { $format } no se lee
said_a_link = un enlace: los enlaces no se siguen
said_not_regular = no es un archivo normal
said_too_large = de más de { $most } MB
said_path_missing = { $path } no existe: revisa el nombre
said_path_closed = no se puede abrir { $path }: { $why }
said_folder_closed = no se puede abrir la carpeta: { $why }
said_cannot_look = no se puede consultar: { $why }
said_changes = cambia mientras se lee: indexa otra vez cuando esté terminado
said_cannot_open = no se puede abrir: { $why }
said_cannot_read = no se puede leer: { $why }
said_memory_needed = necesita más de { $most } MB para leerse
said_nested = anidado demasiado profundo
said_reader_failed = su lector falló ({ $why })
said_converter_nothing = { $program } no encuentra nada en él
said_converter_failed = { $program } no puede leerlo (estado { $n })
said_converter_slow = { $program } tardó más de { $seconds } s en leerlo
said_reader_crashed = su lector se cerró de golpe ({ $why })
said_too_much_time = necesita demasiado tiempo de procesador para leerse
said_text_too_long = da más de { $most } MB de texto
said_too_slow = tardó más de { $seconds } s en leerse
said_ocr_failed = { $line }; OCR: { $why }
said_no_headers = no es un correo: no tiene cabeceras
said_not_word = no es un documento de Word a pesar de su nombre
said_encrypted = cifrado: quita primero la contraseña
said_not_opendocument = no es un OpenDocument a pesar de su nombre
said_not_office = no es un documento de Office a pesar de su nombre: ábrelo y guárdalo como DOCX, XLSX o PPTX
said_save_or_install = guárdalo como DOCX, XLSX o PPTX, o en Linux instala LibreOffice
said_old_office = en el formato binario de Office anterior a 2007: { $advice }
said_not_presentation = no es una presentación a pesar de su nombre
said_not_workbook = no es un libro de cálculo a pesar de su nombre: guárdalo como XLSX
said_no_pages = no tiene páginas
said_damaged_pdf = PDF dañado ({ $why }): descárgalo o hazlo otra vez
said_pdf_saved = PDF dañado ({ $why }): { $count ->
    [one] se pudo salvar una página
   *[other] se pudieron salvar { $count } páginas
}
said_letters_unlikely = sus letras no pueden ser las impresas: sus fuentes no dicen cuáles contienen
said_letters_doubtful = algunas letras no pueden ser las impresas: una de sus fuentes no dice cuáles contiene
said_empty_form = un formulario XFA dinámico sin campos legibles: ábrelo en Adobe Reader e imprímelo como PDF
said_page_scan = sin texto: probablemente un escaneo
said_letters_untold = sus fuentes no dicen qué letras contienen
said_not_pdf = no es un PDF a pesar de su nombre
said_pages_late = páginas { $first }–{ $last }: sin leer, el documento tarda demasiado
said_page_unreadable = no se puede leer ({ $why })
said_on_page = página { $n }: { $what }
said_damaged_archive = archivo comprimido dañado: está cortado o no es lo que dice su nombre
said_bomb = se descomprime en más de { $most } MB: una bomba de descompresión
said_ends_early = dañado: sus datos comprimidos terminan antes de tiempo
said_not_its_suffix = dañado: está cortado o no es lo que dice su extensión { $suffix }
said_no_json_line = ninguna de sus líneas es JSON válido
said_not_rtf = no es un archivo RTF a pesar de su nombre
said_not_subtitles = no son subtítulos a pesar de su nombre: ninguna línea dice de cuándo a cuándo
said_drm = protegido por DRM: solo se abre en la aplicación de su vendedor
said_no_html = no contiene HTML
said_folder_unmakeable = no se puede crear { $path } ({ $why }): elige otro lugar con --home
said_conversations_lost = No se pudieron leer las conversaciones anteriores y se empezó un archivo nuevo: inténtalo otra vez
said_passage_invalid = El modelo de búsqueda no da números para un pasaje: ejecuta 'ragassist models verify'
said_preparing_search = preparando el modelo de búsqueda para este procesador, una sola vez (medio minuto)
said_preparing_integers = preparando el modelo de búsqueda en enteros de 8 bits, una sola vez (medio minuto)
said_preparing_ended = La preparación del modelo de búsqueda terminó antes de tiempo (código { $n }): cierra otros programas si se agotó la memoria
said_question_invalid = El modelo de búsqueda no da números para la pregunta: ejecuta 'ragassist models verify'
said_process_since = el proceso { $number } (desde las { $time })
said_another_process = otro proceso
said_writer_busy = Esta biblioteca la está cambiando { $who }: espera a que termine
said_folder_unwritable = no se puede escribir en { $path } ({ $why }): revisa el disco y los permisos
said_folder_kept = { $path } está vacía: { $count ->
    [one] se conserva un documento que había en ella; --prune lo quita
   *[other] se conservan { $count } documentos que había en ella; --prune los quita
}
said_folder_gone = { $why }; { $count ->
    [one] uno de sus documentos está indexado: vuelve a montarla, o quítalo con --prune
   *[other] { $count } de sus documentos están indexados: vuelve a montarla, o quítalos con --prune
}
said_folder_emptied = { $path } está vacía pero { $count ->
    [one] uno de sus documentos está indexado: vuelve a montarla, o quítalo con --prune
   *[other] { $count } de sus documentos están indexados: vuelve a montarla, o quítalos con --prune
}
said_no_files = { $path } no contiene archivos: elige una carpeta con documentos
said_folder_changed = { $path } contiene otros archivos que antes: sus { $count } documentos están indexados: vuelve a montarla, o quítalos con --prune
said_database_full = la base de datos o el disco está lleno
said_library_unwritable = no se puede escribir o leer { $path } ({ $why }): libera espacio o revisa el disco; no se ha perdido nada de lo guardado
said_repair_interrupted = La reparación de { $path } se interrumpió: 'ragassist check --repair' la continúa
said_library_in_use = { $path } está en uso por otro proceso: inténtalo cuando haya terminado
said_library_damaged = { $path } está dañado ({ $why }): 'ragassist check --repair' salva lo que se puede leer
said_library_newer = { $path } lo escribió un ragassist más nuevo: actualiza el programa
said_library_being_read = Otro proceso está leyendo { $path }: los documentos quitados ya no se encuentran, sus últimos bytes se borran con el próximo cambio de la biblioteca
said_library_closed = no se puede abrir o cambiar { $path } ({ $why }): revisa el disco y los permisos
said_until_then_words = { $why }; hasta entonces solo se busca en el texto completo
said_made_with_words = Esta biblioteca se hizo con el modelo de búsqueda { $old }, el actual es { $new }: solo se busca en el texto completo; 'ragassist index --re-embed' pasa al nuevo
said_chunks_older = Los pasajes de esta biblioteca siguen reglas antiguas: 'ragassist index --re-embed' los hace de nuevo
said_until_then_vectors = { $why }; hasta entonces se siguen usando los vectores antiguos
said_made_with_vectors = Esta biblioteca se hizo con el modelo de búsqueda { $old }, el actual es { $new }: se siguen usando los vectores antiguos; 'ragassist index --re-embed' pasa al nuevo
said_last_question = La última pregunta aún se está respondiendo: detenla o espera
said_model_ended = El proceso del modelo de chat terminó solo ({ $why }): pregunta otra vez
said_model_unstarted = El proceso del modelo de chat no se puede iniciar: pregunta otra vez
said_model_killed = El proceso del modelo de chat fue terminado: pregunta otra vez, o cierra otros programas si se agotó la memoria
said_model_gone = El proceso del modelo de chat terminó entretanto: pregunta otra vez
said_answer_overtaken = Otra pregunta ha terminado esta respuesta: pregunta otra vez
said_server_cut = El servidor de chat { $url } cortó su respuesta: pregunta otra vez
said_server_refused = El servidor de chat { $url } se negó ({ $status }: { $why }): pregunta otra vez, o mira su registro
said_server_broke_off = El servidor de chat { $url } cortó la conexión: pregunta otra vez
said_server_not_json = El servidor de chat { $url } respondió algo que no es JSON: corrige chat_url
said_server_failed = El servidor de chat { $url } falló ({ $why }): pregunta otra vez, o mira su registro
said_server_key = El servidor de chat { $url } pide otra clave ({ $status }): define RAGASSIST_CHAT_KEY
said_server_busy = El servidor de chat { $url } se negó ({ $status }: { $why }): pregunta otra vez dentro de un rato
said_server_gone = No se puede llegar al servidor de chat { $url } ({ $why }): comprueba que funciona, y chat_url
said_server_silent = El servidor de chat { $url } no dijo nada durante { $count } segundos: pregunta otra vez
said_server_path = El servidor de chat { $url } no tiene { $path }: corrige chat_url
said_no_field = No se nombra ningún campo: di qué buscar, como 'alquiler mensual'
said_fields_many = Se nombran { $count } campos y como mucho se leen { $most } a la vez: haz dos tablas
said_field_nothing = '{ $field }' no nombra ningún campo: di qué buscar, como 'alquiler mensual'
said_field_long = El campo '{ $field }…' tiene { $count } caracteres y como mucho se leen { $most }: acórtalo
said_field_twice = '{ $first }' y '{ $field }' son el mismo campo: nómbralo una vez
said_prompt_long = La pregunta, { $reserve } tokens para razonar y responder y una fuente necesitan { $needed } tokens, y en el modelo caben { $most }: acorta la pregunta, o baja think_budget
said_no_chat_model_of_it = { $model } no es un modelo de chat: elige otro
said_disk_short = { $path } tiene { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB libres y se necesitan { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB: haz sitio primero
said_close_programs = cierra otros programas
said_memory_slow = { $model } necesita { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB de memoria (como mínimo { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) y hay { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB libres: será lento; { $advice }
said_memory_short = { $model } necesita { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB de memoria (como mínimo { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }) y hay { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB libres: { $advice }
said_close_or_pull = cierra otros programas, o descarga { $name }, que necesita { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB
said_close_or_set = cierra otros programas, o pon chat_model en { $name }, que necesita { NUMBER($needed, minimumFractionDigits: 1, maximumFractionDigits: 1) } GB
said_taking_stand_in = Se toma { $model } del índice de paquetes en lugar de { $other }
said_hub_no_answer = El hub de modelos no responde ({ $why })
said_hub_silent = { $model } solo está en el hub, y el hub no responde: inténtalo más tarde o indica --from PATH
said_chat_model_path = { $path } no existe: corrige chat_model o descarga un modelo
said_model_not_installed = { $model } no está instalado: ejecuta 'ragassist models pull { $name }'
said_fetching = descargando { $model } de { $place } en el hub
said_hub_broke_off = El hub interrumpió { $model }: { $why }; descárgalo otra vez para seguir donde estaba
said_index_refused = El índice de paquetes no dio { $part }: { $why }; descárgalo otra vez para seguir
said_index_silent = El índice de paquetes no responde
said_no_embedding_model = No hay ningún modelo de búsqueda instalado: ejecuta 'ragassist models pull { $name }'
said_model_file_size = { $path } tiene { $size } bytes en lugar de { $right }: ejecuta 'ragassist models pull { $name }'
said_model_file_changed = { $path } ha cambiado desde su verificación: ejecuta 'ragassist models pull { $name }'
said_no_chat_model = No hay ningún modelo de chat instalado: ejecuta 'ragassist models pull { $name }'
said_model_file_missing = Falta { $path }: ejecuta 'ragassist models pull { $name }'
said_documents_several = '{ $name }' encaja con { $count } documentos: { $names }; nombra uno de ellos
said_document_unknown = '{ $name }' no nombra ningún documento de la biblioteca; 'ragassist list' los muestra
said_file_gone = { $path } ya no existe: vuelve a indexar su carpeta
said_viewer_missing = { $program } no está para abrir el archivo: ajusta viewer en settings.toml
said_viewer_unsplit = viewer en settings.toml tiene una comilla o una barra inversa suelta: corrígelo
said_document_not_held = { $path }: nada de este documento está en la biblioteca; F2 muestra lo que hay
said_library_gone = La biblioteca { $library } de esta conversación ya no existe: empieza una conversación nueva con Ctrl+N
said_document_removed = { $names }: ya no está en la biblioteca; pregunta por documentos que muestra 'ragassist list'
said_documents_many = '{ $name }' encaja con { $count } documentos: { $names } y { $more } más; nombra uno de ellos
said_filter_fits_none_in = Ningún documento pasa el filtro (hay { $count ->
    [one] un documento
   *[other] { $count } documentos
} en { $languages }): 'ragassist list' los muestra todos
said_filter_fits_none = Ningún documento pasa el filtro (hay { $count ->
    [one] un documento
   *[other] { $count } documentos
}): 'ragassist list' los muestra todos
said_question_empty = La pregunta está vacía: pregunta algo
said_question_long = La pregunta tiene { $count } caracteres y como mucho se leen { $most }: acórtala
said_question_wordless = La pregunta no contiene palabras: pregunta con palabras
said_measuring_gpu = midiendo, una sola vez, si la GPU responde más rápido que el procesador
said_gpu_failed = La GPU falló ({ $why }): desde ahora responde el procesador; 'ragassist models tune' mide de nuevo
said_measuring_languages = midiendo los idiomas del modelo de búsqueda, una sola vez (medio minuto)
said_not_written = no se puede escribir { $path }: { $why }; inicia ragassist en una carpeta tuya
said_no_network = Este proceso no puede conectarse: sal con Ctrl+Q y ejecuta 'ragassist models pull'
said_pull_ended = La descarga de los modelos terminó sin decir por qué
said_theme_key = { $name } no es un color de un tema; se conocen dark, { $names }
said_theme_unreadable = no se puede leer { $file }: { $why }
said_theme_colour = { $name } = { $value } no es un color: escríbelo como #7da6cf
said_disk_full = no queda espacio en el disco
said_not_allowed = permiso denegado
said_not_there = archivo o carpeta inexistente
said_read_only = sistema de archivos de solo lectura
said_converter_unguarded = { $program } no se ejecuta: este sistema no puede impedirle el acceso a la red
said_converter_not_run = no se puede ejecutar { $program } con él: { $why }
said_reader_unstarted = su lector no pudo iniciarse
said_page_undrawn = la página { $n } no se puede dibujar
said_page_undrawn_why = la página { $n } no se puede dibujar ({ $why })
said_ocr_script = ningún idioma instalado de Tesseract se escribe en { $script }
said_ocr_language = sus letras no son de ningún idioma instalado de Tesseract
said_ocr_unstarted = Tesseract no se puede iniciar
said_ocr_unstarted_why = Tesseract no se puede iniciar: { $why }
said_ocr_ended = Tesseract terminó con el estado { $n }
said_ocr_slow = tardó más de { $seconds } s
said_ocr_not_tried = no se intentó, porque demasiadas páginas anteriores tardaron demasiado
said_not_hancom = no es un documento de Hancom Office a pesar de su nombre
said_open_and_export = ábrelo en su programa y expórtalo como PDF, DOCX, XLSX o PPTX
said_no_preview = un documento de Apple sin vista previa en PDF: { $advice }
said_not_outlook = no es un mensaje de Outlook a pesar de su nombre
said_no_xml = dañado: no contiene XML
said_office_without_text = un documento de Office sin texto
said_not_apple_mail = no es un mensaje de Apple Mail: falta su longitud
said_damaged_message = mensaje dañado ({ $why })
said_embedded_missing = falta en el archivo
said_cannot_unpack = no se puede descomprimir
said_damaged_pdf_why = PDF dañado ({ $why })
said_not_calendar = no es un calendario a pesar de su nombre
said_not_references = ninguna referencia a pesar de su nombre: ninguna línea empieza con una etiqueta como 'TI  - '
said_not_address_book = no es una libreta de direcciones a pesar de su nombre
said_bomb_parts = se descomprimiría en { $most } MB y { $count } partes: una bomba de descompresión
said_parts_same_name = archivo comprimido dañado: dos de sus partes tienen el mismo nombre
said_parts_overlap = sus partes se solapan: una bomba de descompresión
said_attachment_unread = adjunto { $name }: sin leer: { $why }
said_attachment_partly = adjunto { $name }: { $what }
said_attachments_many = adjunto { $name } y los siguientes: sin leer: más de { $most } archivos
said_no_reader_for = no hay lector para { $suffix }
said_no_reader = no hay lector para un archivo sin extensión
said_file_too_deep = está en un archivo dentro de otro dentro de otro
said_files_before_slow = los archivos anteriores tardaron demasiado
said_attachments_large = los adjuntos suman más de { $most } MB
said_declares_type = dañado: su XML declara un tipo de documento, algo que ningún programa de oficina escribe
said_damaged_notebook = notebook dañado ({ $why })
said_damaged_rtf = RTF dañado
said_damaged_table = tabla dañada ({ $why })
said_damaged_epub = EPUB dañado: no tiene lista de capítulos ni páginas
said_page_too_large = una página demasiado grande para la memoria que puede usar un documento: divídela
said_web_archive_empty = archivo web dañado: no contiene ninguna página
said_parts_nested = sus partes están anidadas demasiado profundo
said_entities_trap = su tipo de documento trae entidades, lo que puede ser una trampa: guárdalo sin ellas
said_draws_itself = se dibuja a sí misma una y otra vez
said_model_unloadable = { $path } no se puede cargar, está cortado o es demasiado nuevo: ejecuta 'ragassist models verify'
said_model_no_room = { $name } no tiene sitio para { $count } tokens: cierra otros programas o baja context_size
said_model_not_gguf = { $path } no es un modelo GGUF: obtenlo otra vez con 'ragassist models pull'
said_model_unopened = no se puede abrir { $path }: { $why }
said_evaluation_failed = { $name } no pudo evaluar su prompt (código { $code } de llama.cpp): pregunta otra vez
said_settings_unreadable = { $path } no se puede leer: { $why }; corrígelo o elimínalo
said_settings_unchangeable = { $path } no se puede cambiar: { $why }
said_weights_damaged = los pesos obtenidos de { $name } están dañados y se eliminaron: obtén el modelo otra vez
said_model_file_lacking = { $path } no contiene { $file }: obtén el modelo otra vez
