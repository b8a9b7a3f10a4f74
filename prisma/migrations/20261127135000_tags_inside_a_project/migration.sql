-- Tags are looked for inside a project, too.
DROP INDEX "dialogue_tags";
-- external: index dialogue_tags
CREATE INDEX "dialogue_tags" ON "dialogue" USING gin ("project_id", "tags");

-- What takes long where words are matched row by row is fetching them, which the planner does not see: it would rather read
-- all than use the index. Only an administrator may say so, and without it search of a common word is slower.
DO $$
BEGIN
  ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) COST 100;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$$;
