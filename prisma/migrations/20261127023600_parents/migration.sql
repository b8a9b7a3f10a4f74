-- A row that loses its parent would mean nothing: the database keeps them together from now on. People, models and runs'
-- dialogues are never deleted, only deactivated, archived or put aside, so those keys refuse.

-- Votes from files are never changed nor taken out one by one; with their evaluation they go.
DROP TRIGGER "imported_vote_append_only" ON "imported_vote";

-- What outlived its parent already. Votes from files stayed behind when their evaluation was deleted, counted nowhere and
-- could not be reached any more; a set that was deleted while a run or a judge was made of it leaves no name behind.
DELETE FROM "imported_vote" v WHERE NOT EXISTS (SELECT FROM "evaluation" e WHERE e."id" = v."evaluation_id");
DELETE FROM "idempotency_key" k WHERE NOT EXISTS (SELECT FROM "user" u WHERE u."id" = k."person_id");
UPDATE "run" r SET "seed_set_id" = NULL WHERE "seed_set_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "seed_set" s WHERE s."id" = r."seed_set_id");
UPDATE "judge_run" p SET "prompt_set_id" = NULL WHERE "prompt_set_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "prompt_set" s WHERE s."id" = p."prompt_set_id");
UPDATE "candidate_response" x SET "dialogue_id" = NULL WHERE "dialogue_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "dialogue" d WHERE d."id" = x."dialogue_id");

ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_simulator_id_fkey" FOREIGN KEY ("simulator_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_assistant_id_fkey" FOREIGN KEY ("assistant_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_seed_set_id_fkey" FOREIGN KEY ("seed_set_id") REFERENCES "seed_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "turn" ADD CONSTRAINT "turn_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_queue" ADD CONSTRAINT "review_queue_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guideline" ADD CONSTRAINT "guideline_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "answer_version" ADD CONSTRAINT "answer_version_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "benchmark" ADD CONSTRAINT "benchmark_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "candidate_response" ADD CONSTRAINT "candidate_response_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "imported_vote" ADD CONSTRAINT "imported_vote_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "prompt_set" ADD CONSTRAINT "prompt_set_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "judge_run" ADD CONSTRAINT "judge_run_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "judge_run" ADD CONSTRAINT "judge_run_prompt_set_id_fkey" FOREIGN KEY ("prompt_set_id") REFERENCES "prompt_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "judge_run" ADD CONSTRAINT "judge_run_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- At depth 0 somebody asks for it; below that the evaluation goes.
CREATE TRIGGER "imported_vote_append_only" BEFORE UPDATE OR DELETE ON "imported_vote"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse_to_rewrite"();
