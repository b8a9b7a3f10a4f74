-- How an endpoint wants to be asked, where that differs from the protocol as most servers speak it.
ALTER TABLE "model" ADD COLUMN "dialect" JSONB NOT NULL DEFAULT '{}';
