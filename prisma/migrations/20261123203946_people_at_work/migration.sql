-- AlterTable
ALTER TABLE "user" ADD COLUMN     "deactivated_at" TIMESTAMPTZ(3),
ADD COLUMN     "mentions_read_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "presence" (
    "dialogue_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "doing" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("dialogue_id","person_id")
);

-- Written by hand: what Prisma cannot say.

ALTER TABLE "presence" SET UNLOGGED;
-- Comments that name a person.
CREATE INDEX "decision_mentions" ON "decision" USING gin (("act" -> 'mentions')) WHERE "kind" = 'comment';
