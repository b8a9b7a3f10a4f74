-- CreateTable
CREATE TABLE "benchmark" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_question" (
    "benchmark_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "question_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "turns" TEXT[],
    "reference" JSONB,

    CONSTRAINT "benchmark_question_pkey" PRIMARY KEY ("benchmark_id","position")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "spec" JSONB NOT NULL,
    "seed" BIGINT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "launched_at" TIMESTAMPTZ(3),

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contender" (
    "id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" JSONB NOT NULL,

    CONSTRAINT "contender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_item" (
    "id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "question_id" TEXT,
    "category" TEXT NOT NULL,
    "turns" TEXT[],
    "reference" JSONB,

    CONSTRAINT "evaluation_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exhibit" (
    "item_id" TEXT NOT NULL,
    "contender_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'missing',
    "rounds" JSONB NOT NULL DEFAULT '[]',
    "dialogue_id" TEXT,
    "record" JSONB,
    "error" TEXT,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_worker" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "exhibit_pkey" PRIMARY KEY ("item_id","contender_id")
);

-- CreateTable
CREATE TABLE "comparison" (
    "id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "first_id" TEXT NOT NULL,
    "second_id" TEXT,
    "position" INTEGER NOT NULL,
    "needed" INTEGER NOT NULL,
    "vacant" INTEGER NOT NULL,
    "is_ready" BOOLEAN NOT NULL DEFAULT false,
    "gold" TEXT,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ballot" (
    "id" TEXT NOT NULL,
    "comparison_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "is_swapped" BOOLEAN NOT NULL,
    "repeats_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'leased',
    "lease_until" TIMESTAMPTZ(3),
    "vote" JSONB,
    "vote_id" TEXT,
    "skip_reason" TEXT,
    "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "served_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "voted_at" TIMESTAMPTZ(3),
    "revealed_at" TIMESTAMPTZ(3),
    "afterword" JSONB,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vote_version" (
    "ballot_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "vote" JSONB,
    "vote_id" TEXT,
    "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vote_version_pkey" PRIMARY KEY ("ballot_id","version")
);

-- CreateTable
CREATE TABLE "imported_vote" (
    "id" BIGSERIAL NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "first_id" TEXT NOT NULL,
    "second_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "rater" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "record" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imported_vote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt_set" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "prompts" JSONB NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_pass" (
    "id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "judge" TEXT NOT NULL,
    "model_id" TEXT,
    "prompt_set_id" TEXT,
    "mode" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "status_detail" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_pass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judgment" (
    "id" TEXT NOT NULL,
    "pass_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "first_id" TEXT NOT NULL,
    "second_id" TEXT,
    "turn" INTEGER NOT NULL,
    "game" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "prompt_name" TEXT,
    "request" JSONB,
    "text" TEXT,
    "verdict" TEXT,
    "score" DOUBLE PRECISION,
    "error" TEXT,
    "record" JSONB,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_worker" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "judgment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_question_benchmark_id_question_id_key" ON "benchmark_question"("benchmark_id", "question_id");

-- CreateIndex
CREATE UNIQUE INDEX "contender_evaluation_id_name_key" ON "contender"("evaluation_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "contender_evaluation_id_position_key" ON "contender"("evaluation_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_item_evaluation_id_position_key" ON "evaluation_item"("evaluation_id", "position");

-- CreateIndex
CREATE INDEX "exhibit_evaluation_id_status_idx" ON "exhibit"("evaluation_id", "status");

-- CreateIndex
CREATE INDEX "exhibit_contender_id_idx" ON "exhibit"("contender_id");

-- CreateIndex
CREATE UNIQUE INDEX "comparison_item_id_first_id_second_id_key" ON "comparison"("item_id", "first_id", "second_id");

-- CreateIndex
CREATE UNIQUE INDEX "comparison_evaluation_id_position_key" ON "comparison"("evaluation_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_repeats_id_key" ON "ballot"("repeats_id");

-- CreateIndex
CREATE INDEX "ballot_comparison_id_person_id_idx" ON "ballot"("comparison_id", "person_id");

-- CreateIndex
CREATE INDEX "ballot_evaluation_id_person_id_status_idx" ON "ballot"("evaluation_id", "person_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_evaluation_id_person_id_ordinal_key" ON "ballot"("evaluation_id", "person_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "imported_vote_evaluation_id_item_id_first_id_second_id_rate_key" ON "imported_vote"("evaluation_id", "item_id", "first_id", "second_id", "rater", "turn");

-- CreateIndex
CREATE INDEX "judge_pass_evaluation_id_idx" ON "judge_pass"("evaluation_id");

-- CreateIndex
CREATE INDEX "judgment_pass_id_status_idx" ON "judgment"("pass_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "judgment_pass_id_item_id_first_id_second_id_turn_game_key" ON "judgment"("pass_id", "item_id", "first_id", "second_id", "turn", "game");

-- AddForeignKey
ALTER TABLE "benchmark_question" ADD CONSTRAINT "benchmark_question_benchmark_id_fkey" FOREIGN KEY ("benchmark_id") REFERENCES "benchmark"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contender" ADD CONSTRAINT "contender_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_item" ADD CONSTRAINT "evaluation_item_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit" ADD CONSTRAINT "exhibit_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "evaluation_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit" ADD CONSTRAINT "exhibit_contender_id_fkey" FOREIGN KEY ("contender_id") REFERENCES "contender"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "evaluation_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote_version" ADD CONSTRAINT "vote_version_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_pass" ADD CONSTRAINT "judge_pass_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_pass_id_fkey" FOREIGN KEY ("pass_id") REFERENCES "judge_pass"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where one dialogue is looked at alone, or one answer scored, there is no second: two such rows are the same all the same.
DROP INDEX "comparison_item_id_first_id_second_id_key";
CREATE UNIQUE INDEX "comparison_item_id_first_id_second_id_key" ON "comparison"("item_id", "first_id", "second_id") NULLS NOT DISTINCT;
DROP INDEX "judgment_pass_id_item_id_first_id_second_id_turn_game_key";
CREATE UNIQUE INDEX "judgment_pass_id_item_id_first_id_second_id_turn_game_key"
  ON "judgment"("pass_id", "item_id", "first_id", "second_id", "turn", "game") NULLS NOT DISTINCT;

-- A rater's place: one ballot per comparison, and one repeat of it.
CREATE UNIQUE INDEX "ballot_one_place" ON "ballot"("comparison_id", "person_id") WHERE "repeats_id" IS NULL;
-- What raters are served next.
CREATE INDEX "comparison_free" ON "comparison"("evaluation_id", "position") WHERE "vacant" > 0 AND "is_ready";
-- What workers are to write next.
CREATE INDEX "exhibit_due" ON "exhibit"("due_at") WHERE "status" = 'missing';
CREATE INDEX "judgment_due" ON "judgment"("due_at") WHERE "status" = 'waiting';

CREATE TRIGGER "vote_version_append_only" BEFORE UPDATE OR DELETE ON "vote_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"();
CREATE TRIGGER "imported_vote_append_only" BEFORE UPDATE OR DELETE ON "imported_vote"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"();
