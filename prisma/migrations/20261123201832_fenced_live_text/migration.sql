-- Figures of a run: calls by outcome and by fault are counted from this index alone; tokens of the last minutes from the next.
DROP INDEX "attempt_run_id_created_at_idx";
CREATE INDEX "attempt_run_id_outcome_fault_idx" ON "attempt"("run_id", "outcome", "fault");
-- external: index attempt_recent
CREATE INDEX "attempt_recent" ON "attempt" ("run_id", "ended_at") INCLUDE ("completion_tokens");

-- Null: nobody has counted them at this head yet.
ALTER TABLE "dialogue" ALTER COLUMN "context_tokens" DROP NOT NULL,
ALTER COLUMN "context_tokens" DROP DEFAULT;
UPDATE "dialogue" SET "context_tokens" = NULL WHERE "context_tokens" = 0;

-- Live text belongs to a claim. Nobody is writing any while a migration runs.
DELETE FROM "live_delta";
ALTER TABLE "live_delta" ADD COLUMN "fence" INTEGER NOT NULL;
