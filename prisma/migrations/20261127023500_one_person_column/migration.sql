-- The person whose row it is, or who did it, stands in person_id, in every table. Only better-auth's own tables (session,
-- account) keep user_id, which is that library's name. Names of keys and indexes follow; no row is written.

ALTER TABLE "invitation" RENAME COLUMN "invited_by_id" TO "person_id";
ALTER TABLE "invitation" RENAME CONSTRAINT "invitation_invited_by_id_fkey" TO "invitation_person_id_fkey";

ALTER TABLE "api_token" RENAME COLUMN "user_id" TO "person_id";
ALTER TABLE "api_token" RENAME CONSTRAINT "api_token_user_id_fkey" TO "api_token_person_id_fkey";
ALTER INDEX "api_token_user_id_idx" RENAME TO "api_token_person_id_idx";

ALTER TABLE "decision" RENAME COLUMN "actor_id" TO "person_id";
ALTER TABLE "decision" RENAME CONSTRAINT "decision_actor_id_fkey" TO "decision_person_id_fkey";
ALTER INDEX "decision_actor_id_created_at_idx" RENAME TO "decision_person_id_created_at_idx";

ALTER TABLE "bulk_act" RENAME COLUMN "created_by_id" TO "person_id";
ALTER INDEX "bulk_act_created_by_id_created_at_idx" RENAME TO "bulk_act_person_id_created_at_idx";

ALTER TABLE "idempotency_key" RENAME COLUMN "user_id" TO "person_id";
ALTER TABLE "run" RENAME COLUMN "created_by_id" TO "person_id";
ALTER TABLE "turn" RENAME COLUMN "author_id" TO "person_id";
ALTER TABLE "answer_version" RENAME COLUMN "actor_id" TO "person_id";
ALTER TABLE "review_queue" RENAME COLUMN "created_by_id" TO "person_id";
ALTER TABLE "guideline" RENAME COLUMN "created_by_id" TO "person_id";
ALTER TABLE "review_item" RENAME COLUMN "resolved_by_id" TO "person_id";
ALTER TABLE "benchmark" RENAME COLUMN "created_by_id" TO "person_id";
ALTER TABLE "evaluation" RENAME COLUMN "created_by_id" TO "person_id";
ALTER TABLE "prompt_set" RENAME COLUMN "created_by_id" TO "person_id";
ALTER TABLE "judge_run" RENAME COLUMN "created_by_id" TO "person_id";
