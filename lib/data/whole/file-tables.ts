import { type Fragment, sql } from "../door/fragment";

/** What a project file says of a table, where that is more than its rows as they are. */
export type InFile = {
  /** Columns that stay behind. */
  without?: readonly string[];
  /** Columns that are written as they would be once everything that is under way has come to rest. */
  atRest?: Readonly<Record<string, Fragment>>;
  /** Which of the rows (`t`) are written, where it is not all of the project. */
  where?: Fragment;
  /** Columns that name rows of these tables without a foreign key; checked like one. */
  names?: Readonly<Record<string, string>>;
};

const unleased = { lease_worker: sql`NULL::text`, lease_until: sql`NULL::timestamptz` };

/** Tables whose rows are taken along in a project file. Every table of projects is here or in {@link leftOut}. */
export const inFile: Readonly<Record<string, InFile>> = {
  // A key is bound to its row and this server's secret: it opens nothing elsewhere.
  // What a host serves is there, and not elsewhere.
  model: {
    without: ["sealed_key", "host_id", "serving", "asked_at"],
    atRest: {
      state: sql`CASE WHEN t.state IS NOT NULL THEN 'broken' END`,
      state_detail: sql`CASE WHEN t.state IS NOT NULL THEN 'Its weights stayed where it was trained.' END`,
    },
  },
  seed_set: {},
  seed: {},
  // One that is under way comes to rest with what it has.
  import: { without: ["file_id"], atRest: { finished_at: sql`coalesce(t.finished_at, t.created_at)` } },
  import_problem: {},
  run: {
    atRest: {
      status: sql`CASE WHEN t.status = 'running' THEN 'paused' ELSE t.status END`,
      status_detail: sql`CASE WHEN t.status = 'running' THEN 'Paused: it ran when the project file was made.' ELSE t.status_detail END`,
      budget_spent: sql`t.budget_spent + t.budget_reserved`,
      budget_reserved: sql`0::float8`,
    },
  },
  dialogue: {
    atRest: {
      ...unleased,
      status: sql`CASE WHEN t.status <> 'running' THEN t.status WHEN t.hold_requested THEN 'paused' ELSE 'queued' END`,
      hold_requested: sql`CASE WHEN t.status = 'running' THEN false ELSE t.hold_requested END`,
    },
    names: { head_id: "turn", end_mark_id: "turn", rewrites_id: "turn", part_of_id: "dialogue" },
  },
  turn: { names: { parent_id: "turn", kept_from_id: "turn" } },
  attempt: {
    atRest: {
      outcome: sql`CASE WHEN t.outcome = 'open' THEN 'lost' ELSE t.outcome END`,
      error: sql`CASE WHEN t.outcome = 'open' THEN 'It was under way when the project file was made.' ELSE t.error END`,
      ended_at: sql`CASE WHEN t.outcome = 'open' THEN t.created_at ELSE t.ended_at END`,
    },
    names: { run_id: "run", parent_id: "turn" },
  },
  decision: { names: { turn_id: "turn" } },
  // One that is under way comes to rest with what it found.
  scan: { without: ["last_id"], atRest: { finished_at: sql`coalesce(t.finished_at, t.created_at)` } },
  scan_finding: { names: { turn_id: "turn", decision_id: "decision" } },
  bulk_act: {},
  bulk_act_item: {
    names: { dialogue_id: "dialogue", head_id: "turn", decision_id: "decision", undone_id: "decision" },
  },
  review_queue: {},
  guideline: {},
  review_item: { names: { head_id: "turn" } },
  assignment: { names: { queue_id: "review_queue" } },
  answer_version: {},
  data_set: {},
  data_set_dialogue: {},
  data_set_member: {},
  data_set_change: {},
  data_set_target: {},
  alert_rule: {},
  alert: {},
  snapshot: {},
  snapshot_dialogue: { names: { head_id: "turn", end_mark_id: "turn" } },
  snapshot_card: {},
  human_reference: {},
  dialogue_score: {},
  trained_model: {},
  split: { names: { earlier_id: "split" } },
  split_snapshot: {},
  duplicate_setting: {},
  saved_filter: {},
  benchmark: {},
  benchmark_question: {},
  prompt_set: {},
  evaluation: {},
  candidate: {},
  evaluation_item: {},
  candidate_response: { names: { evaluation_id: "evaluation" } },
  comparison: { names: { first_id: "candidate", second_id: "candidate" } },
  ballot: { names: { evaluation_id: "evaluation", repeats_id: "ballot" } },
  vote_version: {},
  judging_import: {},
  imported_vote: {
    names: { item_id: "evaluation_item", first_id: "candidate", second_id: "candidate" },
  },
  judge_run: {
    atRest: { status: sql`CASE WHEN t.status = 'running' THEN 'paused' ELSE t.status END` },
  },
  ruling: {},
  judgment: { names: { item_id: "evaluation_item", first_id: "candidate", second_id: "candidate" } },
  // What was not finished here is not there either; its recipe can be made anew.
  training_export: {},
  tokenizer: {},
  // What a way needs to find its work again is of that work's place, and of this server's jobs there.
  training_job: { without: ["remote", "host_id"] },
  training_job_snapshot: {},
  training_event: {},
  training_checkpoint: {},
  training_place: { without: ["sealed_key"] },
  // As a model's key, its own is bound to its row and this server's secret.
  destination: { without: ["sealed_key"] },
  export_push: {},
  publication: {},
  export_download: {},
  job: {
    where: sql`t.kind NOT IN ('project_import', 'project_deletion')`,
    atRest: {
      ...unleased,
      status: sql`CASE WHEN t.status IN ('waiting', 'running') THEN 'cancelled' ELSE t.status END`,
      ended_at: sql`CASE WHEN t.status IN ('waiting', 'running') THEN t.created_at ELSE t.ended_at END`,
      again: sql`false`,
      cancel_requested: sql`false`,
    },
  },
  job_line: {
    where: sql`EXISTS (SELECT FROM job j WHERE j.id = t.job_id AND j.kind NOT IN ('project_import', 'project_deletion'))`,
  },
};

/** Tables whose rows stay behind, by reason. */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  "Made again from what is taken along: by triggers as rows come, by jobs, or when somebody looks": [
    "dialogue_search",
    "unsearched_turn",
    "stale_fingerprint",
    "text_fingerprint",
    "dialogue_fingerprint",
    "fingerprint_link",
    "evaluation_votes",
    "evaluation_figures",
    "snapshot_figures",
    "topic_map",
    "corpus_figures",
    "data_set_corpus",
    "path_figures",
    "data_set_figures",
    "data_set_path",
    "gap",
    "gap_cluster",
  ],
  "It is asked for where it is wanted, of endpoints that are reached from there": ["text_vector", "detector_score"],
  "It is of this moment": ["presence"],
  "It opens doors here: who is let in elsewhere is decided there": ["invitation", "api_token"],
  "Written as people, by name and e-mail address": ["membership"],
  "Paid for here; what may be paid elsewhere is decided there": ["spending"],
  "A file that is on its way in": ["project_file_piece", "upload"],
};
