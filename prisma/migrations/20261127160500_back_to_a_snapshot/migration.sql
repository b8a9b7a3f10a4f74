-- A dialogue can go back to how a snapshot has it: one act, which undo takes back.
ALTER TABLE "decision" DROP CONSTRAINT "decision_kind_check";
ALTER TABLE "decision" ADD CONSTRAINT "decision_kind_check" CHECK ("kind" IN ('pause', 'resume', 'retry', 'stop', 'edit', 'reject_turn', 'regenerate', 'take_over', 'branch', 'choose', 'accept', 'reject', 'flag', 'end_here', 'mask', 'tag', 'untag', 'comment', 'delete', 'restore', 'go_back', 'undo'));
