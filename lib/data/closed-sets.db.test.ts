import { expect, test } from "vitest";
import type * as z from "zod";
import { scopeSchema } from "@/lib/domain/api-token";
import { attemptOutcomeSchema } from "@/lib/domain/attempt";
import { auditKindSchema } from "@/lib/domain/audit-line";
import { faultKinds, finishReasons } from "@/lib/domain/chat-model";
import { dialogueActSchema } from "@/lib/domain/decision";
import { destinationKindSchema } from "@/lib/domain/destination";
import * as dialogue from "@/lib/domain/dialogue";
import { duplicateSubjectSchema } from "@/lib/domain/duplicates";
import { jobKindSchema, jobStatusSchema } from "@/lib/domain/job";
import * as ballot from "@/lib/domain/judging/ballot";
import { responseStatusSchema } from "@/lib/domain/judging/candidate";
import { evaluationStatusSchema } from "@/lib/domain/judging/evaluation";
import { judgeModeSchema } from "@/lib/domain/judging/judge-prompt";
import { judgeRunStatusSchema } from "@/lib/domain/judging/judge-run";
import { judgedOutcomeSchema, judgmentStatusSchema } from "@/lib/domain/judging/judgment";
import { rulingActSchema, rulingSubjectSchema } from "@/lib/domain/judging/ruling";
import { stockOriginSchema } from "@/lib/domain/judging/stock-origin";
import { goldOutcomeSchema, outcomeSchema } from "@/lib/domain/judging/vote";
import { modelKindSchema, renderingSchema } from "@/lib/domain/model";
import { presenceSchema } from "@/lib/domain/presence";
import { answerEventSchema, assignmentStatusSchema } from "@/lib/domain/review/answer";
import { queueStatusSchema } from "@/lib/domain/review/queue";
import { itemStatusSchema } from "@/lib/domain/review/resolution";
import { runStatusSchema } from "@/lib/domain/run";
import { findingKindSchema } from "@/lib/domain/scan/scan";
import { seedKindSchema } from "@/lib/domain/seed-set";
import { alertMeasureSchema } from "@/lib/domain/statistics/alert";
import { gapSideSchema, gapTurnsSchema } from "@/lib/domain/statistics/gap";
import { mapSubjectSchema } from "@/lib/domain/statistics/topic-map";
import { dataSetRoleSchema } from "@/lib/domain/training/data-set-role";
import { splitPartSchema } from "@/lib/domain/training/split-spec";
import { trainingFaultSchema } from "@/lib/domain/training-job/event";
import { modelStateSchema } from "@/lib/domain/training-job/model-state";
import { placeKindSchema } from "@/lib/domain/training-job/place";
import { trainingWaySchema } from "@/lib/domain/training-job/spec";
import { trainingPhaseSchema } from "@/lib/domain/training-job/training-job";
import { roleSchema } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { prisma } from "./prisma";

withDatabase();

const of = (schema: z.ZodEnum): string[] => schema.options.map(String);
const actKinds = dialogueActSchema.options.map(({ shape }) => shape.kind.value);

