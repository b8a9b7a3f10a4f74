-- Turns of many dialogues are settled by one statement (docs/decisions/067-turns-are-committed-in-groups.md): what their calls
-- took is counted once for all of them, at the statement's end, and what is opened after it in the same transaction is held
-- against it. Each writer locks what else it needs before it settles, so that the row of spending is the last.
CREATE FUNCTION "note_spending_of_many"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "paid" record;
BEGIN
  FOR "paid" IN
    SELECT m."project_id", sum(m."cost" - w."cost") AS "money",
      sum(m."prompt_tokens"::bigint + m."completion_tokens" - w."prompt_tokens" - w."completion_tokens")::bigint AS "tokens"
    FROM "made" m JOIN "was" w ON w."id" = m."id"
    WHERE (m."cost", m."prompt_tokens", m."completion_tokens") IS DISTINCT FROM (w."cost", w."prompt_tokens", w."completion_tokens")
    GROUP BY m."project_id" ORDER BY m."project_id"
  LOOP
    PERFORM "add_spending"("paid"."project_id", "paid"."money", "paid"."tokens");
  END LOOP;
  RETURN NULL;
END
$$;
DROP TRIGGER "attempt_paid" ON "attempt";
CREATE TRIGGER "attempt_paid" AFTER UPDATE ON "attempt"
  REFERENCING OLD TABLE AS "was" NEW TABLE AS "made" FOR EACH STATEMENT EXECUTE FUNCTION "note_spending_of_many"();
