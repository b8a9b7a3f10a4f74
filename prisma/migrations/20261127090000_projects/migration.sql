-- Projects: several teams on one server, apart from one another. What there is becomes the project "RealChat".

-- The project that a connection works for; null outside of any.
CREATE FUNCTION "current_project"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.project_id', true), '')
$$;

CREATE TABLE "project" (
 "id" TEXT NOT NULL,
 "name" TEXT NOT NULL,
 "slug" TEXT NOT NULL,
 "share" INTEGER NOT NULL DEFAULT 1,
 "archived_at" TIMESTAMPTZ(3),
 "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

 CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "membership" (
 "project_id" TEXT NOT NULL,
 "person_id" TEXT NOT NULL,
 "roles" TEXT[],
 "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

 CONSTRAINT "membership_pkey" PRIMARY KEY ("project_id","person_id")
);

CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

ALTER TABLE "membership" ADD CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "project" ("id", "name", "slug") VALUES ('prj_00000000000realchat', 'RealChat', 'realchat');
SELECT set_config('app.project_id', 'prj_00000000000realchat', true);

ALTER TABLE "user" ADD COLUMN "is_owner" BOOLEAN NOT NULL DEFAULT false;
INSERT INTO "membership" ("project_id", "person_id", "roles", "created_at")
SELECT 'prj_00000000000realchat', "id", "roles", "created_at" FROM "user" WHERE "roles" <> '{}';
ALTER TABLE "membership" ADD CONSTRAINT "membership_roles_check" CHECK ("roles" <@ ARRAY['lead', 'annotator', 'evaluator']);
-- Whoever led the team could make accounts, and still can.
UPDATE "user" SET "is_owner" = true WHERE 'lead' = ANY("roles");
ALTER TABLE "user" DROP COLUMN "roles";

-- Filled from the setting above, without a table being rewritten.
DROP INDEX "saved_filter_person_id_name_key";
DROP INDEX "text_fingerprint_subject_digest_key";
ALTER TABLE "answer_version" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "api_token" ADD COLUMN "project_id" TEXT;
ALTER TABLE "assignment" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "attempt" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "ballot" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "benchmark" ADD COLUMN "project_id" TEXT DEFAULT current_project();
ALTER TABLE "benchmark_question" ADD COLUMN "project_id" TEXT DEFAULT current_project();
ALTER TABLE "bulk_act" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "bulk_act_item" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "candidate" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "candidate_response" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "comparison" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "decision" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "dialogue" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "dialogue_fingerprint" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "duplicate_setting" DROP CONSTRAINT "duplicate_setting_pkey",
DROP COLUMN "id",
ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project(),
ADD CONSTRAINT "duplicate_setting_pkey" PRIMARY KEY ("project_id");
ALTER TABLE "evaluation" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "evaluation_figures" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "evaluation_item" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "evaluation_votes" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "fingerprint_link" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "guideline" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "import" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "imported_vote" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "invitation" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT 'prj_00000000000realchat';
ALTER TABLE "invitation" ALTER COLUMN "project_id" DROP DEFAULT;
ALTER TABLE "job" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "job_line" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "judge_run" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "judgment" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "model" ADD COLUMN "project_id" TEXT DEFAULT current_project();
ALTER TABLE "presence" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "prompt_set" ADD COLUMN "project_id" TEXT DEFAULT current_project();
ALTER TABLE "review_item" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "review_queue" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "run" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "saved_filter" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "seed" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "seed_set" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "stale_fingerprint" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "text_fingerprint" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "turn" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
ALTER TABLE "vote_version" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();
CREATE UNIQUE INDEX "saved_filter_project_id_person_id_name_key" ON "saved_filter"("project_id", "person_id", "name");
CREATE UNIQUE INDEX "text_fingerprint_project_id_subject_digest_key" ON "text_fingerprint"("project_id", "subject", "digest");
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "model" ADD CONSTRAINT "model_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "seed_set" ADD CONSTRAINT "seed_set_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import" ADD CONSTRAINT "import_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "bulk_act" ADD CONSTRAINT "bulk_act_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_queue" ADD CONSTRAINT "review_queue_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "duplicate_setting" ADD CONSTRAINT "duplicate_setting_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "text_fingerprint" ADD CONSTRAINT "text_fingerprint_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "job" ADD CONSTRAINT "job_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "benchmark" ADD CONSTRAINT "benchmark_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "prompt_set" ADD CONSTRAINT "prompt_set_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dialogue_words" ADD COLUMN "project_id" TEXT NOT NULL DEFAULT current_project();

-- What ships with the studio belongs to no project and is seen in all.
UPDATE "model" SET "project_id" = NULL WHERE "kind" = 'embedded' OR "id" = 'mdl_000000000fr0mtheenv0';
UPDATE "benchmark_question" q SET "project_id" = NULL FROM "benchmark" b WHERE b."id" = q."benchmark_id" AND b."origin" = 'own';
UPDATE "benchmark" SET "project_id" = NULL WHERE "origin" = 'own';
UPDATE "prompt_set" SET "project_id" = NULL WHERE "origin" = 'own';

-- Of those that have not ended each key has one job in its project.
DROP INDEX "job_key_open";
CREATE UNIQUE INDEX "job_key_open" ON "job" ("project_id", "key") WHERE "status" IN ('waiting', 'running');

-- Lists begin at the newest of the project, however many others have.
DROP INDEX "dialogue_created_at_id_idx";
CREATE INDEX "dialogue_newest" ON "dialogue" ("project_id", "created_at" DESC, "id" DESC);
DROP INDEX "run_created_at_id_idx";
CREATE INDEX "run_newest" ON "run" ("project_id", "created_at" DESC, "id");
DROP INDEX "job_created_at_id_idx";
CREATE INDEX "job_newest" ON "job" ("project_id", "created_at" DESC, "id" DESC);

-- What triggers write belongs where the row belongs that made them, whoever is at work.
CREATE OR REPLACE FUNCTION "note_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "dialogue_words" ("dialogue_id", "project_id", "words")
  SELECT "dialogue_id", min("project_id"), strip("turn_words"(string_agg("text", ' '))) FROM "made" GROUP BY "dialogue_id"
  ON CONFLICT ("dialogue_id") DO UPDATE SET "words" = "dialogue_words"."words" || EXCLUDED."words";
  RETURN NULL;
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION "note_stale_fingerprint"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "stale_fingerprint" ("dialogue_id", "project_id") VALUES (NEW."id", NEW."project_id");
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION "raise_votes_version"("wanted" TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "evaluation_votes" AS v ("evaluation_id", "project_id", "version")
  SELECT e."id", e."project_id", 1 FROM "evaluation" e WHERE e."id" = "wanted"
  ON CONFLICT ("evaluation_id") DO UPDATE SET "version" = v."version" + 1
    WHERE v.xmin <> pg_current_xact_id()::xid;
  IF FOUND THEN
    PERFORM pg_notify('news', "wanted");
  END IF;
END
$$;

-- The second wall. realchat_project sees the rows of the project that its connection works for, none without one;
-- realchat_engine, for what the worker does across projects, sees all. Neither owns a table.
DO $$
DECLARE "role" text;
BEGIN
  FOREACH "role" IN ARRAY ARRAY['realchat_project', 'realchat_engine'] LOOP
    IF to_regrole("role") IS NULL THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', "role");
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'The role % is missing and this account may not make it. As an administrator of the database, run once: CREATE ROLE realchat_project NOLOGIN; CREATE ROLE realchat_engine NOLOGIN; GRANT realchat_project, realchat_engine TO %', "role", current_user;
      END;
    END IF;
    IF NOT pg_has_role(current_user, "role", 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', "role", current_user);
    END IF;
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "realchat_project", "realchat_engine";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "realchat_project", "realchat_engine";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "realchat_project", "realchat_engine";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO "realchat_project", "realchat_engine";

DO $$
DECLARE
  "t" record;
  "inside" text;
BEGIN
  FOR "t" IN
    SELECT c.table_name, c.is_nullable = 'YES' AS shared FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'project_id'
      AND c.table_name NOT IN ('membership', 'invitation', 'api_token')
  LOOP
    "inside" := '"project_id" = (SELECT current_project())' || CASE WHEN "t".shared THEN ' OR "project_id" IS NULL' ELSE '' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t".table_name);
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING (%s) WITH CHECK (%s)', "t".table_name, "inside", "inside");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t".table_name);
  END LOOP;
END
$$;
-- Tokens of turns in flight come and go by the hundred a second: they are seen with their dialogue.
ALTER TABLE "live_delta" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "live_delta" TO "realchat_project"
  USING (EXISTS (SELECT FROM "dialogue" d WHERE d."id" = "live_delta"."dialogue_id"));
CREATE POLICY "in_all_projects" ON "live_delta" TO "realchat_engine" USING (true) WITH CHECK (true);

-- Behind row-level security an index is used only for operators that are known to tell nothing of rows that are not seen.
-- Those of the search raise no errors about values; only an administrator may say so, and without it search is slower.
DO $$
BEGIN
  ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF;
  ALTER FUNCTION "search_text"(text) LEAKPROOF;
  ALTER FUNCTION "search_signs"(text) LEAKPROOF;
  ALTER FUNCTION pg_catalog.texticlike(text, text) LEAKPROOF;
  ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF;
  ALTER FUNCTION pg_catalog.arrayoverlap(anyarray, anyarray) LEAKPROOF;
  ALTER FUNCTION pg_catalog.arraycontains(anyarray, anyarray) LEAKPROOF;
  ALTER FUNCTION pg_catalog.jsonb_contains(jsonb, jsonb) LEAKPROOF;
  ALTER FUNCTION pg_catalog.jsonb_exists(jsonb, text) LEAKPROOF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'Search is slower until an administrator marks its operators as leakproof.';
END
$$;
