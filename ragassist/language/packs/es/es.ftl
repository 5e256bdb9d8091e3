# What the program says itself. `refusal` must stay one sentence: it is also how a model abstains.

language = español
instruction = Responde a la pregunta en español, en una a tres frases cortas, usando solo las fuentes de arriba. Después de cada afirmación pon el número de su fuente entre corchetes, como [1]. Si las fuentes no contienen la respuesta, escribe solo: { refusal }
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
find_library = Buscar una biblioteca o dar nombre a una nueva
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
count_words = con «{ $words }»
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
