-- Vectors that an endpoint gave, and was paid for: by where they are from and the text's hash, so that none is asked for twice.
CREATE TABLE "text_vector" (
    "source" TEXT NOT NULL,
    "text_hash" BYTEA NOT NULL,
    "dimensions" INTEGER NOT NULL,
    "numbers" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "text_vector_pkey" PRIMARY KEY ("project_id","source","text_hash","dimensions")
);

CREATE INDEX "text_vector_project_id_source_created_at_idx" ON "text_vector"("project_id", "source", "created_at");

ALTER TABLE "text_vector" ADD CONSTRAINT "text_vector_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

-- Numbers of a vector are noise to a compressor.
ALTER TABLE "text_vector" ALTER COLUMN "numbers" SET STORAGE EXTERNAL;
ALTER TABLE "text_vector" ADD CONSTRAINT "text_vector_length_check" CHECK (octet_length("numbers") = 4 * "dimensions");

ALTER TABLE "text_vector" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "text_vector" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "text_vector" TO realchat_engine USING (true) WITH CHECK (true);

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan', 'push', 'destination_test', 'split', 'snapshot_figures', 'vectors'));
