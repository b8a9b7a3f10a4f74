-- Links that set a forgotten password: made by a lead, good for a day and once. Of the secret only its hash is kept.
CREATE TABLE "password_reset" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "maker_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "password_reset_token_hash_key" ON "password_reset"("token_hash");
CREATE INDEX "password_reset_person_id_idx" ON "password_reset"("person_id");
CREATE INDEX "password_reset_maker_id_idx" ON "password_reset"("maker_id");

ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_person_id_fkey"
  FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_maker_id_fkey"
  FOREIGN KEY ("maker_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