/** Every column that holds one word (or, in an array, words) of a closed set, and the set. */
const sets: Record<string, readonly string[]> = {
  "membership.roles": of(roleSchema),
  "invitation.roles": of(roleSchema),
  "data_set_member.roles": of(dataSetRoleSchema),
  "api_token.scopes": of(scopeSchema),
  "api_token.role": of(roleSchema),
  "model.kind": of(modelKindSchema),
  "model.rendering": of(renderingSchema),
  "model.trained_on": of(dialogue.speakerSchema),
  "seed_set.kind": of(seedKindSchema),
  "run.status": of(runStatusSchema),
  "alert_rule.measure": of(alertMeasureSchema),
  "gap.turns": of(gapTurnsSchema),
  "gap_cluster.side": of(gapSideSchema),
  "dialogue.status": of(dialogue.dialogueStatusSchema),
  "dialogue.end_reason": of(dialogue.endReasonSchema),
  "dialogue.verdict": of(dialogue.verdictSchema),
  "snapshot_dialogue.verdict": of(dialogue.verdictSchema),
  "split_snapshot.parts": of(splitPartSchema),
  "dialogue.flags": of(dialogue.turnFlagSchema),
  "turn.speaker": of(dialogue.speakerSchema),
  "turn.origin": of(dialogue.turnOriginSchema),
  "turn.flags": of(dialogue.turnFlagSchema),
  "turn.finish_reason": finishReasons,
  "attempt.speaker": of(dialogue.speakerSchema),
  "attempt.outcome": of(attemptOutcomeSchema),
  "attempt.fault": faultKinds,
  "live_delta.speaker": of(dialogue.speakerSchema),
  "decision.kind": actKinds,
  "review_queue.status": of(queueStatusSchema),
  "review_item.status": of(itemStatusSchema),
  "assignment.status": of(assignmentStatusSchema),
  "answer_version.event": of(answerEventSchema),
  "presence.doing": of(presenceSchema.shape.doing),
  "text_fingerprint.subject": of(duplicateSubjectSchema),
  "dialogue_fingerprint.subject": of(duplicateSubjectSchema),
  "benchmark.origin": of(stockOriginSchema),
  "prompt_set.origin": of(stockOriginSchema),
  "evaluation.status": of(evaluationStatusSchema),
  "candidate_response.status": of(responseStatusSchema),
  "comparison.gold": of(goldOutcomeSchema),
  "ballot.status": of(ballot.ballotStatusSchema),
  "vote_version.event": of(ballot.voteEventSchema),
  "imported_vote.outcome": of(outcomeSchema),
  "judge_run.mode": of(judgeModeSchema),
  "judge_run.status": of(judgeRunStatusSchema),
  "judgment.status": of(judgmentStatusSchema),
  "ruling.subject": of(rulingSubjectSchema),
  "topic_map.subject": of(mapSubjectSchema),
  "ruling.act": of(rulingActSchema),
  "judgment.verdict": of(judgedOutcomeSchema),
  "bulk_act_item.status": ["pending", "done", "refused"],
  "audit_line.kind": of(auditKindSchema),
  "job.kind": of(jobKindSchema),
  "destination.kind": of(destinationKindSchema),
  "scan_finding.kind": of(findingKindSchema),
  "job.status": of(jobStatusSchema),
  "model.state": of(modelStateSchema),
  "training_job.way": of(trainingWaySchema),
  "training_job.phase": of(trainingPhaseSchema),
  "training_job.fault": of(trainingFaultSchema),
  "training_job_snapshot.part": of(splitPartSchema),
  "training_event.kind": ["step", "evaluation", "sample"],
  "training_place.kind": of(placeKindSchema),
};

/** Quoted words of a check on one column: `status = ANY (ARRAY['a'::text, …])`, or `roles <@ ARRAY[…]`. */
async function checkedSets(): Promise<Record<string, string[]>> {
  const rows = await prisma.$queryRaw<{ column: string; definition: string }[]>`
    SELECT c.conrelid::regclass::text || '.' || a.attname AS column, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'c' AND cardinality(c.conkey) = 1 AND c.convalidated AND c.connamespace = 'public'::regnamespace`;
  return Object.fromEntries(
    rows
      .filter(({ definition }) => definition.includes("'"))
      .map(({ column, definition }) => [
        column.replaceAll('"', ""),
        [...definition.matchAll(/'([^']*)'/g)].map(([, word = ""]) => word),
      ]),
  );
}

test("the database takes exactly the words of each closed set, so a new word needs a migration", async () => {
  const sorted = (all: Record<string, readonly string[]>) =>
    Object.fromEntries(Object.entries(all).map(([column, words]) => [column, words.toSorted()]));
  expect(sorted(await checkedSets())).toEqual(sorted(sets));
});

test("no column that is called like one of a closed set is forgotten", async () => {
  const named = await prisma.$queryRaw<{ column: string }[]>`
    SELECT table_name || '.' || column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN ('text', 'ARRAY') AND column_name ~
      '^(roles|kind|rendering|status|end_reason|verdict|flags|speaker|origin|finish_reason|outcome|fault|event|doing|subject|gold|mode)$'`;
  const forgotten = named.map(({ column }) => column).filter((column) => !(column in sets));
  expect(forgotten).toEqual([]);
});

test("a word of no set is refused", async () => {
  await expect(prisma.$executeRaw`
    INSERT INTO prompt_set (id, name, origin, prompts) VALUES ('p', 'P', 'found', '[]')`).rejects.toThrow(/check/);
});

test("a game that is none is refused", async () => {
  await expect(prisma.$executeRaw`
    INSERT INTO judgment (id, judge_run_id, item_id, first_id, turn, game)
    VALUES ('j', 'r', 'i', 'c', 1, 3)`).rejects.toThrow(/judgment_game_check/);
});
