-- A search looks at the rows of its project alone, however many others have: the project goes first in its indexes. Without,
-- what all projects hold of a common word was read, or every row's words, and those of the others thrown away.
CREATE EXTENSION IF NOT EXISTS "btree_gin";

DROP INDEX "dialogue_words_words";
CREATE INDEX "dialogue_words_words" ON "dialogue_words" USING gin ("project_id", "words");

DROP INDEX "turn_text_trgm";
DROP INDEX "turn_signs";
-- external: index turn_text_trgm
CREATE INDEX "turn_text_trgm" ON "turn" USING gin ("project_id", "search_text"("text") gin_trgm_ops);
CREATE INDEX "turn_signs" ON "turn" USING gin ("project_id", "search_signs"("text"));
