-- What people say of the dialogues of a data set, beside the verdict; who may do what with it; and, in a snapshot, what was said.
ALTER TABLE "data_set" ADD COLUMN "fields" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "snapshot_dialogue" ADD COLUMN "labels" JSONB;

CREATE TABLE "data_set_member" (
    "data_set_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "roles" TEXT[] NOT NULL,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_member_pkey" PRIMARY KEY ("data_set_id","person_id"),
    CONSTRAINT "data_set_member_roles_check" CHECK ("roles" <@ ARRAY['curator', 'keeper', 'exporter'] AND cardinality("roles") > 0)
);
ALTER TABLE "data_set_member" ADD CONSTRAINT "data_set_member_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "data_set_member" ADD CONSTRAINT "data_set_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "data_set_member" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "data_set_member" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "data_set_member" TO "realchat_engine" USING (true) WITH CHECK (true);
