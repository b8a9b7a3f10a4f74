-- CreateTable
CREATE TABLE "job" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "subject_id" TEXT,
    "key" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "again" BOOLEAN NOT NULL DEFAULT false,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "unit" TEXT NOT NULL,
    "sentence" TEXT NOT NULL DEFAULT '',
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "result" JSONB,
    "error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_worker" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "person_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_line" (
    "id" BIGSERIAL NOT NULL,
    "job_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_line_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "job_created_at_id_idx" ON "job"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "job_key_idx" ON "job"("key");

-- CreateIndex
CREATE INDEX "job_subject_id_idx" ON "job"("subject_id");

-- CreateIndex
CREATE INDEX "job_updated_at_idx" ON "job"("updated_at");

-- CreateIndex
CREATE INDEX "job_person_id_idx" ON "job"("person_id");

-- CreateIndex
CREATE INDEX "job_line_job_id_id_idx" ON "job_line"("job_id", "id");

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_line" ADD CONSTRAINT "job_line_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "job" ADD CONSTRAINT "job_status_check" CHECK ("status" IN ('waiting', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act'));
ALTER TABLE "bulk_act_item" ADD CONSTRAINT "bulk_act_item_status_check" CHECK ("status" IN ('pending', 'done', 'refused'));
CREATE UNIQUE INDEX "job_key_open" ON "job" ("key") WHERE "status" IN ('waiting', 'running');
CREATE INDEX "job_due" ON "job" ("kind", "priority" DESC, "due_at") WHERE "status" = 'waiting';
CREATE INDEX "job_leases" ON "job" ("lease_until") WHERE "status" = 'running';

-- Whatever people see of a job has a version of its own, and whoever follows jobs hears of it once it is committed.
CREATE FUNCTION "raise_job_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."version" := OLD."version" + 1;
  NEW."updated_at" := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER "job_version" BEFORE UPDATE OF
  "status", "due_at", "done", "total", "sentence", "cancel_requested", "result", "error", "failures" ON "job"
  FOR EACH ROW EXECUTE FUNCTION "raise_job_version"();

CREATE FUNCTION "tell_of_job"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('news', NEW."id");
  IF NEW."status" = 'waiting' OR NEW."cancel_requested" THEN
    PERFORM pg_notify('control', NEW."id");
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "job_born" AFTER INSERT ON "job" FOR EACH ROW EXECUTE FUNCTION "tell_of_job"();
CREATE TRIGGER "job_changed" AFTER UPDATE ON "job"
  FOR EACH ROW WHEN (OLD."version" <> NEW."version") EXECUTE FUNCTION "tell_of_job"();

-- Connection tests are jobs now; one that was under way is asked for again by whoever waits for it.
DROP TABLE "probe";

-- The lease on comparing is the job's.
ALTER TABLE "duplicate_setting" DROP COLUMN "lease_worker", DROP COLUMN "lease_until";

-- What a browser window was to go on with waits for a person's word: they may have left it undone on purpose.
INSERT INTO "job" ("id", "kind", "payload", "subject_id", "key", "unit", "priority", "person_id", "status", "ended_at", "error")
SELECT 'job_' || left(replace(gen_random_uuid()::text, '-', ''), 20), 'bulk_act', jsonb_build_object('bulkActId', b."id"),
  b."id", b."id", 'dialogues', 10, b."person_id", 'cancelled', now(),
  'Its window was closed before it was through. Retry it, and it goes on.'
FROM "bulk_act" b WHERE EXISTS (SELECT FROM "bulk_act_item" i WHERE i."bulk_act_id" = b."id" AND i."status" = 'pending');

-- Answers and judgments are written by jobs under the job's lease. What is still owed is asked
-- for, cut into as many jobs as lib/jobs/lanes.ts says.
ALTER TABLE "candidate_response" DROP COLUMN "fence", DROP COLUMN "lease_worker", DROP COLUMN "lease_until";
ALTER TABLE "judgment" DROP COLUMN "fence", DROP COLUMN "lease_worker", DROP COLUMN "lease_until";
WITH "cut" AS (
  SELECT x."evaluation_id" AS "id", least(4, greatest(1, ceil(count(*) / 8.0)))::int AS "lanes" FROM "candidate_response" x
  GROUP BY x."evaluation_id")
INSERT INTO "job" ("id", "kind", "payload", "subject_id", "key", "unit", "person_id")
SELECT 'job_' || left(replace(gen_random_uuid()::text, '-', ''), 20), 'answers',
  jsonb_build_object('evaluationId', e."id", 'lane', lane, 'lanes', cut."lanes"), e."id", e."id" || '/' || lane, 'answers',
  e."person_id"
FROM "evaluation" e JOIN "cut" cut ON cut."id" = e."id", generate_series(0, cut."lanes" - 1) AS lane
WHERE e."status" = 'open' AND EXISTS (
  SELECT FROM "candidate_response" x JOIN "candidate" c ON c."id" = x."candidate_id"
  WHERE x."evaluation_id" = e."id" AND x."status" = 'missing' AND c."source"->>'kind' = 'model');
WITH "cut" AS (
  SELECT p."id", least(4, greatest(1, ceil(count(c."id") / 8.0)))::int AS "lanes"
  FROM "judge_run" p LEFT JOIN "comparison" c ON c."evaluation_id" = p."evaluation_id" GROUP BY p."id")
INSERT INTO "job" ("id", "kind", "payload", "subject_id", "key", "unit", "person_id")
SELECT 'job_' || left(replace(gen_random_uuid()::text, '-', ''), 20), 'judgments',
  jsonb_build_object('judgeRunId', p."id", 'lane', lane, 'lanes', cut."lanes"), p."id", p."id" || '/' || lane, 'judgments',
  p."person_id"
FROM "judge_run" p JOIN "cut" cut ON cut."id" = p."id", generate_series(0, cut."lanes" - 1) AS lane
WHERE p."status" = 'running' AND p."model_id" IS NOT NULL
  AND EXISTS (SELECT FROM "judgment" j WHERE j."judge_run_id" = p."id" AND j."status" = 'waiting');
