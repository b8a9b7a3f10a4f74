import { setImmediate as nextTurn } from "node:timers/promises";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { word } from "../door/row";
import { statement } from "../door/statement";
import { acrossProjects } from "../project-at-work";
import { type Queryable, transaction } from "../sql";
import { lockAccounts, writeAccounts } from "./accounts";
import type { Claim } from "./claim";
import { enterEnding } from "./commit-group";
import { countOnDialogue, type DialogueEnd } from "./endings";
import { lockDialogues } from "./lock-dialogues";
import type { Standing } from "./openings";
import { type AttemptSettlement, budgetsOf, lockAttempts, settleAttempts } from "./settlements";

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

/** Ends the dialogue where it rests, in a commit group. False when the claim was not worth anything any more. */
export async function endDialogue(claim: Standing, end: DialogueEnd): Promise<boolean> {
  const ended = await enterEnding(claim, end);
  if (ended) await completeRunOnce(claim);
  return ended;
}

const completing = new Map<string, Promise<void>>();

/** One look at the run for all dialogues that ended with one group. */
function completeRunOnce({ workerId, runId }: Standing): Promise<void> {
  const key = `${workerId} ${runId}`;
  const found = completing.get(key);
  if (found) return found;
  const begun = nextTurn().then(() => {
    completing.delete(key);
    return completeRun(runId);
  });
  completing.set(key, begun);
  return begun;
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

/** Settles a call that did not become a turn; what it took still counts on the dialogue. */
async function settleUnused(tx: Queryable, { dialogueId }: Claim, settlement: AttemptSettlement): Promise<void> {
  await lockDialogues(tx, [dialogueId]);
  const open = await lockAttempts(tx, [settlement.attemptId]);
  const accounts = await lockAccounts(tx, budgetsOf(open));
  await countOnDialogue(tx, dialogueId, settlement, open);
  await settleAttempts(tx, [{ ...settlement, dialogueId, becameTurn: false }], { open, accounts });
  await writeAccounts(tx, accounts);
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
