-- What is measured of a data set as a whole, as it stood when a worker looked; kept until it is asked for again.
CREATE TABLE "data_set_corpus" (
    "data_set_id" TEXT NOT NULL,
    "people_id" TEXT,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    -- When its maintained figures had last changed before: once they say another time, this is out of date.
    "held_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_corpus_pkey" PRIMARY KEY ("data_set_id")
);

CREATE INDEX "data_set_corpus_people_id_idx" ON "data_set_corpus"("people_id");

ALTER TABLE "data_set_corpus" ADD CONSTRAINT "data_set_corpus_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "data_set_corpus" ADD CONSTRAINT "data_set_corpus_people_id_fkey" FOREIGN KEY ("people_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "data_set_corpus" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "data_set_corpus" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "data_set_corpus" TO realchat_engine USING (true) WITH CHECK (true);
