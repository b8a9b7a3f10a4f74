-- A part of a dialogue that was too long; the dialogue itself is in the trash then.
ALTER TABLE "dialogue" ADD COLUMN "part_of_id" TEXT;
CREATE INDEX "dialogue_part_of" ON "dialogue"("part_of_id") WHERE "part_of_id" IS NOT NULL;

ALTER TABLE "decision" DROP CONSTRAINT "decision_kind_check";
ALTER TABLE "decision" ADD CONSTRAINT "decision_kind_check" CHECK ("kind" IN ('pause', 'resume', 'retry', 'stop', 'edit',
  'amend', 'split', 'reject_turn', 'regenerate', 'take_over', 'branch', 'choose', 'accept', 'reject', 'flag', 'end_here', 'mask',
  'tag', 'untag', 'comment', 'delete', 'restore', 'go_back', 'undo'));
