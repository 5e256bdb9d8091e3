"""The tables of a library on a server, and their migrations; each library has its own schema."""

VERSION = 1

# As in `indexes/sqlite/schema.py`, a vector belongs to a text and a model, not to a chunk. What differs:
# - `words` holds the library's own terms of each chunk; no dictionary of the server is used. Triggers record changes of the
#   number of chunks of each term. `word_changes` only grows, so that writers don't wait for each other's terms; from time to
#   time it is added to `word_counts`. The empty term stands for all chunks and all terms.
#   The index of terms is updated at once, because each search would read through postponed updates.
# - `loose` names vectors that have lost a chunk; only these are checked when unused vectors are deleted.
# - Paths may exceed the limit of an index, so they are unique by their hash.
CREATE = """
CREATE TABLE version (number INTEGER NOT NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE SEQUENCE generations;
CREATE TABLE documents (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path TEXT COLLATE "C" NOT NULL,
    sha256 TEXT,
    size BIGINT NOT NULL,
    mtime_ns BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'indexed', 'partial', 'skipped')),
    reason TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',
    pages INTEGER,
    page_unit TEXT NOT NULL DEFAULT 'page',
    counted TEXT,
    characters BIGINT NOT NULL DEFAULT 0,
    text_bytes BIGINT NOT NULL DEFAULT 0,
    layout BYTEA
);
CREATE UNIQUE INDEX documents_one_a_path ON documents (md5(path));
CREATE INDEX documents_by_path ON documents USING hash (path);
CREATE TABLE texts (
    document_id BIGINT NOT NULL REFERENCES documents ON DELETE CASCADE,
    start BIGINT NOT NULL,
    packed BYTEA STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (document_id, start)
);
CREATE TABLE chunks (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES documents ON DELETE CASCADE,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    language TEXT NOT NULL,
    first BIGINT,
    last BIGINT,
    header TEXT NOT NULL,
    vector_key BYTEA NOT NULL,
    embedded BIGINT
);
CREATE INDEX chunks_by_document ON chunks (document_id, start);
CREATE INDEX chunks_by_vector ON chunks (vector_key);
CREATE INDEX chunks_that_wait ON chunks (id) WHERE embedded IS NULL;
CREATE TABLE staged (
    document_id BIGINT NOT NULL REFERENCES documents ON DELETE CASCADE,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    language TEXT NOT NULL,
    first BIGINT,
    last BIGINT,
    header TEXT NOT NULL,
    vector_key BYTEA NOT NULL,
    PRIMARY KEY (document_id, start)
);
CREATE INDEX staged_by_vector ON staged (vector_key);
CREATE TABLE vectors (key BYTEA PRIMARY KEY, packed BYTEA STORAGE PLAIN NOT NULL);
CREATE TABLE loose (key BYTEA NOT NULL);
CREATE TABLE words (
    chunk_id BIGINT PRIMARY KEY REFERENCES chunks ON DELETE CASCADE,
    length INTEGER NOT NULL,
    terms TSVECTOR NOT NULL
);
CREATE INDEX words_by_term ON words USING gin (terms) WITH (fastupdate = off);
CREATE TABLE word_counts (term TEXT COLLATE "C" PRIMARY KEY, chunks BIGINT NOT NULL, length BIGINT NOT NULL);
CREATE TABLE word_changes (term TEXT COLLATE "C" NOT NULL, chunks BIGINT NOT NULL, length BIGINT NOT NULL);
CREATE INDEX word_changes_by_term ON word_changes (term);
CREATE FUNCTION note_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    sign INTEGER := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO word_changes SELECT lexeme, sign * count(*), 0 FROM changed, unnest(changed.terms) GROUP BY lexeme;
    INSERT INTO word_changes SELECT '', sign * count(*), sign * coalesce(sum(length), 0) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER words_in AFTER INSERT ON words REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_words();
CREATE TRIGGER words_out AFTER DELETE ON words REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_words();
CREATE FUNCTION note_loose() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO loose SELECT DISTINCT vector_key FROM gone;
    RETURN NULL;
END $$;
CREATE TRIGGER chunks_out AFTER DELETE ON chunks REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION note_loose();
"""

STEPS: dict[int, str] = {0: CREATE}
"""The migration from each version to the next."""
