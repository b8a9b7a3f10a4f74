-- CreateTable
CREATE TABLE "duplicate_setting" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "threshold" DOUBLE PRECISION NOT NULL DEFAULT 0.8,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_worker" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "duplicate_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stale_wording" (
    "id" BIGSERIAL NOT NULL,
    "dialogue_id" TEXT NOT NULL,

    CONSTRAINT "stale_wording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wording" (
    "id" SERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "bands" INTEGER[],
    "group_id" INTEGER,

    CONSTRAINT "wording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dialogue_wording" (
    "dialogue_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "wording_id" INTEGER NOT NULL,
    "turn_id" TEXT NOT NULL,

    CONSTRAINT "dialogue_wording_pkey" PRIMARY KEY ("dialogue_id","subject")
);

-- CreateTable
CREATE TABLE "wording_link" (
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "similarity" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "wording_link_pkey" PRIMARY KEY ("from_id","to_id")
);

-- CreateIndex
CREATE INDEX "wording_group_id_idx" ON "wording"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "wording_subject_digest_key" ON "wording"("subject", "digest");

-- CreateIndex
CREATE INDEX "dialogue_wording_wording_id_idx" ON "dialogue_wording"("wording_id");

-- CreateIndex
CREATE INDEX "wording_link_to_id_idx" ON "wording_link"("to_id");

-- AddForeignKey
ALTER TABLE "dialogue_wording" ADD CONSTRAINT "dialogue_wording_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dialogue_wording" ADD CONSTRAINT "dialogue_wording_wording_id_fkey" FOREIGN KEY ("wording_id") REFERENCES "wording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wording_link" ADD CONSTRAINT "wording_link_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "wording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wording_link" ADD CONSTRAINT "wording_link_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "wording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

INSERT INTO "duplicate_setting" DEFAULT VALUES;
ALTER TABLE "duplicate_setting" ADD CONSTRAINT "duplicate_setting_one_row" CHECK ("id" = 1);

-- Wordings that share a band. Without a pending list, since every batch looks for what the one before wrote.
-- external: index wording_bands
CREATE INDEX "wording_bands" ON "wording" USING gin ("bands") WITH (fastupdate = off);
CREATE INDEX "wording_unlinked" ON "wording" ("id") WHERE "group_id" IS NULL;

-- An ended dialogue came, went, or says something else: in the same transaction, so that none is ever missed. Plain
-- inserts, so that nobody waits for whoever compares.
CREATE FUNCTION "note_stale_wording"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "stale_wording" ("dialogue_id") VALUES (NEW."id");
  RETURN NULL;
END
$$;
CREATE TRIGGER "dialogue_wording_born" AFTER INSERT ON "dialogue"
  FOR EACH ROW WHEN (NEW."status" = 'ended') EXECUTE FUNCTION "note_stale_wording"();
CREATE TRIGGER "dialogue_wording_changed" AFTER UPDATE OF "status", "head_id", "deleted_at" ON "dialogue"
  FOR EACH ROW WHEN ((OLD."status" = 'ended' OR NEW."status" = 'ended') AND
    (OLD."status", OLD."head_id", OLD."deleted_at") IS DISTINCT FROM (NEW."status", NEW."head_id", NEW."deleted_at"))
  EXECUTE FUNCTION "note_stale_wording"();
INSERT INTO "stale_wording" ("dialogue_id") SELECT "id" FROM "dialogue" WHERE "status" = 'ended';
