-- The field's own words for what evaluations and near-duplicates are made of. Names change, nothing else.

ALTER TABLE "exhibit" RENAME TO "candidate_response";
ALTER TABLE "candidate_response" RENAME COLUMN "contender_id" TO "candidate_id";
ALTER TABLE "contender" RENAME TO "candidate";
ALTER TABLE "judge_pass" RENAME TO "judge_run";
ALTER TABLE "judgment" RENAME COLUMN "pass_id" TO "judge_run_id";
ALTER TABLE "wording" RENAME TO "text_fingerprint";
ALTER TABLE "dialogue_wording" RENAME TO "dialogue_fingerprint";
ALTER TABLE "dialogue_fingerprint" RENAME COLUMN "wording_id" TO "fingerprint_id";
ALTER TABLE "stale_wording" RENAME TO "stale_fingerprint";
ALTER TABLE "wording_link" RENAME TO "fingerprint_link";
ALTER SEQUENCE "wording_id_seq" RENAME TO "text_fingerprint_id_seq";
ALTER SEQUENCE "stale_wording_id_seq" RENAME TO "stale_fingerprint_id_seq";

-- Indexes and constraints follow their tables and columns.
CREATE FUNCTION pg_temp.in_new_words(old text) RETURNS text LANGUAGE sql AS $$
  SELECT replace(replace(replace(replace(replace(replace(replace(
    regexp_replace(old, '^wording_(?!link)', 'text_fingerprint_'),
    'wording_link', 'fingerprint_link'), 'dialogue_wording', 'dialogue_fingerprint'), 'stale_wording', 'stale_fingerprint'),
    'wording_id', 'fingerprint_id'), 'exhibit', 'candidate_response'), 'contender', 'candidate'),
    CASE WHEN old LIKE 'judge_pass%' THEN 'judge_pass' ELSE '_pass_id' END,
    CASE WHEN old LIKE 'judge_pass%' THEN 'judge_run' ELSE '_judge_run_id' END)
$$;

DO $$
DECLARE found record;
BEGIN
  FOR found IN
    SELECT conrelid::regclass AS holder, conname AS name FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0 AND pg_temp.in_new_words(conname) <> conname
  LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', found.holder, found.name, pg_temp.in_new_words(found.name));
  END LOOP;
  FOR found IN
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'i' AND pg_temp.in_new_words(relname) <> relname
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', found.name, pg_temp.in_new_words(found.name));
  END LOOP;
END $$;

DROP FUNCTION pg_temp.in_new_words(text);

-- The notes of what is to be compared anew are written by triggers.
DROP TRIGGER "dialogue_wording_born" ON "dialogue";
DROP TRIGGER "dialogue_wording_changed" ON "dialogue";
DROP FUNCTION "note_stale_wording"();
CREATE FUNCTION "note_stale_fingerprint"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "stale_fingerprint" ("dialogue_id") VALUES (NEW."id");
  RETURN NULL;
END
$$;
CREATE TRIGGER "dialogue_fingerprint_born" AFTER INSERT ON "dialogue"
  FOR EACH ROW WHEN (NEW."status" = 'ended') EXECUTE FUNCTION "note_stale_fingerprint"();
CREATE TRIGGER "dialogue_fingerprint_changed" AFTER UPDATE OF "status", "head_id", "deleted_at" ON "dialogue"
  FOR EACH ROW WHEN ((OLD."status" = 'ended' OR NEW."status" = 'ended') AND
    (OLD."status", OLD."head_id", OLD."deleted_at") IS DISTINCT FROM (NEW."status", NEW."head_id", NEW."deleted_at"))
  EXECUTE FUNCTION "note_stale_fingerprint"();

-- external: index text_fingerprint_bands
