-- A turn that a person rejected carries that, so that it is marked wherever it shows and no export holds it.
ALTER TABLE "dialogue" DROP CONSTRAINT "dialogue_flags_check";
ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_flags_check" CHECK ("flags" <@ ARRAY['answers_like_assistant', 'leaks_reasoning', 'leaks_template', 'repeats_opening', 'near_empty', 'switches_language', 'cut_by_length', 'repaired_text', 'writes_both_speakers', 'announces_message', 'odd_usage', 'flagged_by_person', 'rejected_by_person']);
ALTER TABLE "turn" DROP CONSTRAINT "turn_flags_check";
ALTER TABLE "turn" ADD CONSTRAINT "turn_flags_check" CHECK ("flags" <@ ARRAY['answers_like_assistant', 'leaks_reasoning', 'leaks_template', 'repeats_opening', 'near_empty', 'switches_language', 'cut_by_length', 'repaired_text', 'writes_both_speakers', 'announces_message', 'odd_usage', 'flagged_by_person', 'rejected_by_person']);

-- Until now only the log knew.
UPDATE "turn" t SET "flags" = array_append(t."flags", 'rejected_by_person')
WHERE EXISTS (
  SELECT FROM "decision" x WHERE x."dialogue_id" = t."dialogue_id" AND x."turn_id" = t."id" AND x."kind" = 'reject_turn'
    AND NOT EXISTS (SELECT FROM "decision" y WHERE y."undoes_id" = x."id"));

WITH RECURSIVE "path" AS (
  SELECT d."id" AS "dialogue_id", t."parent_id", t."flags" FROM "dialogue" d JOIN "turn" t ON t."id" = d."head_id"
  WHERE d."id" IN (SELECT "dialogue_id" FROM "turn" WHERE 'rejected_by_person' = ANY ("flags"))
  UNION ALL
  SELECT p."dialogue_id", t."parent_id", t."flags" FROM "path" p JOIN "turn" t ON t."id" = p."parent_id"
)
UPDATE "dialogue" d SET "flags" = array_append(d."flags", 'rejected_by_person')
WHERE d."id" IN (SELECT "dialogue_id" FROM "path" WHERE 'rejected_by_person' = ANY ("flags"));
