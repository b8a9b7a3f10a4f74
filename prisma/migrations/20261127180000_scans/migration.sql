-- Dialogues are looked through for what should not be trained on: what was asked for, how far it came, and what was found.
CREATE TABLE "scan" (
    "id" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "asked" JSONB NOT NULL,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "found" INTEGER NOT NULL DEFAULT 0,
    "last_id" TEXT NOT NULL DEFAULT '',
    "finished_at" TIMESTAMPTZ(3),
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "scan_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "scan" ADD CONSTRAINT "scan_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scan" ADD CONSTRAINT "scan_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "scan" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "scan" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "scan" TO "realchat_engine" USING (true) WITH CHECK (true);

CREATE TABLE "scan_finding" (
    "scan_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "turn_id" TEXT,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "before" TEXT NOT NULL DEFAULT '',
    "after" TEXT NOT NULL DEFAULT '',
    "instead" TEXT,
    "is_left" BOOLEAN NOT NULL DEFAULT false,
    "decision_id" TEXT,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "scan_finding_pkey" PRIMARY KEY ("scan_id","position"),
    CONSTRAINT "scan_finding_kind_check" CHECK ("kind" IN ('html', 'language', 'single', 'long', 'duplicate', 'email', 'phone',
      'card', 'iban', 'secret', 'name'))
);
CREATE INDEX "scan_finding_scan_id_kind_position_idx" ON "scan_finding"("scan_id", "kind", "position");
CREATE INDEX "scan_finding_dialogue_id_idx" ON "scan_finding"("dialogue_id");
ALTER TABLE "scan_finding" ADD CONSTRAINT "scan_finding_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scan_finding" ADD CONSTRAINT "scan_finding_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scan_finding" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "in_project" ON "scan_finding" TO "realchat_project"
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY "in_all_projects" ON "scan_finding" TO "realchat_engine" USING (true) WITH CHECK (true);

ALTER TABLE "decision" DROP CONSTRAINT "decision_kind_check";
ALTER TABLE "decision" ADD CONSTRAINT "decision_kind_check" CHECK ("kind" IN ('pause', 'resume', 'retry', 'stop', 'edit',
  'amend', 'reject_turn', 'regenerate', 'take_over', 'branch', 'choose', 'accept', 'reject', 'flag', 'end_here', 'mask', 'tag',
  'untag', 'comment', 'delete', 'restore', 'go_back', 'undo'));
ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("kind" IN
  ('answers', 'judgments', 'connection_test', 'duplicates', 'bulk_act', 'evaluation_results', 'project_import', 'project_deletion',
   'dialogue_import', 'training_export', 'scan'));
