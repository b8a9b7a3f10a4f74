-- Exports are pushed to places of the team's own: where, with a key that is sealed, and who pushed what to which.
CREATE TABLE "destination" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "sealed_key" BYTEA,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "destination_kind_check" CHECK ("kind" IN ('hub', 'bucket'))
);
CREATE TABLE "export_push" (
    "id" TEXT NOT NULL,
    "export_id" TEXT NOT NULL,
    "destination_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "export_push_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "export_download" ADD COLUMN "push_id" TEXT;

CREATE INDEX "export_push_export_id_created_at_idx" ON "export_push"("export_id", "created_at");

ALTER TABLE "destination" ADD CONSTRAINT "destination_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "destination" ADD CONSTRAINT "destination_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "export_push" ADD CONSTRAINT "export_push_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "training_export"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "export_push" ADD CONSTRAINT "export_push_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "export_push" ADD CONSTRAINT "export_push_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "export_download" ADD CONSTRAINT "export_download_push_id_fkey" FOREIGN KEY ("push_id") REFERENCES "export_push"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['destination', 'export_push'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t");
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()))', "t");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t");
  END LOOP;
END
$$;

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test'));
