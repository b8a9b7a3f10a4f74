-- Training files: the recipe of each, what came of it, and who took which file. Of the data nothing is kept.
CREATE TABLE "training_export" (
    "id" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "plan" JSONB,
    "counts" JSONB,
    "files" JSONB,
    "kept" JSONB,
    "manifest" TEXT,
    "signature" TEXT,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "training_export_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "export_download" (
    "id" TEXT NOT NULL,
    "export_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "from_byte" BIGINT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "export_download_pkey" PRIMARY KEY ("id")
);
-- The server's: by which key its manifests are signed. The newest that opens is used; older ones stay, for what they signed.
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "training_export_newest" ON "training_export"("project_id", "created_at" DESC, "id" DESC);
CREATE INDEX "export_download_export_id_created_at_idx" ON "export_download"("export_id", "created_at");

ALTER TABLE "training_export" ADD CONSTRAINT "training_export_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_export" ADD CONSTRAINT "training_export_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "export_download" ADD CONSTRAINT "export_download_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "training_export"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "export_download" ADD CONSTRAINT "export_download_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE
  "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['training_export', 'export_download'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t");
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()))', "t");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t");
  END LOOP;
END
$$;

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export'));
