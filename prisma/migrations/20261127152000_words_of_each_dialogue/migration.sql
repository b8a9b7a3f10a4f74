-- Many dialogues come in one statement where a file is imported: one with more different words than a row holds must not
-- take the words of the others along.
CREATE OR REPLACE FUNCTION "note_words"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "one" record;
BEGIN
  BEGIN
    INSERT INTO "dialogue_words" ("dialogue_id", "project_id", "words")
    SELECT "dialogue_id", min("project_id"), strip("turn_words"(string_agg("text", ' '))) FROM "made" GROUP BY "dialogue_id"
    ON CONFLICT ("dialogue_id") DO UPDATE SET "words" = "dialogue_words"."words" || EXCLUDED."words";
    RETURN NULL;
  EXCEPTION WHEN program_limit_exceeded THEN
    NULL;
  END;
  FOR "one" IN SELECT "dialogue_id", "project_id", "text" FROM "made" LOOP
    BEGIN
      INSERT INTO "dialogue_words" ("dialogue_id", "project_id", "words")
      VALUES ("one"."dialogue_id", "one"."project_id", strip("turn_words"("one"."text")))
      ON CONFLICT ("dialogue_id") DO UPDATE SET "words" = "dialogue_words"."words" || EXCLUDED."words";
    EXCEPTION WHEN program_limit_exceeded THEN
      NULL;
    END;
  END LOOP;
  RETURN NULL;
END
$$;
