-- What a token may do, and for how long. Those that exist keep what they had: all of it, for ever.
ALTER TABLE "api_token"
  ADD COLUMN "scopes" TEXT[] NOT NULL DEFAULT ARRAY['read', 'annotate', 'evaluate', 'manage', 'export'],
  ADD COLUMN "role" TEXT,
  ADD COLUMN "expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "closed_in" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "api_token" ALTER COLUMN "scopes" DROP DEFAULT;
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_scopes_check" CHECK ("scopes" <@ ARRAY['read', 'annotate', 'evaluate', 'manage', 'export']);
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_role_check" CHECK ("role" IN ('lead', 'annotator', 'evaluator'));
