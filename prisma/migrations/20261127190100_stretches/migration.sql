-- Of the data files of an export: what stands in each stretch of so many dialogues, so that a download is taken up within it.
ALTER TABLE "training_export" ADD COLUMN "stretches" JSONB;
