-- Tries of passwords, counted for each account and address, not for the address alone: what one person gets wrong locks
-- out nobody else. The counters that the auth library kept for whole addresses go; they held nothing but the last minute.
DROP TABLE "rate_limit";

CREATE TABLE "password_try" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_try_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "password_try_began_at_idx" ON "password_try"("began_at");
