-- What a model judge says of the questions of a dialogue, up to a turn: kept as it comes, so that nothing is asked, or paid for, twice.
CREATE TABLE "dialogue_score" (
    "turn_id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "prompt_version" INTEGER NOT NULL,
    "complexity" DOUBLE PRECISION,
    "relevancy" DOUBLE PRECISION,
    "logicality" DOUBLE PRECISION,
    "diversity" DOUBLE PRECISION,
    "reply" TEXT NOT NULL,
    "error" TEXT,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "dialogue_score_pkey" PRIMARY KEY ("turn_id","model_id","prompt_version")
);

CREATE INDEX "dialogue_score_dialogue_id_idx" ON "dialogue_score"("dialogue_id");
CREATE INDEX "dialogue_score_model_id_idx" ON "dialogue_score"("model_id");

ALTER TABLE "dialogue_score" ADD CONSTRAINT "dialogue_score_turn_id_fkey" FOREIGN KEY ("turn_id") REFERENCES "turn"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dialogue_score" ADD CONSTRAINT "dialogue_score_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dialogue_score" ADD CONSTRAINT "dialogue_score_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

-- All four were read, or it says why none was.
ALTER TABLE "dialogue_score" ADD CONSTRAINT "dialogue_score_whole_check" CHECK (
  num_nulls("complexity", "relevancy", "logicality", "diversity") = CASE WHEN "error" IS NULL THEN 0 ELSE 4 END);

ALTER TABLE "dialogue_score" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "dialogue_score" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "dialogue_score" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors', 'corpus_figures',
   'data_set_figures', 'topic_map', 'dialogue_scores'));
