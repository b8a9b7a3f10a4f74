-- Training: what a team asks to be trained, what was reported of it, where it happens, and the models that came of it.
CREATE TABLE "trainer_host" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "abilities" JSONB NOT NULL DEFAULT '{}',
    "worker_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trainer_host_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "training_place" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "sealed_key" BYTEA,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "abilities" JSONB,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "training_place_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "training_job" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "way" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "phase" TEXT,
    "remote" JSONB NOT NULL DEFAULT '{}',
    "outcome" JSONB,
    "fault" TEXT,
    "split_id" TEXT,
    "place_id" TEXT,
    "host_id" TEXT,
    "stop_asked_at" TIMESTAMPTZ(3),
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "training_job_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "training_job_snapshot" (
    "training_job_id" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "snapshot_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "dialogues" INTEGER NOT NULL,
    "positions" INTEGER[],
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "training_job_snapshot_pkey" PRIMARY KEY ("training_job_id","part","snapshot_id")
);

CREATE TABLE "training_event" (
    "training_job_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "opening" INTEGER NOT NULL DEFAULT 0,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "training_event_pkey" PRIMARY KEY ("training_job_id","kind","step","opening")
);

CREATE TABLE "training_checkpoint" (
    "training_job_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "folder" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person_id" TEXT,
    "drop_asked_at" TIMESTAMPTZ(3),
    "dropped_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "training_checkpoint_pkey" PRIMARY KEY ("training_job_id","step")
);

ALTER TABLE "model" ADD COLUMN "training_job_id" TEXT, ADD COLUMN "state" TEXT, ADD COLUMN "state_detail" TEXT,
    ADD COLUMN "host_id" TEXT, ADD COLUMN "serving" JSONB, ADD COLUMN "asked_at" TIMESTAMPTZ(3);

CREATE UNIQUE INDEX "trainer_host_name_key" ON "trainer_host"("name");
CREATE INDEX "training_job_newest" ON "training_job"("project_id", "created_at" DESC, "id" DESC);
CREATE INDEX "training_job_snapshot_snapshot_id_idx" ON "training_job_snapshot"("snapshot_id");
CREATE INDEX "model_training_job_id_idx" ON "model"("training_job_id");

ALTER TABLE "model" ADD CONSTRAINT "model_training_job_id_fkey" FOREIGN KEY ("training_job_id") REFERENCES "training_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "model" ADD CONSTRAINT "model_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "trainer_host"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_split_id_fkey" FOREIGN KEY ("split_id") REFERENCES "split"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "training_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "trainer_host"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_job_snapshot" ADD CONSTRAINT "training_job_snapshot_training_job_id_fkey" FOREIGN KEY ("training_job_id") REFERENCES "training_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_job_snapshot" ADD CONSTRAINT "training_job_snapshot_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_event" ADD CONSTRAINT "training_event_training_job_id_fkey" FOREIGN KEY ("training_job_id") REFERENCES "training_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_checkpoint" ADD CONSTRAINT "training_checkpoint_training_job_id_fkey" FOREIGN KEY ("training_job_id") REFERENCES "training_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_checkpoint" ADD CONSTRAINT "training_checkpoint_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_place" ADD CONSTRAINT "training_place_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_place" ADD CONSTRAINT "training_place_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "training_job" ADD CONSTRAINT "training_job_way_check" CHECK ("way" IN ('studio', 'ray', 'fine_tuning', 'bundle', 'embedded'));
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_phase_check" CHECK ("phase" IN ('preparing', 'running'));
ALTER TABLE "training_job" ADD CONSTRAINT "training_job_fault_check" CHECK ("fault" IN
  ('out_of_memory', 'nan_loss', 'disk_full', 'no_gpu', 'missing_base', 'data', 'died', 'unreachable', 'refused'));
ALTER TABLE "training_job_snapshot" ADD CONSTRAINT "training_job_snapshot_part_check" CHECK ("part" IN ('train', 'validation', 'test'));
ALTER TABLE "training_event" ADD CONSTRAINT "training_event_kind_check" CHECK ("kind" IN ('step', 'evaluation', 'sample'));
ALTER TABLE "training_place" ADD CONSTRAINT "training_place_kind_check" CHECK ("kind" IN ('ray', 'fine_tuning'));
ALTER TABLE "model" ADD CONSTRAINT "model_state_check" CHECK ("state" IN ('asleep', 'waking', 'awake', 'broken'));

DO $$
DECLARE
  "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['training_job', 'training_job_snapshot', 'training_event', 'training_checkpoint', 'training_place'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t");
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()))', "t");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t");
  END LOOP;
END
$$;

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors',
   'corpus_figures', 'data_set_figures', 'topic_map', 'dialogue_scores', 'gap', 'training', 'host_training', 'model_serving', 'place_test'));
