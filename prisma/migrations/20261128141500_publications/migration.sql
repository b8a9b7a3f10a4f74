-- Trained models are published: which training's files were sent to which destination, by whom, and where they lie.
CREATE TABLE "publication" (
    "id" TEXT NOT NULL,
    "training_job_id" TEXT NOT NULL,
    "destination_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "publication_training_job_id_created_at_idx" ON "publication"("training_job_id", "created_at");

ALTER TABLE "publication" ADD CONSTRAINT "publication_training_job_id_fkey" FOREIGN KEY ("training_job_id") REFERENCES "training_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "publication" ADD CONSTRAINT "publication_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "publication" ADD CONSTRAINT "publication_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "publication" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "publication" TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "publication" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "audit_line" DROP CONSTRAINT "audit_line_kind_check";
ALTER TABLE "audit_line" ADD CONSTRAINT "audit_line_kind_check" CHECK ("kind" IN
  ('project_archived', 'project_unarchived', 'project_exported', 'project_imported', 'project_deleted', 'budget_set', 'model_published'));

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors',
   'corpus_figures', 'data_set_figures', 'topic_map', 'dialogue_scores', 'gap', 'training', 'host_training', 'model_serving', 'place_test',
   'detector_scores', 'publication'));
