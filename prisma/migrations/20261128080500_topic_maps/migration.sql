-- Where the questions of a snapshot, and of the people beside it, lie by what they are about. Drawn by a worker; made anew at any time.
CREATE TABLE "topic_map" (
    "snapshot_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "vectoriser" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "people_id" TEXT,
    "own" INTEGER NOT NULL,
    "texts" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "vectors" TEXT NOT NULL,
    "dialogue_ids" TEXT[],
    "turn_ids" TEXT[],
    "origin_ids" TEXT[],
    "origins" BYTEA NOT NULL,
    "places" BYTEA NOT NULL,
    "axes" BYTEA NOT NULL,
    "flat" BYTEA NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "topic_map_pkey" PRIMARY KEY ("snapshot_id","subject","vectoriser")
);

ALTER TABLE "topic_map" ADD CONSTRAINT "topic_map_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "topic_map" ADD CONSTRAINT "topic_map_people_id_fkey" FOREIGN KEY ("people_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "topic_map" ADD CONSTRAINT "topic_map_subject_check" CHECK ("subject" IN ('openings', 'questions'));
-- Numbers of a place or a vector are noise to a compressor.
ALTER TABLE "topic_map" ALTER COLUMN "places" SET STORAGE EXTERNAL, ALTER COLUMN "flat" SET STORAGE EXTERNAL, ALTER COLUMN "axes" SET STORAGE EXTERNAL;

ALTER TABLE "topic_map" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "topic_map" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "topic_map" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors', 'corpus_figures', 'data_set_figures', 'topic_map'));
