import type { EndReason } from "@/lib/domain/dialogue";
import type { PathSummary } from "@/lib/domain/path-summary";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { text, word } from "../door/row";
import { statement } from "../door/statement";
import { acrossProjects } from "../project-at-work";
import { type Queryable, transaction } from "../sql";
import type { Claim } from "./claim";
import { type AttemptSettlement, settleAttempt } from "./settlements";

const complete = statement(
  "completeRun.complete",
  {},
  (runId: string | null) => sql`
    UPDATE run SET status = 'done', ended_at = now(),
      status_detail = CASE WHEN budget_exhausted THEN
        format('The budget is used up; %s of %s dialogues were begun.', next_number - 1, total) END
    WHERE (${runId}::text IS NULL OR id = ${runId}) AND status = 'running' AND (next_number > total OR budget_exhausted)
      AND NOT EXISTS (SELECT FROM dialogue WHERE run_id = run.id AND status IN ('queued', 'running', 'paused'))`,
);

/** Failed attempts in a row after which a dialogue waits for a person. */
const maxFailures = 5;

export type DialogueEnd = {
  reason: EndReason;
  /** One sentence for a person. */
  detail: string | null;
  /** Where it rests: the last answered turn. */
  headId: string | null;
  summary: PathSummary;
  contextTokens: number;
  /** The reply that a stop rule turned down. */
  discarded?: Omit<AttemptSettlement, "outcome">;
};

export type Failure = {
  settlement: Omit<AttemptSettlement, "outcome">;
  /** `retry` later, `park` for a person, or `pause` the whole run as well. */
  remedy: "retry" | "park" | "pause";
  /** The endpoint only asked to come back later: that is no failure of the dialogue. */
  isBusy: boolean;
  /** As the endpoint asked; otherwise a random time that doubles with each failure. */
  retryAfterMs?: number;
  /** One sentence for a person. */
  detail: string;
};

const end = statement(
  "leaveDialogue.end",
  { id: text },
  (claim: Claim, { reason, detail, headId, summary, contextTokens }: DialogueEnd) => sql`
      UPDATE dialogue SET status = 'ended', end_reason = ${reason}, status_detail = ${detail}, head_id = ${headId},
        rounds = ${summary.rounds}, opening = ${summary.opening}, flags = ${summary.flags}, context_tokens = ${contextTokens},
        hold_requested = false, turns_allowed = NULL, next_note = NULL, failures = 0, lease_worker = NULL, lease_until = NULL,
        version = version + 1, updated_at = now(), ended_at = now()
      WHERE id = ${claim.dialogueId} AND fence = ${claim.fence}::int AND status = 'running'
        AND head_id IS NOT DISTINCT FROM ${claim.headId} RETURNING id`,
);

/** Ends the dialogue where it rests. False when the claim was not worth anything any more. */
export async function endDialogue(claim: Claim, ending: DialogueEnd): Promise<boolean> {
  const { discarded } = ending;
  const ended = await transaction(async (tx) => {
    const row = await first(end(claim, ending), tx);
    if (discarded) await settleUnused(tx, claim, { ...discarded, outcome: row ? "discarded" : "abandoned" });
    return row !== undefined;
  });
  if (ended) await completeRun(claim.runId);
  return ended;
}

const fail = statement(
  "leaveDialogue.fail",
  { status: word<"queued" | "parked" | "paused">() },
  (claim: Claim, { remedy, retryAfterMs, isBusy, detail }: Failure) => sql`
      UPDATE dialogue SET failures = failures + ${isBusy ? 0 : 1}::int, status_detail = ${detail}, version = version + 1, updated_at = now(),
        status = CASE WHEN ${remedy !== "retry"} OR failures + ${isBusy ? 0 : 1}::int >= ${maxFailures}::int THEN 'parked'
          WHEN hold_requested THEN 'paused' ELSE 'queued' END,
        due_at = now() + make_interval(secs => coalesce(${retryAfterMs}::float8 / 1000,
          random() * least(30, 0.5 * 2 ^ (failures + 1)))),
        hold_requested = false, lease_worker = NULL, lease_until = NULL
      WHERE id = ${claim.dialogueId} AND fence = ${claim.fence}::int AND status = 'running' RETURNING status`,
);

