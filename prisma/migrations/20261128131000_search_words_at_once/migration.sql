-- As before, in a third of the time: most texts hold no sign that is looked for; signs within words are replaced, and the words
-- with one taken out of their text, by an expression each, instead of asking each letter and each word.
CREATE OR REPLACE FUNCTION "search_signs"("text" text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $$
BEGIN
  IF octet_length("text") = length("text") AND "text" !~ '[#$%<=>@^~]' THEN
    RETURN '{}';
  END IF;
  RETURN (
    WITH run AS (
      SELECT m[1] AS letters, n
      FROM regexp_matches("search_text"("text"), '([#$%<=>@^~\u00A2-\u00A9\u00AC\u00AE\u00B0\u00B1\u00B6\u00D7\u00F7\u0E3F\u20A0-\u20CF\u2100-\u2BFF\U0001F000-\U0001FAFF]|[\u0E01-\u0E3A\u0E40-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FA\u30FC-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFF]+)', 'g') WITH ORDINALITY AS f (m, n)
    ), letter AS (
      SELECT c, lead(c) OVER (PARTITION BY n ORDER BY i) AS next
      FROM run CROSS JOIN string_to_table(letters, NULL) WITH ORDINALITY AS l (c, i)
    )
    SELECT coalesce(array_agg(DISTINCT x), '{}')
    FROM (SELECT c FROM letter UNION ALL SELECT c || next FROM letter WHERE next IS NOT NULL) AS found (x)
  );
END
$$;

CREATE OR REPLACE FUNCTION "search_words"("text" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  "folded" text := "search_text"("text");
  "spaced" text;
BEGIN
  IF strpos("folded", '-') > 0 OR strpos("folded", '''') > 0 THEN
    "spaced" := "folded" || (SELECT coalesce(string_agg(' ' || translate(w[1], '-''', ''), ''), '')
      FROM regexp_matches("folded", '[^ ]*[^- ''][-''][^- ''][^ ]*', 'g') AS w);
  ELSE
    "spaced" := "folded";
  END IF;
  IF octet_length("spaced") = length("spaced") THEN
    RETURN regexp_replace("spaced", '[!-/:-@\[-`{-~]', ' ', 'g');
  END IF;
  RETURN regexp_replace("spaced", '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u055A-\u055F\u0589\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u061B\u061D-\u061F\u066A-\u066D\u06D4\u0964\u0965\u0970\u0E3F\u1360-\u1368\u1680\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30FB\uE000-\uF8FF\uFE30-\uFE6F\uFFE0-\uFFFF\U0001F000-\U0001FAFF\u0E01-\u0E3A\u0E40-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FA\u30FC-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFF]+', ' ', 'g');
END
$$;
