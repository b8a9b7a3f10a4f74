-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" TEXT[],
    "token_hash" TEXT NOT NULL,
    "invited_by_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "model" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "trained_on" TEXT,
    "base_url" TEXT NOT NULL,
    "upstream_model" TEXT NOT NULL,
    "rendering" TEXT NOT NULL,
    "context_window" INTEGER NOT NULL,
    "sampling" JSONB NOT NULL DEFAULT '{}',
    "input_price" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "output_price" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "lenient_finish" BOOLEAN NOT NULL DEFAULT false,
    "sealed_key" BYTEA,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "probe" (
    "id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "text" TEXT NOT NULL DEFAULT '',
    "first_token_ms" INTEGER,
    "total_ms" INTEGER,
    "error" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "probe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seed_set" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seed_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seed" (
    "seed_set_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT,

    CONSTRAINT "seed_pkey" PRIMARY KEY ("seed_set_id","position")
);

-- CreateTable
CREATE TABLE "run" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_detail" TEXT,
    "spec" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "concurrency" INTEGER NOT NULL,
    "simulator_id" TEXT NOT NULL,
    "assistant_id" TEXT NOT NULL,
    "seed_set_id" TEXT,
    "budget_spent" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "budget_reserved" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "budget_exhausted" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dialogue" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "hold_requested" BOOLEAN NOT NULL DEFAULT false,
    "turns_allowed" INTEGER,
    "next_note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "head_id" TEXT,
    "end_reason" TEXT,
    "status_detail" TEXT,
    "verdict" TEXT,
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "context_tokens" INTEGER NOT NULL DEFAULT 0,
    "context_limit" INTEGER NOT NULL,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "opening" TEXT NOT NULL DEFAULT '',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_worker" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "dialogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turn" (
    "id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "speaker" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reasoning" TEXT,
    "origin" TEXT NOT NULL,
    "model_id" TEXT,
    "author_id" TEXT,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "abandoned" BOOLEAN NOT NULL DEFAULT false,
    "kept_from_id" TEXT,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "first_token_ms" INTEGER,
    "total_ms" INTEGER,
    "finish_reason" TEXT,
    "raw_text" BYTEA,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "parent_id" TEXT,
    "turn_id" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "fault" TEXT,
    "error" TEXT,
    "partial_text" TEXT,
    "request" JSONB NOT NULL,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reserved" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "turn_id" TEXT,
    "actor_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "act" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "seconds" DOUBLE PRECISION,
    "undoes_id" TEXT,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_delta" (
    "id" BIGSERIAL NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "turn_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "speaker" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reasoning" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "live_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "running" INTEGER NOT NULL DEFAULT 0,
    "capacity" INTEGER NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "probe_status_idx" ON "probe"("status");

-- CreateIndex
CREATE INDEX "run_status_idx" ON "run"("status");

-- CreateIndex
CREATE INDEX "run_created_at_id_idx" ON "run"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "dialogue_created_at_id_idx" ON "dialogue"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "dialogue_run_id_number_key" ON "dialogue"("run_id", "number");

-- CreateIndex
CREATE INDEX "turn_dialogue_id_version_idx" ON "turn"("dialogue_id", "version");

-- CreateIndex
CREATE INDEX "attempt_dialogue_id_outcome_idx" ON "attempt"("dialogue_id", "outcome");

-- CreateIndex
CREATE INDEX "attempt_turn_id_idx" ON "attempt"("turn_id");

-- CreateIndex
CREATE INDEX "attempt_run_id_created_at_idx" ON "attempt"("run_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "decision_undoes_id_key" ON "decision"("undoes_id");

-- CreateIndex
CREATE INDEX "decision_dialogue_id_version_idx" ON "decision"("dialogue_id", "version");

-- CreateIndex
CREATE INDEX "decision_actor_id_created_at_idx" ON "decision"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "live_delta_dialogue_id_id_idx" ON "live_delta"("dialogue_id", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "probe" ADD CONSTRAINT "probe_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seed" ADD CONSTRAINT "seed_seed_set_id_fkey" FOREIGN KEY ("seed_set_id") REFERENCES "seed_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dialogue" ADD CONSTRAINT "dialogue_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turn" ADD CONSTRAINT "turn_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What the Prisma schema cannot say ────────────────────────────────────────────────────────────────────────────────

-- Tokens in flight are worth nothing after a crash of the server: no write-ahead log for them.
ALTER TABLE "live_delta" SET UNLOGGED;

-- The log of what people did is append-only, for everybody.
CREATE FUNCTION "refuse_to_rewrite_decisions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The decision log is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "decision_append_only" BEFORE UPDATE OR DELETE ON "decision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite_decisions"();
CREATE TRIGGER "decision_never_emptied" BEFORE TRUNCATE ON "decision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_rewrite_decisions"();

-- Claims: the next due dialogue of a run, and the few that are leased. lease_until stays out of every index, so that
-- renewing a lease touches none.
CREATE INDEX "dialogue_due" ON "dialogue" ("run_id", "due_at", "number") WHERE "status" = 'queued';
CREATE INDEX "dialogue_leased" ON "dialogue" ("run_id") WHERE "status" = 'running';

-- Progress of a run is read from this index alone.
-- external: index dialogue_progress
CREATE INDEX "dialogue_progress" ON "dialogue" ("run_id", "status", "end_reason", "verdict")
  INCLUDE ("input_tokens", "output_tokens", "cost", "ended_at");

-- Search inside texts.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
-- external: index turn_text_trgm
CREATE INDEX "turn_text_trgm" ON "turn" USING gin ("text" gin_trgm_ops);

-- A model's reply is used at most once: the last wall against a turn that is written twice.
CREATE UNIQUE INDEX "attempt_used_once" ON "attempt" ("turn_id") WHERE "outcome" = 'used';
