-- Budgets of projects: what may be paid for calls to models, in money and in tokens, in all and in each month (UTC).

ALTER TABLE "project"
 ADD COLUMN "money_limit" DOUBLE PRECISION,
 ADD COLUMN "monthly_money_limit" DOUBLE PRECISION,
 ADD COLUMN "token_limit" DOUBLE PRECISION,
 ADD COLUMN "monthly_token_limit" DOUBLE PRECISION;

-- A month of a project has several rows, by connection, so that calls that end at one moment do not wait for one another.
CREATE TABLE "spending" (
 "project_id" TEXT NOT NULL DEFAULT current_project(),
 "month" DATE NOT NULL,
 "slot" INTEGER NOT NULL,
 "money" DOUBLE PRECISION NOT NULL DEFAULT 0,
 "tokens" BIGINT NOT NULL DEFAULT 0,

 CONSTRAINT "spending_pkey" PRIMARY KEY ("project_id","month","slot")
);
ALTER TABLE "spending" ADD CONSTRAINT "spending_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "spending" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "spending" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "spending" TO "realchat_engine" USING (true) WITH CHECK (true);

CREATE FUNCTION "add_spending"("of_project" TEXT, "more_money" DOUBLE PRECISION, "more_tokens" BIGINT) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "spending" AS s ("project_id", "month", "slot", "money", "tokens")
  VALUES ("of_project", date_trunc('month', now() AT TIME ZONE 'UTC')::date, pg_backend_pid() % 16, "more_money", "more_tokens")
  ON CONFLICT ("project_id", "month", "slot") DO UPDATE
    SET "money" = s."money" + EXCLUDED."money", "tokens" = s."tokens" + EXCLUDED."tokens"
$$;

-- Whoever writes what a call took has it counted here. At the end of the transaction, so that the row is locked for no
-- longer than the commit takes, and after all other locks. Rows that come with a file were paid for elsewhere: inserts count nothing.
CREATE FUNCTION "note_spending"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "add_spending"(NEW."project_id", NEW."cost" - OLD."cost",
    NEW."prompt_tokens"::bigint + NEW."completion_tokens" - OLD."prompt_tokens" - OLD."completion_tokens");
  RETURN NULL;
END
$$;
DO $$
DECLARE "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['attempt', 'candidate_response', 'judgment'] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER UPDATE ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN ((NEW."cost", NEW."prompt_tokens", NEW."completion_tokens") IS DISTINCT FROM (OLD."cost", OLD."prompt_tokens", OLD."completion_tokens"))
      EXECUTE FUNCTION "note_spending"()', "t" || '_paid', "t");
  END LOOP;
END
$$;

-- What was paid so far.
INSERT INTO "spending" ("project_id", "month", "slot", "money", "tokens")
SELECT "project_id", date_trunc('month', "at" AT TIME ZONE 'UTC')::date, 0, sum("cost"), sum("prompt_tokens"::bigint + "completion_tokens")
FROM (
  SELECT "project_id", coalesce("ended_at", "created_at") AS "at", "cost", "prompt_tokens", "completion_tokens" FROM "attempt"
  UNION ALL
  SELECT "project_id", coalesce("ended_at", now()), "cost", "prompt_tokens", "completion_tokens" FROM "candidate_response"
  UNION ALL
  SELECT "project_id", coalesce("ended_at", now()), "cost", "prompt_tokens", "completion_tokens" FROM "judgment"
) AS "paid"
WHERE "cost" <> 0 OR "prompt_tokens" <> 0 OR "completion_tokens" <> 0
GROUP BY 1, 2;

ALTER TABLE "audit_line" DROP CONSTRAINT "audit_line_kind_check";
ALTER TABLE "audit_line" ADD CONSTRAINT "audit_line_kind_check" CHECK ("kind" IN
  ('project_archived', 'project_unarchived', 'project_exported', 'project_imported', 'project_deleted', 'budget_set'));
