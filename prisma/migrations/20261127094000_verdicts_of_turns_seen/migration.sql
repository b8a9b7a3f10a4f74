-- A verdict is about the turns that its person saw: it stands on a dialogue that has ended, at the head it was given at.
-- Until now it could be given while a dialogue went on, and stayed whatever was written after it.

-- The head that each verdict in force was given at, from the log; an open question at its end was dropped since, or counts
-- as dropped: exports never held it.
CREATE TEMPORARY TABLE "judged" ON COMMIT DROP AS
SELECT DISTINCT ON (x."dialogue_id") x."dialogue_id",
  CASE WHEN t."speaker" = 'user' THEN t."parent_id" ELSE t."id" END AS "head_id"
FROM "decision" x JOIN "dialogue" d ON d."id" = x."dialogue_id" LEFT JOIN "turn" t ON t."id" = x."after" ->> 'headId'
WHERE d."verdict" IS NOT NULL AND x."after" ->> 'verdict' = d."verdict"
  AND x."before" ->> 'verdict' IS DISTINCT FROM x."after" ->> 'verdict'
ORDER BY x."dialogue_id", x."version" DESC;

-- What grew, or was changed, under a verdict loses it, and says so by a tag that lists can be filtered by.
UPDATE "dialogue" d SET "verdict" = NULL, "tags" = array_append(d."tags", 'judged before its end'),
  "version" = d."version" + 1, "updated_at" = now()
FROM "judged" j, "turn" h
WHERE j."dialogue_id" = d."id" AND h."id" = d."head_id"
  AND CASE WHEN h."speaker" = 'user' THEN h."parent_id" ELSE h."id" END IS DISTINCT FROM j."head_id";

-- What has not moved on since ends there, as a verdict does from now on. Nobody writes while an upgrade runs.
UPDATE "dialogue" d SET "status" = 'ended', "end_reason" = 'person', "fence" = d."fence" + 1,
  "status_detail" = 'A person ' || d."verdict" || ' it before its end, so it ends here.',
  "head_id" = CASE WHEN t."speaker" = 'user' THEN t."parent_id" ELSE d."head_id" END,
  "context_tokens" = CASE WHEN t."speaker" = 'user' THEN NULL ELSE d."context_tokens" END,
  "hold_requested" = false, "turns_allowed" = NULL, "next_note" = NULL, "lease_worker" = NULL, "lease_until" = NULL,
  "version" = d."version" + 1, "updated_at" = now(), "ended_at" = coalesce(d."ended_at", now())
FROM "dialogue" o LEFT JOIN "turn" t ON t."id" = o."head_id"
WHERE o."id" = d."id" AND d."verdict" IS NOT NULL AND d."status" <> 'ended';

ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_verdict_at_its_end" CHECK ("verdict" IS NULL OR "status" = 'ended');
