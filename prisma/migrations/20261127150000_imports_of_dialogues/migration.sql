-- Files of dialogues are taken in by a job: what was chosen, where they come from, how far it came, and what was refused.
ALTER TABLE "import" ADD COLUMN "options" JSONB;
ALTER TABLE "import" ADD COLUMN "source" JSONB;
ALTER TABLE "import" ADD COLUMN "file_id" TEXT;
ALTER TABLE "import" ADD COLUMN "taken" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import" ADD COLUMN "refused" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import" ADD COLUMN "joined" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import" ADD COLUMN "cut" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import" ADD COLUMN "finished_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
UPDATE "import" i SET "finished_at" = "created_at",
  "taken" = (SELECT count(*) FROM "dialogue" d WHERE d."import_id" = i."id");

CREATE TABLE "import_problem" (
    "import_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "column_number" INTEGER,
    "message" TEXT NOT NULL,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "import_problem_pkey" PRIMARY KEY ("import_id","position")
);
ALTER TABLE "import_problem" ADD CONSTRAINT "import_problem_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_problem" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "import_problem" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "import_problem" TO "realchat_engine" USING (true) WITH CHECK (true);

-- What a file says of a dialogue besides its turns, and what stood between two turns that neither speaker said.
ALTER TABLE "dialogue" ADD COLUMN "given" JSONB;
ALTER TABLE "turn" ADD COLUMN "asides" JSONB;

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import'));
