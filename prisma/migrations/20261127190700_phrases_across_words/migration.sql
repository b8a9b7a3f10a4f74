-- A phrase of common words is found in the time of a rare one: trigrams go across spaces, so that a turn is proposed for
-- "out of the" where these letters follow each other, not wherever the three words are. Spaces stand in the index as Q, a
-- letter to trigrams that no folded text holds (it is lower case). Index and condition must say the same expression.

-- Each turn that an index proposes is folded anew. What a step is for is looked for first: comparing every letter with
-- eighty others and composing what has no marks took nearly all of the time. What the function gives is the same.
CREATE OR REPLACE FUNCTION "search_text"("text" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  "plain" text;
  "folded" text := '';
BEGIN
  IF octet_length("text") = length("text") THEN
    RETURN lower("text");
  END IF;
  IF "text" !~ '[^\u0001-\u007F\u2010\u2012-\u2015\u2018-\u201F\u2026\u2212]' THEN
    RETURN lower(translate(replace("text", '…', '...'), '‘’‚‛“”„‟‐‑‒–—―−', '''''''''""""-------'));
  END IF;
  -- What Chinese, Japanese and Korean are mostly written with: nothing of it loses a mark, and without runs of marks
  -- normalizing is linear.
  IF "text" !~ '[^\u0001-\u007F\u2010\u2012-\u2015\u2018-\u201F\u2026\u3000-\u3029\u3041-\u3096\u309D\u309E\u30A1-\u30FE\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF5E]' THEN
    "plain" := normalize("text", NFKC);
    IF "plain" ~ '[\u2010-\u201F]' THEN
      "plain" := translate("plain", '‘’‚‛“”„‟‐‑‒–—―', '''''''''""""------');
    END IF;
    RETURN lower("plain");
  END IF;
  -- In pieces, since normalizing sorts runs of marks, which takes the square of what it is given.
  FOR "plain" IN SELECT m[1] FROM regexp_matches("text", '.{1,250}', 'g') AS p (m) LOOP
    "plain" := normalize("plain", NFKD);
    IF "plain" ~ '[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u180E\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u206F\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF]' THEN
      "plain" := regexp_replace("plain", '[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u180E\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u206F\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF]', '', 'g');
    END IF;
    "plain" := lower("plain");
    IF "plain" ~ '[ßæœøđðłıħŧς]' THEN
      "plain" := translate(replace(replace(replace("plain", 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øđðłıħŧς', 'oddlihtσ');
    END IF;
    IF "plain" ~ '[\u2010-\u201F\u2212]' THEN
      "plain" := translate("plain", '‘’‚‛“”„‟‐‑‒–—―−', '''''''''""""-------');
    END IF;
    IF "plain" ~ '[يىكة٠-٩۰-۹०-९]' THEN
      "plain" := translate("plain", 'يىكة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९', 'ییکه012345678901234567890123456789');
    END IF;
    -- Of all else nothing is composed: its marks are gone.
    IF "plain" ~ '[^\u0001-\u02FF\u0370-\u0482\u048A-\u0590\u05D0-\u060F\u061B-\u064A\u0660-\u066F\u0671-\u06D3\u06EE-\u06FF\u2000-\u2BFF\u3000-\u3029\u3041-\u3096\u309D-\u30FF\u3400-\u4DBF\u4E00-\u9FFF]' THEN
      "plain" := normalize("plain", NFC);
    END IF;
    "folded" := "folded" || "plain";
  END LOOP;
  RETURN "folded";
END
$$;

DROP INDEX "turn_text_trgm";
-- external: index turn_text_trgm
CREATE INDEX "turn_text_trgm" ON "turn" USING gin ("project_id", translate("search_text"("text"), ' ', 'Q') gin_trgm_ops);

-- Replacing a function forgets what was said of it (migration projects); behind row-level security an index serves only
-- what is leakproof all through.
DO $$
BEGIN
  ALTER FUNCTION "search_text"(text) LEAKPROOF;
  ALTER FUNCTION pg_catalog.translate(text, text, text) LEAKPROOF;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$$;
