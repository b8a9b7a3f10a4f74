-- Other names to look for make other places in the texts that may be names, and other votes on them.
DROP TRIGGER "candidate_named" ON "candidate";
CREATE TRIGGER "candidate_named" AFTER UPDATE ON "candidate" FOR EACH ROW
  WHEN ((OLD."name", OLD."other_names") IS DISTINCT FROM (NEW."name", NEW."other_names")) EXECUTE FUNCTION "votes_changed"();
