-- AlterTable
ALTER TABLE "answer_version" ADD COLUMN     "answer_id" TEXT;

-- AlterTable
ALTER TABLE "assignment" DROP COLUMN "decision_id";

-- CreateIndex
CREATE INDEX "answer_version_assignment_id_answer_id_idx" ON "answer_version"("assignment_id", "answer_id");

-- Written by hand: what Prisma cannot say.

-- Gold items have no places, so the index of free places does not hold them.
CREATE INDEX "review_item_gold" ON "review_item" ("queue_id", "position") WHERE "gold" IS NOT NULL;
