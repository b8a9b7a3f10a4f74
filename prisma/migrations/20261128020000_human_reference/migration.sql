-- The snapshot of real people that a project holds its figures against; one, set and cleared by leads.
CREATE TABLE "human_reference" (
    "project_id" TEXT NOT NULL DEFAULT current_project(),
    "snapshot_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "human_reference_pkey" PRIMARY KEY ("project_id")
);

ALTER TABLE "human_reference" ADD CONSTRAINT "human_reference_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "human_reference" ADD CONSTRAINT "human_reference_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "human_reference" ADD CONSTRAINT "human_reference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "human_reference" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "human_reference" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "human_reference" TO realchat_engine USING (true) WITH CHECK (true);
