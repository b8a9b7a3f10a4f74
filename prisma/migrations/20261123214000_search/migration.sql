-- Search and tags. All of it is what Prisma cannot say.

-- The words of a text as they stand and in their English root form. Immutable, since the dictionaries are named.
CREATE FUNCTION "turn_words"("text" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT to_tsvector('pg_catalog.simple'::regconfig, $1) || to_tsvector('pg_catalog.english'::regconfig, $1)
$$;
CREATE INDEX "turn_words" ON "turn" USING gin ("turn_words"("text"));

-- Pairs of neighbouring letters in scripts without spaces: what a search for two of them is found by, which is too short
-- for trigrams.
CREATE FUNCTION "letter_pairs"("text" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(DISTINCT substr(run, i, 2)), '{}')
  FROM (SELECT lower(m[1]) AS run
    FROM regexp_matches($1, '([\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]{2,})', 'g') AS m) AS runs,
    generate_series(1, length(run) - 1) AS i
$$;
CREATE INDEX "turn_pairs" ON "turn" USING gin ("letter_pairs"("text"))
  WHERE "text" ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]';

-- external: index dialogue_tags
CREATE INDEX "dialogue_tags" ON "dialogue" USING gin ("tags");
