-- What people say and a simulator does not, and the other way round: found once by a job, and read as it is.
CREATE TABLE "gap" (
    "id" TEXT NOT NULL,
    "people_id" TEXT NOT NULL,
    "simulated_id" TEXT NOT NULL,
    "model_id" TEXT,
    "turns" TEXT NOT NULL,
    "clusters" INTEGER,
    "findings" JSONB,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "gap_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "gap_cluster" (
    "gap_id" TEXT NOT NULL,
    "cluster" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "turn_ids" TEXT[],
    "dialogue_ids" TEXT[],
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "gap_cluster_pkey" PRIMARY KEY ("gap_id","cluster","side")
);

ALTER TABLE "gap" ADD CONSTRAINT "gap_people_id_fkey" FOREIGN KEY ("people_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "gap" ADD CONSTRAINT "gap_simulated_id_fkey" FOREIGN KEY ("simulated_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "gap" ADD CONSTRAINT "gap_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "gap" ADD CONSTRAINT "gap_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "gap_cluster" ADD CONSTRAINT "gap_cluster_gap_id_fkey" FOREIGN KEY ("gap_id") REFERENCES "gap"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "gap" ADD CONSTRAINT "gap_turns_check" CHECK ("turns" IN ('questions', 'openings'));
ALTER TABLE "gap_cluster" ADD CONSTRAINT "gap_cluster_side_check" CHECK ("side" IN ('people', 'simulated'));

ALTER TABLE "gap" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "gap" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "gap" TO realchat_engine USING (true) WITH CHECK (true);
ALTER TABLE "gap_cluster" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "gap_cluster" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "gap_cluster" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors',
   'corpus_figures', 'data_set_figures', 'topic_map', 'dialogue_scores', 'gap'));
