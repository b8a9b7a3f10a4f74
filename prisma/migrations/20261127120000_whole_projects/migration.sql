-- Projects as a whole: archived, taken along in a file, deleted. What was done to them is told when they are gone.

CREATE TABLE "audit_line" (
 "id" TEXT NOT NULL,
 "kind" TEXT NOT NULL,
 "subject_id" TEXT NOT NULL,
 "subject_name" TEXT NOT NULL,
 "person_id" TEXT NOT NULL,
 "counts" JSONB NOT NULL DEFAULT '{}',
 "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
 "ended_at" TIMESTAMPTZ(3),

 CONSTRAINT "audit_line_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_line_created_at_id_idx" ON "audit_line"("created_at" DESC, "id" DESC);
ALTER TABLE "audit_line" ADD CONSTRAINT "audit_line_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "audit_line" ADD CONSTRAINT "audit_line_kind_check" CHECK ("kind" IN
  ('project_archived', 'project_unarchived', 'project_exported', 'project_imported', 'project_deleted'));

ALTER TABLE "project" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- A project file on its way in, until its job has read it.
CREATE TABLE "project_file_piece" (
 "file_id" TEXT NOT NULL,
 "position" INTEGER NOT NULL,
 "bytes" BYTEA NOT NULL,
 "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
 "project_id" TEXT NOT NULL DEFAULT current_project(),

 CONSTRAINT "project_file_piece_pkey" PRIMARY KEY ("file_id","position")
);
ALTER TABLE "project_file_piece" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "project_file_piece" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "project_file_piece" TO "realchat_engine" USING (true) WITH CHECK (true);

-- Logs are append-only for everybody, but that they go with a project that is being deleted.
CREATE FUNCTION "goes_with_project"("old_project_id" TEXT) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "project" WHERE "id" = "old_project_id" AND "deleted_at" IS NOT NULL)
$$;
CREATE OR REPLACE FUNCTION "refuse_to_rewrite_decisions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF "goes_with_project"(OLD."project_id") THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The decision log is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE OR REPLACE FUNCTION "refuse_to_rewrite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF "goes_with_project"(OLD."project_id") THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion'));

-- Each project has its own places at a worker, so that many jobs of one are not in the way of another's.
DROP INDEX "job_due";
CREATE INDEX "job_due" ON "job" ("kind", "project_id", "priority" DESC, "due_at") WHERE "status" = 'waiting';
