-- Whoever looks at figures hears at once that something was decided, and that figures follow.
CREATE FUNCTION "tell_news"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('news', TG_ARGV[0]);
  RETURN NULL;
END $$;
CREATE TRIGGER "decision_told" AFTER INSERT ON "decision" FOR EACH STATEMENT EXECUTE FUNCTION "tell_news"('dialogues');
CREATE TRIGGER "data_set_figures_told" AFTER INSERT OR UPDATE ON "data_set_figures" FOR EACH STATEMENT EXECUTE FUNCTION "tell_news"('figures');
