-- What was changed of a data set and by whom, for good.
ALTER TABLE "data_set" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "data_set_change" (
    "data_set_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_change_pkey" PRIMARY KEY ("data_set_id","version")
);
ALTER TABLE "data_set_change" ADD CONSTRAINT "data_set_change_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "data_set_change" ADD CONSTRAINT "data_set_change_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "data_set_change" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "data_set_change" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "data_set_change" TO "realchat_engine" USING (true) WITH CHECK (true);
CREATE TRIGGER "data_set_change_append_only" BEFORE UPDATE OR DELETE ON "data_set_change"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"();
CREATE TRIGGER "data_set_change_never_emptied" BEFORE TRUNCATE ON "data_set_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_rewrite"();
