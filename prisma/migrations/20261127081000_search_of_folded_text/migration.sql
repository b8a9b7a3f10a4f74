-- Search finds a text however it was typed: without case, accents and marks, full width, ligatures. What is compared is
-- the folded text; lib/domain/search-text.ts does the same to what a person searches for. All of it is linear in the text.
-- Functions that call each other keep the search path, since indexes are built under none.

-- One piece; normalizing sorts runs of marks, which takes the square of what it is given.
CREATE FUNCTION "search_piece"("text" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT normalize(translate(replace(replace(replace(
    lower(regexp_replace(normalize($1, NFKD), '[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u180E\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u206F\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF]', '', 'g')),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    'øđðłıħŧςيىكة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९‘’‚‛“”„‟‐‑‒–—―−',
    'oddlihtσییکه012345678901234567890123456789''''''''""""-------'), NFC)
$$;

CREATE FUNCTION "search_text"("text" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $$
BEGIN
  IF octet_length("text") = length("text") THEN
    RETURN lower("text");
  END IF;
  -- What English is mostly written with.
  IF "text" !~ '[^\u0001-\u007F\u2010\u2012-\u2015\u2018-\u201F]' THEN
    RETURN lower(translate("text", '‘’‚‛“”„‟‐‑‒–—―−', '''''''''""""-------'));
  END IF;
  RETURN (SELECT coalesce(string_agg("search_piece"(m[1]), '' ORDER BY n), '')
    FROM regexp_matches("text", '.{1,250}', 'g') WITH ORDINALITY AS p (m, n));
END
$$;

-- The words of a text in scripts that have them, apart by spaces; those with hyphens or apostrophes in one, too.
CREATE FUNCTION "search_words"("text" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $$
  SELECT regexp_replace(f || coalesce((
      SELECT string_agg(' ' || translate(w, '-''', ''), '') FROM regexp_split_to_table(f, '\s+') AS w
      WHERE w ~ '[^-''][-''][^-'']'), ''),
    '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u055A-\u055F\u0589\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u061B\u061D-\u061F\u066A-\u066D\u06D4\u0964\u0965\u0970\u0E3F\u1360-\u1368\u1680\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30FB\uE000-\uF8FF\uFE30-\uFE6F\uFFE0-\uFFFF\U0001F000-\U0001FAFF\u0E01-\u0E3A\u0E40-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FA\u30FC-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFF]+', ' ', 'g')
  FROM (SELECT "search_text"($1)) AS folded (f)
$$;

-- The words as they stand and in their English root form. Immutable, since the dictionaries are named.
CREATE OR REPLACE FUNCTION "turn_words"("text" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $$
  SELECT to_tsvector('pg_catalog.simple'::regconfig, w) || to_tsvector('pg_catalog.english'::regconfig, w)
  FROM (SELECT "search_words"($1)) AS words (w)
$$;

-- Symbols, letters of scripts without spaces and pairs of these: what is too short for trigrams is found by them.
CREATE FUNCTION "search_signs"("text" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $$
  WITH run AS (
    SELECT m[1] AS letters, n
    FROM regexp_matches("search_text"($1), '([#$%<=>@^~\u00A2-\u00A9\u00AC\u00AE\u00B0\u00B1\u00B6\u00D7\u00F7\u0E3F\u20A0-\u20CF\u2100-\u2BFF\U0001F000-\U0001FAFF]|[\u0E01-\u0E3A\u0E40-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FA\u30FC-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFF]+)', 'g') WITH ORDINALITY AS f (m, n)
  ), letter AS (
    SELECT c, lead(c) OVER (PARTITION BY n ORDER BY i) AS next
    FROM run CROSS JOIN string_to_table(letters, NULL) WITH ORDINALITY AS l (c, i)
  )
  SELECT coalesce(array_agg(DISTINCT x), '{}')
  FROM (SELECT c FROM letter UNION ALL SELECT c || next FROM letter WHERE next IS NOT NULL) AS found (x)
$$;

DROP INDEX "turn_pairs";
DROP FUNCTION "letter_pairs";
DROP INDEX "turn_text_trgm";
-- external: index turn_text_trgm
CREATE INDEX "turn_text_trgm" ON "turn" USING gin ("search_text"("text") gin_trgm_ops);
CREATE INDEX "turn_signs" ON "turn" USING gin ("search_signs"("text"));

-- A dialogue with more different words than a tsvector holds keeps those it was found by.
DO $$
DECLARE "found" text;
BEGIN
  FOR "found" IN SELECT "dialogue_id" FROM "dialogue_words" LOOP
    BEGIN
      UPDATE "dialogue_words" SET "words" = (
        SELECT strip("turn_words"(string_agg(t."text", ' '))) FROM "turn" t WHERE t."dialogue_id" = "found")
      WHERE "dialogue_id" = "found";
    EXCEPTION WHEN program_limit_exceeded THEN
      NULL;
    END;
  END LOOP;
END
$$;
