-- What waits for the search is taken up dialogue by dialogue, so that the row of each is written once for all of its turns that
-- wait: with hundreds of dialogues written at once each lot of the oldest turns would touch them all.
ALTER TABLE "unsearched_turn" ADD COLUMN "dialogue_id" TEXT;
-- Turns that are gone go with it; nothing of them is searched.
DELETE FROM "unsearched_turn" u WHERE NOT EXISTS (SELECT FROM "turn" t WHERE t."id" = u."turn_id");
UPDATE "unsearched_turn" u SET "dialogue_id" = t."dialogue_id" FROM "turn" t WHERE t."id" = u."turn_id";
ALTER TABLE "unsearched_turn" ALTER COLUMN "dialogue_id" SET NOT NULL;
CREATE INDEX "unsearched_turn_dialogue" ON "unsearched_turn" ("project_id", "dialogue_id");

CREATE OR REPLACE FUNCTION "note_unsearched"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "unsearched_turn" ("project_id", "dialogue_id", "turn_id") SELECT "project_id", "dialogue_id", "id" FROM "made";
  RETURN NULL;
END
$$;

-- As before, but signs are replaced by an expression: looking each letter up in a list took half of what a turn's words take.
CREATE OR REPLACE FUNCTION "search_words"("text" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  "folded" text := "search_text"("text");
  "spaced" text;
BEGIN
  IF strpos("folded", '-') > 0 OR strpos("folded", '''') > 0 THEN
    "spaced" := "folded" || (SELECT coalesce(string_agg(' ' || translate(w, '-''', ''), ''), '')
      FROM string_to_table("folded", ' ') AS w WHERE w ~ '[^-''][-''][^-'']');
  ELSE
    "spaced" := "folded";
  END IF;
  IF octet_length("spaced") = length("spaced") THEN
    RETURN regexp_replace("spaced", '[!-/:-@\[-`{-~]', ' ', 'g');
  END IF;
  RETURN regexp_replace("spaced", '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u055A-\u055F\u0589\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u061B\u061D-\u061F\u066A-\u066D\u06D4\u0964\u0965\u0970\u0E3F\u1360-\u1368\u1680\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30FB\uE000-\uF8FF\uFE30-\uFE6F\uFFE0-\uFFFF\U0001F000-\U0001FAFF\u0E01-\u0E3A\u0E40-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FA\u30FC-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFF]+', ' ', 'g');
END
$$;
