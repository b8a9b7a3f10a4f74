-- Data sets and their snapshots: what is meant for training, living, and as it was at one moment.
CREATE TABLE "data_set" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "filter" JSONB,
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "person_id" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "data_set_dialogue" (
    "data_set_id" TEXT NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_dialogue_pkey" PRIMARY KEY ("data_set_id","dialogue_id")
);
CREATE TABLE "snapshot" (
    "id" TEXT NOT NULL,
    "data_set_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "dialogues" INTEGER NOT NULL,
    "turns" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "snapshot_dialogue" (
    "snapshot_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "dialogue_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "head_id" TEXT NOT NULL,
    "turn_ids" TEXT[],
    "end_mark_id" TEXT,
    "untrained" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "verdict" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "digest" BYTEA NOT NULL,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "snapshot_dialogue_pkey" PRIMARY KEY ("snapshot_id","position"),
    CONSTRAINT "snapshot_dialogue_verdict_check" CHECK ("verdict" IN ('accepted', 'rejected'))
);
CREATE TABLE "snapshot_card" (
    "snapshot_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "snapshot_card_pkey" PRIMARY KEY ("snapshot_id","version")
);

CREATE INDEX "data_set_dialogue_dialogue_id_idx" ON "data_set_dialogue"("dialogue_id");
CREATE UNIQUE INDEX "snapshot_data_set_id_number_key" ON "snapshot"("data_set_id", "number");
CREATE UNIQUE INDEX "snapshot_dialogue_dialogue_id_snapshot_id_key" ON "snapshot_dialogue"("dialogue_id", "snapshot_id");

ALTER TABLE "data_set" ADD CONSTRAINT "data_set_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "data_set" ADD CONSTRAINT "data_set_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "data_set_dialogue" ADD CONSTRAINT "data_set_dialogue_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "data_set_dialogue" ADD CONSTRAINT "data_set_dialogue_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "data_set_dialogue" ADD CONSTRAINT "data_set_dialogue_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot_dialogue" ADD CONSTRAINT "snapshot_dialogue_dialogue_id_fkey" FOREIGN KEY ("dialogue_id") REFERENCES "dialogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot_card" ADD CONSTRAINT "snapshot_card_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot_card" ADD CONSTRAINT "snapshot_card_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Looked at when the transaction ends: the dialogues are written before what is counted of them is.
ALTER TABLE "snapshot_dialogue" ADD CONSTRAINT "snapshot_dialogue_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id")
  ON DELETE NO ACTION ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

DO $$
DECLARE
  "t" text;
BEGIN
  FOREACH "t" IN ARRAY ARRAY['data_set', 'data_set_dialogue', 'snapshot', 'snapshot_dialogue', 'snapshot_card'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "t");
    EXECUTE format('CREATE POLICY in_project ON %I TO realchat_project USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()))', "t");
    EXECUTE format('CREATE POLICY in_all_projects ON %I TO realchat_engine USING (true) WITH CHECK (true)', "t");
  END LOOP;
  -- A snapshot stays as it is, whoever asks, but that it goes with a project that is being deleted.
  FOREACH "t" IN ARRAY ARRAY['snapshot', 'snapshot_dialogue', 'snapshot_card'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"()', "t" || '_append_only', "t");
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_rewrite"()', "t" || '_never_emptied', "t");
  END LOOP;
END
$$;

-- Turns are immutable; one that a snapshot holds cannot go either.
CREATE FUNCTION "refuse_to_lose_turns"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "gone" g JOIN "snapshot_dialogue" m ON m."dialogue_id" = g."dialogue_id" AND g."id" = ANY (m."turn_ids")
      WHERE NOT "goes_with_project"(g."project_id")) THEN
    RAISE EXCEPTION 'A snapshot holds this turn: DELETE refused' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "turn_held_by_snapshots" AFTER DELETE ON "turn" REFERENCING OLD TABLE AS "gone"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_lose_turns"();
CREATE TRIGGER "turn_immutable" BEFORE UPDATE OF "text", "speaker", "parent_id", "dialogue_id" ON "turn"
  FOR EACH ROW EXECUTE FUNCTION "refuse_to_rewrite"();
