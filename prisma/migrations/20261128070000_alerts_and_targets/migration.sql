-- How many dialogues a data set is to have.
CREATE TABLE "data_set_target" (
    "data_set_id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "person_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "data_set_target_pkey" PRIMARY KEY ("data_set_id")
);
ALTER TABLE "data_set_target" ADD CONSTRAINT "data_set_target_data_set_id_fkey" FOREIGN KEY ("data_set_id") REFERENCES "data_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "data_set_target" ADD CONSTRAINT "data_set_target_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What leads want to be told of, and what broke it.
CREATE TABLE "alert_rule" (
    "id" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "limit_at" DOUBLE PRECISION NOT NULL,
    "fewest" INTEGER NOT NULL,
    "pauses" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_rule_measure_check" CHECK ("measure" IN ('role_slips', 'rejects', 'agreement'))
);
ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "alert" (
    "id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "run_id" TEXT,
    "queue_id" TEXT,
    "value" DOUBLE PRECISION NOT NULL,
    "counted" INTEGER NOT NULL,
    "paused" BOOLEAN NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "over_at" TIMESTAMPTZ(3),
    "person_id" TEXT,
    "seen_at" TIMESTAMPTZ(3),
    "project_id" TEXT NOT NULL DEFAULT current_project(),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_one_subject" CHECK (("run_id" IS NULL) <> ("queue_id" IS NULL))
);
CREATE INDEX "alert_newest" ON "alert"("project_id", "raised_at" DESC, "id");
-- Several workers look at the same moment: of a rule and what broke it one alert is open, whoever comes first.
CREATE UNIQUE INDEX "alert_open" ON "alert"("rule_id", coalesce("run_id", "queue_id")) WHERE "over_at" IS NULL;
ALTER TABLE "alert" ADD CONSTRAINT "alert_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert" ADD CONSTRAINT "alert_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert" ADD CONSTRAINT "alert_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "review_queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert" ADD CONSTRAINT "alert_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What ended in the last days.
CREATE INDEX "dialogue_ended" ON "dialogue"("project_id", "ended_at");

ALTER TABLE "data_set_target" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "data_set_target" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "data_set_target" TO realchat_engine USING (true) WITH CHECK (true);
ALTER TABLE "alert_rule" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "alert_rule" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "alert_rule" TO realchat_engine USING (true) WITH CHECK (true);
ALTER TABLE "alert" ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_project ON "alert" TO realchat_project
  USING ("project_id" = (SELECT current_project())) WITH CHECK ("project_id" = (SELECT current_project()));
CREATE POLICY in_all_projects ON "alert" TO realchat_engine USING (true) WITH CHECK (true);
