-- Files come in by parts, so that one that breaks off goes on where it was: how long each is to be, and how much is here.
CREATE TABLE "upload" (
    "id" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "upload" ADD CONSTRAINT "upload_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "upload" ADD CONSTRAINT "upload_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "upload" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "upload" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "upload" TO "realchat_engine" USING (true) WITH CHECK (true);
