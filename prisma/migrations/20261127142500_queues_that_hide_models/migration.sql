-- A review queue may keep from its people which models its dialogues are from: the runs and imports of its items, then.
ALTER TABLE "review_queue" ADD COLUMN "kept_origins" TEXT[] NOT NULL DEFAULT '{}';

DROP FUNCTION "kept_models"(text);
DROP FUNCTION "kept_origins"(text);

-- The runs and imports that a person does not see; everything that came from one of them is hidden with it. Evaluations keep
-- theirs from those who vote, queues from those who judge. "judging": at an item of a queue that hides where it comes from.
CREATE FUNCTION "kept_origins"("person" text, "judging" boolean DEFAULT false) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "them" AS (
    SELECT roles && '{lead,evaluator}' AS "votes", roles && '{lead,annotator}' AS "judges" FROM "membership"
    WHERE person_id = "person" AND project_id = "current_project"()
  ), "voted" AS (
    SELECT e.id FROM "evaluation" e, "them" WHERE "them"."votes" AND e.project_id = "current_project"()
      AND e.status IN ('open', 'paused') AND (coalesce(e.spec->'raters', '[]') = '[]' OR e.spec->'raters' ? "person")
  )
  SELECT coalesce(array_agg(DISTINCT "found"."id"), '{}') FROM (
    SELECT k.source->>'runId' FROM "candidate" k JOIN "voted" e ON e.id = k.evaluation_id WHERE k.source->>'kind' = 'run'
    UNION SELECT coalesce(d.run_id, d.import_id) FROM "candidate_response" x JOIN "voted" e ON e.id = x.evaluation_id
      JOIN "dialogue" d ON d.id = x.dialogue_id
    UNION SELECT unnest(q.kept_origins) FROM "review_queue" q, "them" WHERE NOT "judging" AND "them"."judges"
      AND q.project_id = "current_project"() AND q.kept_origins <> '{}' AND q.status IN ('open', 'paused')
      AND (q.spec->'participants' = '[]' OR q.spec->'participants' ? "person") AND NOT q.spec->'reviewers' ? "person"
  ) AS "found" ("id") WHERE "found"."id" IS NOT NULL
$$;

-- The models that a person does not see: those that are compared themselves or by such a run, unless a run that they do see
-- names them anyway.
CREATE FUNCTION "kept_models"("person" text, "judging" boolean DEFAULT false) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "kept" AS (SELECT "kept_origins"("person", "judging") AS "origins"), "found" AS (
    SELECT k.source->>'modelId' AS "id" FROM "candidate" k JOIN "evaluation" e ON e.id = k.evaluation_id
      WHERE k.source->>'kind' = 'model' AND e.project_id = "current_project"() AND e.status IN ('open', 'paused')
        AND (coalesce(e.spec->'raters', '[]') = '[]' OR e.spec->'raters' ? "person")
        AND EXISTS (SELECT FROM "membership" m WHERE m.person_id = "person" AND m.project_id = "current_project"()
          AND m.roles && '{lead,evaluator}')
    UNION SELECT unnest(ARRAY[r.simulator_id, r.assistant_id]) FROM "run" r, "kept" WHERE r.id = ANY("kept"."origins")
  )
  SELECT coalesce(array_agg(f."id"), '{}') FROM "found" f, "kept" WHERE f."id" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "run" r WHERE r.project_id = "current_project"() AND r.id <> ALL("kept"."origins")
      AND f."id" IN (r.simulator_id, r.assistant_id))
$$;
