-- What an evaluation keeps from its raters is noted with it when texts come in, as queues do: every statement of a rater asks for
-- it, and looked for among all texts it took 24 ms for 200 of them.
ALTER TABLE "evaluation" ADD COLUMN "kept_origins" TEXT[] NOT NULL DEFAULT '{}';

UPDATE "evaluation" e SET "kept_origins" = ARRAY(
  SELECT k."source"->>'runId' FROM "candidate" k WHERE k."evaluation_id" = e."id" AND k."source"->>'kind' = 'run'
  UNION SELECT coalesce(d."run_id", d."import_id") FROM "candidate_response" x JOIN "dialogue" d ON d."id" = x."dialogue_id"
    WHERE x."evaluation_id" = e."id");

CREATE OR REPLACE FUNCTION "kept_origins"("person" text, "judging" boolean DEFAULT false) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT o."id"), '{}') FROM "membership" m CROSS JOIN LATERAL (
    SELECT unnest(e.kept_origins) FROM "evaluation" e WHERE m.roles && '{lead,evaluator}' AND e.kept_origins <> '{}'
      AND e.project_id = "current_project"() AND e.status IN ('open', 'paused')
      AND (coalesce(e.spec->'raters', '[]') = '[]' OR e.spec->'raters' ? "person")
    UNION ALL SELECT unnest(q.kept_origins) FROM "review_queue" q WHERE NOT "judging" AND m.roles && '{lead,annotator}'
      AND q.kept_origins <> '{}' AND q.project_id = "current_project"() AND q.status IN ('open', 'paused')
      AND (q.spec->'participants' = '[]' OR q.spec->'participants' ? "person") AND NOT q.spec->'reviewers' ? "person"
  ) AS o ("id") WHERE m.person_id = "person" AND m.project_id = "current_project"()
$$;
