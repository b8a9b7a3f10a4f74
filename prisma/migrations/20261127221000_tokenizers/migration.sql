-- A team's own tokenizer: how the model that it trains reads. Its files never change, since exports are made anew by them.
CREATE TABLE "tokenizer" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "files" BYTEA NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "tokenizer_pkey" PRIMARY KEY ("id")
);
-- It is packed already.
ALTER TABLE "tokenizer" ALTER COLUMN "files" SET STORAGE EXTERNAL;

ALTER TABLE "tokenizer" ADD CONSTRAINT "tokenizer_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tokenizer" ADD CONSTRAINT "tokenizer_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "tokenizer" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "tokenizer" TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "tokenizer" TO realchat_engine USING (true) WITH CHECK (true);
