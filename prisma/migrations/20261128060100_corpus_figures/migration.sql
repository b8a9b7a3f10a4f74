-- What is measured of a snapshot as a whole, and of how it stands to one of real people: by a worker, kept until it is asked for again.
CREATE TABLE "corpus_figures" (
    "snapshot_id" TEXT NOT NULL,
    "people_id" TEXT,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "corpus_figures_pkey" PRIMARY KEY ("snapshot_id")
);

CREATE INDEX "corpus_figures_people_id_idx" ON "corpus_figures"("people_id");

ALTER TABLE "corpus_figures" ADD CONSTRAINT "corpus_figures_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "corpus_figures" ADD CONSTRAINT "corpus_figures_people_id_fkey" FOREIGN KEY ("people_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "corpus_figures" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "corpus_figures" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "corpus_figures" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors', 'corpus_figures'));
