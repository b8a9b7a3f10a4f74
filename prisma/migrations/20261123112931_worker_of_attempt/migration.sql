-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "worker_id" TEXT NOT NULL;

-- Calls under way, by who makes them.
CREATE INDEX "attempt_open" ON "attempt" ("worker_id") WHERE "outcome" = 'open';
