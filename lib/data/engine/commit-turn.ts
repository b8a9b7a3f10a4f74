import { must } from "@/lib/base/assert";
import type { Turn } from "@/lib/domain/dialogue";
import type { PathSummary } from "@/lib/domain/path-summary";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";
import { type Queryable, transaction } from "../sql";
import { toTurn, turnColumns, turnShape } from "../turn-row";
import { type AttemptSettlement, settleAttempt } from "./attempts";
import type { Claim } from "./claim";
import { leaseSeconds } from "./claim";

/** A whole reply, as it becomes a turn. */
export type Reply = Pick<
  Turn,
  "speaker" | "text" | "reasoning" | "modelId" | "flags" | "firstTokenMs" | "totalMs" | "finishReason"
> & {
  /** The text as received, when it held what cannot be stored. */
  rawText: Uint8Array | null;
  settlement: Omit<AttemptSettlement, "outcome">;
  /** Of the active path with this turn on it. */
  summary: PathSummary;
  /** Tokens of the rendered simulator prompt at the new head. */
  contextTokens: number;
};

/** What became of a reply: on the path and the worker may go on, on the path and the dialogue pauses, or beside it. */
export type Landing = { kind: "go_on" | "paused"; turn: Turn } | { kind: "abandoned" };

/**
 * Adds the reply to the dialogue, moves the head and settles the call, all or nothing. When the claim is not worth
 * anything any more, the reply is kept as an abandoned turn beside the path. Safe to repeat after a lost connection.
 */
export async function commitTurn(claim: Claim, received: Reply): Promise<Landing> {
  const reply = storable(received);
  return transaction(async (tx) => {
    const before = await findLanding(tx, reply.settlement.turnId);
    if (before) return before;
    const landed = await first(moveHead(claim, reply), tx);
    const counted = landed ?? (await first(countAbandoned(claim, reply), tx));
    if (!counted) throw new Error(`Dialogue ${claim.dialogueId} is gone`);
    await execute(insertTurn(claim, reply, { version: counted.version, abandoned: !landed }), tx);
    const outcome = landed ? "used" : "abandoned";
    await settleAttempt(tx, { ...reply.settlement, outcome }, true);
    return must(await findLanding(tx, reply.settlement.turnId), "the turn just written");
  });
}

const findTurn = statement(
  "commitTurn.find",
  { ...turnShape, status: text },
  (turnId: string) => sql`
    SELECT ${turnColumns}, d.status FROM turn t JOIN dialogue d ON d.id = t.dialogue_id WHERE t.id = ${turnId}`,
);

async function findLanding(tx: Queryable, turnId: string): Promise<Landing | undefined> {
  const row = await first(findTurn(turnId), tx);
  if (!row) return undefined;
  if (row.abandoned) return { kind: "abandoned" };
  return { kind: row.status === "running" ? "go_on" : "paused", turn: toTurn(row) };
}

const moveHead = statement(
  "commitTurn.moveHead",
  { version: int },
  (claim: Claim, { summary, contextTokens, settlement: { turnId, usage, cost } }: Reply) => sql`
    WITH held AS (
      SELECT id, (hold_requested OR coalesce(turns_allowed <= 1, false)) AS pause FROM dialogue
      WHERE id = ${claim.dialogueId} AND fence = ${claim.fence}::int AND status = 'running'
        AND head_id IS NOT DISTINCT FROM ${claim.headId} FOR NO KEY UPDATE
    )
    UPDATE dialogue d SET
      head_id = ${turnId}, version = version + 1, rounds = ${summary.rounds}, opening = ${summary.opening},
      flags = ${summary.flags}, context_tokens = ${contextTokens}, input_tokens = input_tokens + ${usage.promptTokens}::int,
      output_tokens = output_tokens + ${usage.completionTokens}::int, cost = cost + ${cost}::float8, failures = 0,
      untrained = CASE WHEN d.rewrites_id = ANY (d.untrained) THEN array_append(d.untrained, ${turnId}) ELSE d.untrained END,
      end_mark_id = CASE WHEN d.rewrites_id = d.end_mark_id THEN ${turnId} ELSE d.end_mark_id END, rewrites_id = NULL,
      status_detail = NULL, next_note = NULL, updated_at = now(), hold_requested = false,
      turns_allowed = CASE WHEN pause THEN NULL ELSE turns_allowed - 1 END,
      status = CASE WHEN pause THEN 'paused' ELSE 'running' END,
      lease_worker = CASE WHEN pause THEN NULL ELSE lease_worker END,
      lease_until = CASE WHEN pause THEN NULL ELSE now() + make_interval(secs => ${leaseSeconds}) END
    FROM held WHERE d.id = held.id RETURNING d.version`,
);

/** A reply beside the path changes no more of the dialogue than what it cost. */
const countAbandoned = statement(
  "commitTurn.countAbandoned",
  { version: int },
  ({ dialogueId }: Claim, { settlement: { usage, cost } }: Reply) => sql`
    UPDATE dialogue SET version = version + 1, input_tokens = input_tokens + ${usage.promptTokens}::int,
      output_tokens = output_tokens + ${usage.completionTokens}::int, cost = cost + ${cost}::float8, updated_at = now()
    WHERE id = ${dialogueId} RETURNING version`,
);

const insertTurn = statement(
  "commitTurn.insert",
  {},
  (
    { dialogueId, headId }: Claim,
    { settlement: { turnId, usage }, ...reply }: Reply,
    { version, abandoned }: { version: number; abandoned: boolean },
  ) => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, model_id, flags, abandoned,
      prompt_tokens, completion_tokens, first_token_ms, total_ms, finish_reason, raw_text, version)
    VALUES (${turnId}, ${dialogueId}, ${headId}, ${reply.speaker}, ${reply.text}, ${reply.reasoning}, 'model',
      ${reply.modelId}, ${reply.flags}, ${abandoned}, ${usage.promptTokens}, ${usage.completionTokens},
      ${wholeMs(reply.firstTokenMs)}, ${wholeMs(reply.totalMs)}, ${reply.finishReason},
      ${reply.rawText && Buffer.from(reply.rawText)}, ${version})`,
);

function storable(reply: Reply): Reply {
  const { text, reasoning, summary } = reply;
  const opening = clean(summary.opening);
  return { ...reply, text: clean(text), reasoning: reasoning && clean(reasoning), summary: { ...summary, opening } };
}

/** Postgres stores no NUL, UTF-8 no half of a surrogate pair. */
function clean(text: string): string {
  return Buffer.from(text.replaceAll("\0", "\uFFFD")).toString();
}

function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
