-- CreateTable
CREATE TABLE "evaluation_votes" (
    "evaluation_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "evaluation_votes_pkey" PRIMARY KEY ("evaluation_id")
);

-- CreateTable
CREATE TABLE "evaluation_figures" (
    "evaluation_id" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "votes_version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_figures_pkey" PRIMARY KEY ("evaluation_id","query")
);

-- AddForeignKey
ALTER TABLE "evaluation_votes" ADD CONSTRAINT "evaluation_votes_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_figures" ADD CONSTRAINT "evaluation_figures_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what Prisma cannot say.

ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results'));

-- Whatever figures are computed from raises the version of the votes, in the same transaction, once for all that it
-- changes. A row of its own, so that votes wait for nobody who holds the evaluation.
CREATE FUNCTION "raise_votes_version"("wanted" TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "evaluation_votes" AS v ("evaluation_id", "version") SELECT e."id", 1 FROM "evaluation" e WHERE e."id" = "wanted"
  ON CONFLICT ("evaluation_id") DO UPDATE SET "version" = v."version" + 1
    WHERE v.xmin <> pg_current_xact_id()::xid;
  IF FOUND THEN
    PERFORM pg_notify('news', "wanted");
  END IF;
END
$$;

CREATE FUNCTION "votes_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "raise_votes_version"(NEW."evaluation_id");
  RETURN NULL;
END
$$;
CREATE TRIGGER "ballot_voted" AFTER UPDATE ON "ballot" FOR EACH ROW
  WHEN ((OLD."status" IN ('voted', 'late') OR NEW."status" IN ('voted', 'late'))
    AND (OLD."status", OLD."vote", OLD."seconds") IS DISTINCT FROM (NEW."status", NEW."vote", NEW."seconds"))
  EXECUTE FUNCTION "votes_changed"();
CREATE TRIGGER "ballot_born_voted" AFTER INSERT ON "ballot" FOR EACH ROW
  WHEN (NEW."status" IN ('voted', 'late')) EXECUTE FUNCTION "votes_changed"();
CREATE TRIGGER "imported_vote_came" AFTER INSERT OR UPDATE ON "imported_vote" FOR EACH ROW EXECUTE FUNCTION "votes_changed"();
CREATE TRIGGER "comparison_gold" AFTER UPDATE ON "comparison" FOR EACH ROW
  WHEN (OLD."gold" IS DISTINCT FROM NEW."gold") EXECUTE FUNCTION "votes_changed"();
CREATE TRIGGER "candidate_named" AFTER UPDATE ON "candidate" FOR EACH ROW
  WHEN (OLD."name" <> NEW."name") EXECUTE FUNCTION "votes_changed"();
CREATE TRIGGER "candidate_response_shown" AFTER UPDATE ON "candidate_response" FOR EACH ROW
  WHEN (NEW."status" = 'ready' AND OLD."rounds" IS DISTINCT FROM NEW."rounds") EXECUTE FUNCTION "votes_changed"();

CREATE FUNCTION "evaluation_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "raise_votes_version"(NEW."id");
  RETURN NULL;
END
$$;
CREATE TRIGGER "evaluation_spec" AFTER UPDATE ON "evaluation" FOR EACH ROW
  WHEN (OLD."spec" IS DISTINCT FROM NEW."spec") EXECUTE FUNCTION "evaluation_changed"();

CREATE FUNCTION "judgments_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "raise_votes_version"(p."evaluation_id") FROM "judge_run" p WHERE p."id" = NEW."judge_run_id";
  RETURN NULL;
END
$$;
CREATE TRIGGER "judgment_born" AFTER INSERT ON "judgment" FOR EACH ROW
  WHEN (NEW."status" <> 'waiting') EXECUTE FUNCTION "judgments_changed"();
CREATE TRIGGER "judgment_said" AFTER UPDATE ON "judgment" FOR EACH ROW
  WHEN ((OLD."status", OLD."verdict", OLD."score") IS DISTINCT FROM (NEW."status", NEW."verdict", NEW."score"))
  EXECUTE FUNCTION "judgments_changed"();

-- Figures that are there anew.
CREATE FUNCTION "figures_came"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('news', NEW."evaluation_id");
  RETURN NULL;
END
$$;
CREATE TRIGGER "evaluation_figures_came" AFTER INSERT OR UPDATE ON "evaluation_figures"
  FOR EACH ROW EXECUTE FUNCTION "figures_came"();

-- Before the first change there is a version, too.
INSERT INTO "evaluation_votes" ("evaluation_id", "version") SELECT "id", 1 FROM "evaluation";
