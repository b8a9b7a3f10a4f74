-- What a detector of others said of texts, and was paid for: by where it is and the text's hash, so that none is asked about twice.
CREATE TABLE "detector_score" (
    "source" TEXT NOT NULL,
    "text_hash" BYTEA NOT NULL,
    "chance" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "detector_score_pkey" PRIMARY KEY ("project_id","source","text_hash")
);

ALTER TABLE "detector_score" ADD CONSTRAINT "detector_score_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "detector_score" ADD CONSTRAINT "detector_score_chance_check" CHECK ("chance" BETWEEN 0 AND 1);

ALTER TABLE "detector_score" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "detector_score" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "detector_score" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors',
   'corpus_figures', 'data_set_figures', 'topic_map', 'dialogue_scores', 'gap', 'training', 'host_training', 'model_serving', 'place_test',
   'detector_scores'));
