-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "assignment_id" TEXT,
ADD COLUMN     "batch_id" TEXT,
ADD COLUMN     "guideline_version" INTEGER;

-- AlterTable
ALTER TABLE "dialogue" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "end_mark_id" TEXT,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "untrained" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "review_queue" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "spec" JSONB NOT NULL,
    "guideline_version" INTEGER NOT NULL DEFAULT 1,
    "next_position" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_queue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guideline" (
    "queue_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "fields" JSONB NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guideline_pkey" PRIMARY KEY ("queue_id","version")
);

-- CreateTable
CREATE TABLE "review_item" (
    "id" TEXT NOT NULL,
    "queue_id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "needed" INTEGER NOT NULL,
    "vacant" INTEGER NOT NULL,
    "assigned_to" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "head_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "gold" JSONB,
    "resolution" JSONB,
    "resolved_by_id" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "queue_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'leased',
    "lease_until" TIMESTAMPTZ(3),
    "draft" JSONB,
    "answer" JSONB,
    "answer_id" TEXT,
    "guideline_version" INTEGER,
    "decision_id" TEXT,
    "skip_reason" TEXT,
    "sent_back_note" TEXT,
    "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "served_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_version" (
    "assignment_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "answer" JSONB,
    "guideline_version" INTEGER,
    "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "actor_id" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_version_pkey" PRIMARY KEY ("assignment_id","version")
);

-- CreateIndex
CREATE INDEX "review_item_dialogue_id_idx" ON "review_item"("dialogue_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_queue_id_dialogue_id_key" ON "review_item"("queue_id", "dialogue_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_queue_id_position_key" ON "review_item"("queue_id", "position");

-- CreateIndex
CREATE INDEX "assignment_queue_id_person_id_status_idx" ON "assignment"("queue_id", "person_id", "status");

-- CreateIndex
CREATE INDEX "assignment_person_id_answered_at_idx" ON "assignment"("person_id", "answered_at");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_item_id_person_id_key" ON "assignment"("item_id", "person_id");

-- CreateIndex
CREATE INDEX "decision_batch_id_idx" ON "decision"("batch_id");

-- CreateIndex
CREATE INDEX "decision_assignment_id_idx" ON "decision"("assignment_id");

-- AddForeignKey
ALTER TABLE "guideline" ADD CONSTRAINT "guideline_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "review_queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "review_queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "review_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_version" ADD CONSTRAINT "answer_version_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

-- The next item of a queue: only those with a free place, in order.
CREATE INDEX "review_item_vacant" ON "review_item" ("queue_id", "position") WHERE "vacant" > 0;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_vacant_within" CHECK ("vacant" BETWEEN 0 AND "needed");
-- Leases that may have run out, and nothing else.
CREATE INDEX "assignment_leased" ON "assignment" ("queue_id", "lease_until") WHERE "status" = 'leased';

CREATE FUNCTION "refuse_to_rewrite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "answer_version_append_only" BEFORE UPDATE OR DELETE ON "answer_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"();
CREATE TRIGGER "guideline_append_only" BEFORE UPDATE OR DELETE ON "guideline"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"();
