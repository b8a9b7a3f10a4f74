-- What is measured of a snapshot: counted once by a worker, kept for good, made anew by a newer version of the measures.
CREATE TABLE "snapshot_figures" (
    "snapshot_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "tokenizer" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "snapshot_figures_pkey" PRIMARY KEY ("snapshot_id")
);

ALTER TABLE "snapshot_figures" ADD CONSTRAINT "snapshot_figures_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "snapshot_figures" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "snapshot_figures" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "snapshot_figures" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures'));
