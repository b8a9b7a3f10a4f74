-- What decided dialogues of runs cost is summed at each look at Home: from this index alone. All that it holds stands in others
-- of the table already, so that no write pays for more than an entry of each dialogue that is decided.
-- external: index dialogue_decided
CREATE INDEX "dialogue_decided" ON "dialogue" ("project_id") INCLUDE ("verdict", "cost", "input_tokens", "output_tokens")
  WHERE "verdict" IS NOT NULL AND "run_id" IS NOT NULL AND "deleted_at" IS NULL;