/** After a failed call: the dialogue is due again later, or parked. Says what became of it; "moved" if not ours. */
export async function failAttempt(claim: Claim, failure: Failure): Promise<"queued" | "parked" | "paused" | "moved"> {
  const { settlement, remedy, detail } = failure;
  const status = await transaction(async (tx) => {
    const row = await first(fail(claim, failure), tx);
    await settleUnused(tx, claim, { ...settlement, outcome: row ? "failed" : "abandoned" });
    if (remedy === "pause" && row) await execute(pauseRun(claim.runId, detail), tx);
    return row?.status ?? "moved";
  });
  if (status === "parked") await completeRun(claim.runId);
  return status;
}

/** Settles a call that was cut because somebody else has the dialogue now. */
export async function abandonAttempt(claim: Claim, settlement: Omit<AttemptSettlement, "outcome">): Promise<void> {
  await transaction((tx) => settleUnused(tx, claim, { ...settlement, outcome: "abandoned" }));
}

const park = statement(
  "leaveDialogue.park",
  {},
  (claim: Claim, detail: string) => sql`
    UPDATE dialogue SET status = 'parked', status_detail = ${detail}, version = version + 1, hold_requested = false,
      lease_worker = NULL, lease_until = NULL, updated_at = now()
    WHERE id = ${claim.dialogueId} AND fence = ${claim.fence}::int AND status = 'running'`,
);

/** The studio itself failed at this dialogue: a person must look at it. */
export async function parkDialogue(claim: Claim, detail: string): Promise<void> {
  await execute(park(claim, detail));
  await completeRun(claim.runId);
}

const release = statement(
  "leaveDialogue.release",
  {},
  (claim: Claim, to: "queued" | "paused", delayMs: number) => sql`
      UPDATE dialogue SET status = CASE WHEN hold_requested THEN 'paused' ELSE ${to} END, version = version + 1,
        due_at = now() + make_interval(secs => ${delayMs / 1000}::float8), hold_requested = false, lease_worker = NULL,
        lease_until = NULL, updated_at = now()
      WHERE id = ${claim.dialogueId} AND fence = ${claim.fence}::int AND status = 'running'`,
);

/** Hands the dialogue back, unharmed: due again after `delayMs`, or paused. */
export async function releaseDialogue(
  claim: Claim,
  {
    to = "queued",
    delayMs = 0,
    cut,
  }: { to?: "queued" | "paused"; delayMs?: number; cut?: Omit<AttemptSettlement, "outcome"> } = {},
): Promise<void> {
  await transaction(async (tx) => {
    await execute(release(claim, to, delayMs), tx);
    if (cut) await settleUnused(tx, claim, { ...cut, outcome: "abandoned" });
  });
}

const pauseRun = statement(
  "leaveDialogue.pauseRun",
  {},
  (runId: string, detail: string) => sql`
    UPDATE run SET status = 'paused', status_detail = ${detail} WHERE id = ${runId} AND status = 'running'`,
);

const countUnused = statement(
  "leaveDialogue.countUnused",
  {},
  ({ dialogueId }: Claim, { attemptId, usage, cost }: AttemptSettlement) => sql`
    UPDATE dialogue SET input_tokens = input_tokens + ${usage.promptTokens}::int,
      output_tokens = output_tokens + ${usage.completionTokens}::int, cost = cost + ${cost}::float8
    WHERE id = ${dialogueId} AND EXISTS (
      SELECT FROM attempt WHERE id = ${attemptId} AND outcome IN ('open', 'lost'))`,
);

/** What was paid for and not used still counts on the dialogue. */
async function settleUnused(tx: Queryable, claim: Claim, settlement: AttemptSettlement): Promise<void> {
  await execute(countUnused(claim, settlement), tx);
  await settleAttempt(tx, { ...settlement, dialogueId: claim.dialogueId, becameTurn: false });
}

/** Marks every run of every project as done that has no dialogue left to write. */
export async function completeRuns(): Promise<void> {
  await acrossProjects(() => execute(complete(null)));
}

/**
 * Marks a run as done once no dialogue is left to write. Call it after the commit that ended a dialogue, never inside:
 * of two that end at once, the later one then sees both.
 */
export async function completeRun(runId: string): Promise<void> {
  await execute(complete(runId));
}
