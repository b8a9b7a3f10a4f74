-- The turn that the next one is written instead of, so that its training mask and end mark go along.
ALTER TABLE "dialogue" ADD COLUMN "rewrites_id" TEXT;
