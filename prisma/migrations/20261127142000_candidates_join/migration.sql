-- A candidate can be added while people vote: figures name it from then on.
CREATE TRIGGER "candidate_joined" AFTER INSERT ON "candidate" FOR EACH ROW EXECUTE FUNCTION "votes_changed"();
