-- Blind means blind: what the candidates of an open evaluation were taken from is kept from those who vote in it.
-- The runs and imports that a rater does not see; everything that came from one of them is hidden with it.
CREATE FUNCTION "kept_origins"("rater" text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "judged" AS (
    SELECT id FROM "evaluation" WHERE project_id = "current_project"() AND status IN ('open', 'paused')
      AND (coalesce(spec->'raters', '[]') = '[]' OR spec->'raters' ? "rater")
  )
  SELECT coalesce(array_agg(DISTINCT "found"."id"), '{}') FROM (
    SELECT k.source->>'runId' FROM "candidate" k JOIN "judged" e ON e.id = k.evaluation_id WHERE k.source->>'kind' = 'run'
    UNION SELECT coalesce(d.run_id, d.import_id) FROM "candidate_response" x JOIN "judged" e ON e.id = x.evaluation_id
      JOIN "dialogue" d ON d.id = x.dialogue_id
  ) AS "found" ("id") WHERE "found"."id" IS NOT NULL
$$;

-- The models that a rater does not see: those that are compared themselves or by such a run, unless a run that the rater
-- does see names them anyway.
CREATE FUNCTION "kept_models"("rater" text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "kept" AS (SELECT "kept_origins"("rater") AS "origins"), "found" AS (
    SELECT k.source->>'modelId' AS "id" FROM "candidate" k JOIN "evaluation" e ON e.id = k.evaluation_id
      WHERE k.source->>'kind' = 'model' AND e.project_id = "current_project"() AND e.status IN ('open', 'paused')
        AND (coalesce(e.spec->'raters', '[]') = '[]' OR e.spec->'raters' ? "rater")
    UNION SELECT unnest(ARRAY[r.simulator_id, r.assistant_id]) FROM "run" r, "kept" WHERE r.id = ANY("kept"."origins")
  )
  SELECT coalesce(array_agg(f."id"), '{}') FROM "found" f, "kept" WHERE f."id" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "run" r WHERE r.project_id = "current_project"() AND r.id <> ALL("kept"."origins")
      AND f."id" IN (r.simulator_id, r.assistant_id))
$$;
