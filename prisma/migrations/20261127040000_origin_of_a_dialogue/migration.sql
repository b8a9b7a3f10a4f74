-- A dialogue comes from a run or from an import, and from exactly one of them. No model writes on in an imported one, so
-- that it never waits for a worker.
CREATE TABLE "import" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "import" ADD CONSTRAINT "import_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dialogue" ADD COLUMN "import_id" TEXT,
ALTER COLUMN "run_id" DROP NOT NULL;

CREATE UNIQUE INDEX "dialogue_import_id_number_key" ON "dialogue"("import_id", "number");

ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_has_one_origin" CHECK (num_nonnulls("run_id", "import_id") = 1);
ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_imported_is_ended" CHECK ("import_id" IS NULL OR "status" = 'ended');

ALTER TABLE "turn" DROP CONSTRAINT "turn_origin_check";
ALTER TABLE "turn" ADD CONSTRAINT "turn_origin_check" CHECK ("origin" IN ('seed', 'model', 'person', 'kept', 'imported'));
