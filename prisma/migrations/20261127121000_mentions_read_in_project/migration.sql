-- Comments that name somebody are read project by project: what was read in one says nothing of another.
ALTER TABLE "membership" ADD COLUMN "mentions_read_at" TIMESTAMPTZ(3);

UPDATE "membership" m SET "mentions_read_at" = u."mentions_read_at" FROM "user" u WHERE u."id" = m."person_id";

ALTER TABLE "user" DROP COLUMN "mentions_read_at";
