-- A turn is written without waiting for the indexes that find it: nine tenths of what storing one took went into these. What
-- was said waits in a list, is searched there as it stands, and workers put it into the row of its dialogue soon after
-- (docs/decisions/065-search-behind-the-writing.md). All of it is what Prisma cannot say.

-- external: table dialogue_search
CREATE TABLE "dialogue_search" (
  "dialogue_id" TEXT PRIMARY KEY REFERENCES "dialogue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "project_id" TEXT NOT NULL,
  -- Of all its turns, without places.
  "words" tsvector NOT NULL,
  -- Symbols, letters of scripts without spaces and pairs of these.
  "signs" text[] NOT NULL,
  -- Its turns as search_text folds them, with a space between two; their own spaces stand as Q, which no folded text holds.
  "letters" text NOT NULL
);
CREATE INDEX "dialogue_search_terms" ON "dialogue_search" USING gin ("project_id", "words", "signs", "letters" gin_trgm_ops);

-- external: table unsearched_turn
CREATE TABLE "unsearched_turn" (
  "project_id" TEXT NOT NULL,
  "id" BIGINT GENERATED ALWAYS AS IDENTITY,
  -- No foreign key: who takes the list up passes over a turn that is gone.
  "turn_id" TEXT NOT NULL,
  PRIMARY KEY ("project_id", "id")
);

-- A tsvector holds at most a megabyte; a dialogue with more different words stays found by those it has.
CREATE FUNCTION "words_with"("before" tsvector, "texts" text[]) RETURNS tsvector LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  "words" tsvector := "before";
  "text" text;
BEGIN
  BEGIN
    RETURN "before" || strip("turn_words"(array_to_string("texts", ' ')));
  EXCEPTION WHEN program_limit_exceeded THEN
    NULL;
  END;
  FOREACH "text" IN ARRAY "texts" LOOP
    BEGIN
      "words" := "words" || strip("turn_words"("text"));
    EXCEPTION WHEN program_limit_exceeded THEN
      NULL;
    END;
  END LOOP;
  RETURN "words";
END
$$;

CREATE FUNCTION "note_unsearched"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "unsearched_turn" ("project_id", "turn_id") SELECT "project_id", "id" FROM "made";
  RETURN NULL;
END
$$;
DROP TRIGGER "turn_words_noted" ON "turn";
DROP FUNCTION "note_words";
CREATE TRIGGER "turn_unsearched" AFTER INSERT ON "turn"
  REFERENCING NEW TABLE AS "made" FOR EACH STATEMENT EXECUTE FUNCTION "note_unsearched"();

-- What is there already is taken up by workers like all else.
INSERT INTO "unsearched_turn" ("project_id", "turn_id") SELECT "project_id", "id" FROM "turn" ORDER BY "dialogue_id", "version";
DROP TABLE "dialogue_words";
DROP INDEX "turn_text_trgm";
DROP INDEX "turn_signs";

ALTER TABLE "dialogue_search" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "dialogue_search" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "dialogue_search" TO realchat_engine USING (true) WITH CHECK (true);
ALTER TABLE "unsearched_turn" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "unsearched_turn" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "unsearched_turn" TO realchat_engine USING (true) WITH CHECK (true);
