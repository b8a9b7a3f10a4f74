-- Written by hand: what Prisma cannot say.

-- What of a bulk act is still to be done, and which bulk acts were cut off: neither walks over what is done.
CREATE INDEX "bulk_act_item_pending" ON "bulk_act_item" ("bulk_act_id", "position") WHERE "status" = 'pending';
