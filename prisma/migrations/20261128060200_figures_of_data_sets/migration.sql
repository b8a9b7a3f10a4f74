-- What is measured of a path of a dialogue. Turns never change, so the last one of a path names all that it says.
CREATE TABLE "path_figures" (
    "head_id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    -- Of the measures.
    "version" INTEGER NOT NULL,
    -- The version of the dialogue at which this was last seen to be its path.
    "seen" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "bins" TEXT[] NOT NULL,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "path_figures_pkey" PRIMARY KEY ("head_id")
);
CREATE INDEX "path_figures_dialogue_id_idx" ON "path_figures"("dialogue_id");
-- external: index path_figures_bins
CREATE INDEX "path_figures_bins" ON "path_figures" USING gin ("project_id", "bins");
ALTER TABLE "path_figures" ADD CONSTRAINT "path_figures_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is measured of a data set as it stands: sums that paths are added to and taken from.
CREATE TABLE "data_set_figures" (
    "data_set_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "tokenizer" TEXT NOT NULL,
    -- What pages are made of; what the next change goes on from; the same by day.
    "body" JSONB NOT NULL,
    "exact" JSONB NOT NULL,
    "days" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_figures_pkey" PRIMARY KEY ("data_set_id")
);
ALTER TABLE "data_set_figures" ADD CONSTRAINT "data_set_figures_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which path of each dialogue those sums hold, and as of which version; none where training would be given nothing of it.
CREATE TABLE "data_set_path" (
    "data_set_id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "head_id" TEXT,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_path_pkey" PRIMARY KEY ("data_set_id","dialogue_id")
);
ALTER TABLE "data_set_path" ADD CONSTRAINT "data_set_path_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "data_set_path" ADD CONSTRAINT "data_set_path_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "path_figures" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "path_figures" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "path_figures" TO realchat_engine USING (true) WITH CHECK (true);
ALTER TABLE "data_set_figures" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "data_set_figures" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "data_set_figures" TO realchat_engine USING (true) WITH CHECK (true);
ALTER TABLE "data_set_path" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "data_set_path" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "data_set_path" TO realchat_engine USING (true) WITH CHECK (true);

-- Whoever looks at figures asks each second whether anything was decided.
CREATE INDEX "decision_newest" ON "decision"("project_id", "created_at" DESC);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors', 'corpus_figures', 'data_set_figures'));
