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
