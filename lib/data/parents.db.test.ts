import { expect, test } from "vitest";
import { makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { prisma } from "./prisma";

withDatabase();

/** Columns that are called *_id and name no row that could be lost under them, by reason. */
const free: Record<string, string[]> = {
  "Turns are never deleted but with their dialogue, which these rows go with; the engine writes them at each step": [
    "dialogue.head_id",
    "dialogue.end_mark_id",
    "dialogue.rewrites_id",
    "dialogue.part_of_id",
    "turn.parent_id",
    "turn.kept_from_id",
    "attempt.parent_id",
    "attempt.turn_id",
    "dialogue_fingerprint.turn_id",
    "decision.turn_id",
    "scan_finding.turn_id",
    "review_item.head_id",
    "snapshot_dialogue.head_id",
    "snapshot_dialogue.end_mark_id",
    "path_figures.head_id",
    "data_set_path.head_id",
  ],
  "Taken up within a second, and passed over where it is gone; written with each turn": [
    "unsearched_turn.dialogue_id",
    "unsearched_turn.turn_id",
  ],
  "Models are archived, never deleted; written with each turn": ["turn.model_id", "attempt.model_id"],
  "Append-only: its log outlives reviews and bulk acts, and may not be changed when they go": [
    "decision.assignment_id",
    "decision.batch_id",
    "decision.undoes_id",
    "split.earlier_id",
    "scan_finding.decision_id",
  ],
  "It stands beside the key that it goes with: its dialogue, item, comparison, evaluation or judge": [
    "attempt.run_id",
    "assignment.queue_id",
    "candidate_response.evaluation_id",
    "comparison.first_id",
    "comparison.second_id",
    "ballot.evaluation_id",
    "ballot.repeats_id",
    "imported_vote.item_id",
    "imported_vote.first_id",
    "imported_vote.second_id",
    "judgment.item_id",
    "judgment.first_id",
    "judgment.second_id",
  ],
  "The project of the row that it goes with, where it is a foreign key": [
    "answer_version.project_id",
    "assignment.project_id",
    "attempt.project_id",
    "ballot.project_id",
    "benchmark_question.project_id",
    "bulk_act_item.project_id",
    "candidate.project_id",
    "candidate_response.project_id",
    "comparison.project_id",
    "data_set_change.project_id",
    "data_set_dialogue.project_id",
    "data_set_corpus.project_id",
    "data_set_figures.project_id",
    "data_set_path.project_id",
    "path_figures.project_id",
    "alert.project_id",
    "data_set_member.project_id",
    "data_set_target.project_id",
    "decision.project_id",
    "dialogue_fingerprint.project_id",
    "dialogue_search.project_id",
    "unsearched_turn.project_id",
    "evaluation_figures.project_id",
    "evaluation_item.project_id",
    "evaluation_votes.project_id",
    "export_download.project_id",
    "export_push.project_id",
    "publication.project_id",
    "fingerprint_link.project_id",
    "guideline.project_id",
    "imported_vote.project_id",
    "job_line.project_id",
    "judge_run.project_id",
    "judgment.project_id",
    "judging_import.project_id",
    "presence.project_id",
    "import_problem.project_id",
    "project_file_piece.project_id",
    "review_item.project_id",
    "ruling.project_id",
    "scan_finding.project_id",
    "seed.project_id",
    "split.project_id",
    "split_snapshot.project_id",
    "snapshot.project_id",
    "snapshot_card.project_id",
    "snapshot_dialogue.project_id",
    "snapshot_figures.project_id",
    "topic_map.project_id",
    "corpus_figures.project_id",
    "dialogue_score.project_id",
    "gap.project_id",
    "gap_cluster.project_id",
    "stale_fingerprint.project_id",
    "training_job_snapshot.project_id",
    "training_event.project_id",
    "training_checkpoint.project_id",
    "turn.project_id",
    "vote_version.project_id",
  ],
  "Where a job goes on: behind a dialogue that is gone, too": ["scan.last_id"],
  "Unlogged or swept: a stale row means nothing": [
    "presence.dialogue_id",
    "presence.person_id",
    "live_delta.dialogue_id",
    "live_delta.turn_id",
    "live_delta.parent_id",
    "stale_fingerprint.dialogue_id",
  ],
  "It tells of a project that may be gone": ["audit_line.subject_id"],
  "It tells of a judge or a file that may be gone": ["ruling.source_id"],
  "A name that its pieces share, no row of its own": ["project_file_piece.file_id", "import.file_id"],
  "Workers come and go; a call or a host names the one that made it": ["attempt.worker_id", "trainer_host.worker_id"],
  "A number that rows share, no row of its own": ["text_fingerprint.group_id"],
  "As it stands in a file, or as the browser called it": [
    "benchmark_question.question_id",
    "evaluation_item.question_id",
    "assignment.answer_id",
    "answer_version.answer_id",
    "ballot.vote_id",
    "vote_version.vote_id",
  ],
  "better-auth's own": ["account.account_id", "account.provider_id"],
  "Bulk acts are a record: people, dialogues, decisions and the acts themselves are never deleted": [
    "bulk_act.undoes_id",
    "bulk_act.person_id",
    "bulk_act_item.dialogue_id",
    "bulk_act_item.head_id",
    "bulk_act_item.undone_id",
    "bulk_act_item.decision_id",
  ],
  "What a job is about is of one table or another by its kind, and a job outlives it as a record of what was done": [
    "job.subject_id",
  ],
};

test("every column that names another row is a foreign key, or says why not", async () => {
  const rows = await prisma.$queryRaw<{ column: string }[]>`
    SELECT c.table_name || '.' || c.column_name AS column FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name ~ '_id$' AND NOT EXISTS (
      SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
      WHERE k.contype = 'f' AND k.conrelid = (quote_ident(c.table_name))::regclass AND a.attname = c.column_name)`;
  const told = new Set(Object.values(free).flat());
  expect(rows.map(({ column }) => column).filter((column) => !told.has(column))).toEqual([]);
});

test("votes from a file go with their evaluation, and never alone", async () => {
  const person = await makeUser();
  const data = { id: "e", name: "E", spec: {}, seed: 1n, personId: person.id };
  await prisma.evaluation.create({ data });
  const vote = { itemId: "i", firstId: "a", secondId: "b", outcome: "tie", rater: "r", turn: 1, record: {} };
  await prisma.importedVote.create({ data: { evaluationId: "e", ...vote } });
  await expect(prisma.importedVote.deleteMany()).rejects.toThrow();
  await prisma.$executeRaw`DELETE FROM evaluation WHERE id = ${data.id}`;
  expect(await prisma.importedVote.count()).toBe(0);
});
