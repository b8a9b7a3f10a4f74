-- Written by hand: what Prisma cannot say.

-- Dialogues in the bin, and nothing else: counting what a queue still has leaves out these few, not all others in.
CREATE INDEX "dialogue_in_bin" ON "dialogue" ("id") WHERE "deleted_at" IS NOT NULL;
