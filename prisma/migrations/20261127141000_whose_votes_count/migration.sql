-- Whose votes count: files of judgments and votes, judges' runs and raters can be left out of the figures; files and runs
-- can be removed. What leads decided is kept.

CREATE TABLE "judging_import" (
    "id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "judging_import_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "judging_import_evaluation_id_idx" ON "judging_import"("evaluation_id");
ALTER TABLE "judging_import" ADD CONSTRAINT "judging_import_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "judging_import" ADD CONSTRAINT "judging_import_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "ruling" (
    "id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "rater_id" TEXT,
    "source_id" TEXT,
    "name" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "lost" JSONB,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "ruling_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ruling_evaluation_id_created_at_idx" ON "ruling"("evaluation_id", "created_at");
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_rater_id_fkey" FOREIGN KEY ("rater_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_subject_check" CHECK ("subject" IN ('rater', 'judge_run', 'import'));
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_act_check" CHECK ("act" IN ('leave_out', 'count', 'remove'));
-- What people voted is never removed.
ALTER TABLE "ruling" ADD CONSTRAINT "ruling_of_one_subject" CHECK (
  ("subject" = 'rater') = ("rater_id" IS NOT NULL) AND ("rater_id" IS NULL) = ("source_id" IS NOT NULL)
  AND ("subject" <> 'rater' OR "act" <> 'remove'));

ALTER TABLE "imported_vote" ADD COLUMN "import_id" TEXT;
ALTER TABLE "judgment" ADD COLUMN "import_id" TEXT;
ALTER TABLE "imported_vote" ADD CONSTRAINT "imported_vote_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "judging_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "judging_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "imported_vote_import_id_idx" ON "imported_vote"("import_id");
CREATE INDEX "judgment_import_id_idx" ON "judgment"("import_id");

-- What came before files were noted: all votes of an evaluation, and each judge, as one file without a name.
DROP TRIGGER "imported_vote_append_only" ON "imported_vote";
INSERT INTO "judging_import" ("id", "evaluation_id", "file_name", "format", "digest", "person_id", "created_at", "project_id")
SELECT 'jmi_' || left(replace(gen_random_uuid()::text, '-', ''), 20), e."id", '', 'human_votes', '', e."person_id",
  min(v."created_at"), e."project_id"
FROM "imported_vote" v JOIN "evaluation" e ON e."id" = v."evaluation_id" GROUP BY e."id";
UPDATE "imported_vote" v SET "import_id" = i."id" FROM "judging_import" i WHERE i."evaluation_id" = v."evaluation_id";
CREATE TRIGGER "imported_vote_append_only" BEFORE UPDATE OR DELETE ON "imported_vote"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse_to_rewrite"();
CREATE TEMPORARY TABLE "import_of_judge" AS
SELECT p."id" AS "judge_run_id", 'jmi_' || left(replace(gen_random_uuid()::text, '-', ''), 20) AS "id"
FROM "judge_run" p WHERE p."model_id" IS NULL AND EXISTS (
  SELECT FROM "judgment" j WHERE j."judge_run_id" = p."id" AND j."record" IS NOT NULL);
INSERT INTO "judging_import" ("id", "evaluation_id", "file_name", "format", "digest", "person_id", "created_at", "project_id")
SELECT n."id", p."evaluation_id", '', CASE p."mode" WHEN 'pair' THEN 'judgment_pair' ELSE 'judgment_single' END, '',
  p."person_id", p."created_at", p."project_id"
FROM "import_of_judge" n JOIN "judge_run" p ON p."id" = n."judge_run_id";
UPDATE "judgment" j SET "import_id" = n."id" FROM "import_of_judge" n
WHERE n."judge_run_id" = j."judge_run_id" AND j."record" IS NOT NULL;
DROP TABLE "import_of_judge";

-- Figures are of those votes that count by now; what is removed is removed with a ruling.
CREATE TRIGGER "ruling_made" AFTER INSERT ON "ruling" FOR EACH ROW EXECUTE FUNCTION "votes_changed"();
CREATE TRIGGER "ruling_append_only" BEFORE UPDATE OR DELETE ON "ruling"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse_to_rewrite"();
CREATE TRIGGER "ruling_never_emptied" BEFORE TRUNCATE ON "ruling"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_rewrite"();

DO $$
DECLARE
  "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['judging_import', 'ruling'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t");
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()))', "t");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t");
  END LOOP;
END
$$;
