-- Snapshots count votes as they stood at their moment, and not those on comparisons whose outcome was known then.
ALTER TABLE "comparison" ADD COLUMN "gold_moments" BIGINT[] DEFAULT ARRAY[]::BIGINT[];
UPDATE "comparison" SET "gold_moments" = ARRAY[0] WHERE "gold" IS NOT NULL;
