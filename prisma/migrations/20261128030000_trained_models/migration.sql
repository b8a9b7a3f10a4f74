-- Which snapshot, or how many dialogues of it, a model of the catalogue was trained on, as a team says.
CREATE TABLE "trained_model" (
    "project_id" TEXT NOT NULL DEFAULT current_project(),
    "model_id" TEXT NOT NULL,
    "snapshot_id" TEXT NOT NULL,
    "dialogues" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trained_model_pkey" PRIMARY KEY ("project_id","model_id")
);

ALTER TABLE "trained_model" ADD CONSTRAINT "trained_model_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trained_model" ADD CONSTRAINT "trained_model_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trained_model" ADD CONSTRAINT "trained_model_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trained_model" ADD CONSTRAINT "trained_model_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "trained_model" ADD CONSTRAINT "trained_model_dialogues_check" CHECK ("dialogues" > 0);

ALTER TABLE "trained_model" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "trained_model" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "trained_model" TO realchat_engine USING (true) WITH CHECK (true);
