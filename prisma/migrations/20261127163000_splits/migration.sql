-- Splits of snapshots: the part of each dialogue, as it was drawn, for every export that names the split.
CREATE TABLE "split" (
    "id" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "earlier_id" TEXT,
    "facts" JSONB NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "split_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "split_snapshot" (
    "split_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "snapshot_id" TEXT NOT NULL,
    "parts" TEXT[],
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "split_snapshot_pkey" PRIMARY KEY ("split_id","position"),
    CONSTRAINT "split_snapshot_parts_check" CHECK ("parts" <@ ARRAY['train', 'validation', 'test'])
);

CREATE UNIQUE INDEX "split_snapshot_snapshot_id_split_id_key" ON "split_snapshot"("snapshot_id", "split_id");

ALTER TABLE "split" ADD CONSTRAINT "split_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "split_snapshot" ADD CONSTRAINT "split_snapshot_split_id_fkey" FOREIGN KEY ("split_id") REFERENCES "split"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "split_snapshot" ADD CONSTRAINT "split_snapshot_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE
  "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['split', 'split_snapshot'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t");
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()))', "t");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t");
    -- Exports name it: it stays as it is, but that it goes with a project that is being deleted.
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"()', "t" || '_append_only', "t");
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_rewrite"()', "t" || '_never_emptied', "t");
  END LOOP;
END
$$;
