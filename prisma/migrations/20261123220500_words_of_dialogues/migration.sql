-- Search by dialogue, not by turn: a common word is then in thousands of rows, not in hundreds of thousands, and no text
-- is ever read apart anew to check a hit. All of it is what Prisma cannot say.

DROP INDEX "turn_words";

-- external: table dialogue_words
CREATE TABLE "dialogue_words" (
  "dialogue_id" TEXT PRIMARY KEY REFERENCES "dialogue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  -- Of all its turns, without places.
  "words" tsvector NOT NULL
);
CREATE INDEX "dialogue_words_words" ON "dialogue_words" USING gin ("words");

-- A tsvector holds at most a megabyte; a dialogue with more different words stays found by those it has, and its turn is
-- written all the same.
CREATE FUNCTION "note_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "dialogue_words" ("dialogue_id", "words")
  SELECT "dialogue_id", strip("turn_words"(string_agg("text", ' '))) FROM "made" GROUP BY "dialogue_id"
  ON CONFLICT ("dialogue_id") DO UPDATE SET "words" = "dialogue_words"."words" || EXCLUDED."words";
  RETURN NULL;
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN NULL;
END
$$;
CREATE TRIGGER "turn_words_noted" AFTER INSERT ON "turn"
  REFERENCING NEW TABLE AS "made" FOR EACH STATEMENT EXECUTE FUNCTION "note_words"();

INSERT INTO "dialogue_words" ("dialogue_id", "words")
SELECT "dialogue_id", strip("turn_words"(string_agg("text", ' '))) FROM "turn" GROUP BY "dialogue_id";
