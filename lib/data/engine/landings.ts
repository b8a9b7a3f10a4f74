import { must } from "@/lib/base/assert";
import type { Turn } from "@/lib/domain/dialogue";
import type { PathSummary } from "@/lib/domain/path-summary";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, moment, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { storableText } from "../storable-text";
import { toTurn, turnColumns, turnShape } from "../turn-row";
import type { Accounts } from "./accounts";
import { fewKeys } from "./by-keys";
import { leaseSeconds } from "./claim";
import type { Standing } from "./openings";
import { type AttemptSettlement, type OpenAttempts, settleAttempts } from "./settlements";

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

/** A reply, and the claim under which it was asked for. */
export type Received = { claim: Standing; reply: Reply };

/** What became of a reply: on the path and the worker may go on, on the path and the dialogue pauses, or beside it. */
export type Landing = { kind: "go_on" | "paused"; turn: Turn } | { kind: "abandoned" };

const findTurns = statement(
  "landings.find",
  { ...turnShape, status: text },
  (turnIds: string[]) => sql`
    SELECT ${turnColumns}, d.status FROM unnest(${turnIds}::text[]) AS l (id)
    JOIN turn t ON t.id = l.id JOIN dialogue d ON d.id = t.dialogue_id WHERE ${fewKeys}`,
);

/** What became of those of the replies that are stored already: their commit succeeded and nobody heard of it. */
export async function findLandings(tx: Queryable, turnIds: string[]): Promise<Map<string, Landing>> {
  const rows = await all(findTurns(turnIds), tx);
  return new Map(rows.map((row) => [row.id, landingOf(toTurn(row), row.status)]));
}

function landingOf(turn: Turn, status: string): Landing {
  if (turn.abandoned) return { kind: "abandoned" };
  return { kind: status === "running" ? "go_on" : "paused", turn };
}

const moveHeads = statement(
  "landings.moveHeads",
  { turnId: text, version: int, status: text },
  (received: Received[]) => sql`
    UPDATE dialogue d SET
      head_id = l.turn_id, version = version + 1, rounds = l.rounds, opening = l.opening, flags = l.flags,
      context_tokens = l.context_tokens, input_tokens = input_tokens + l.prompt_tokens,
      output_tokens = output_tokens + l.completion_tokens, cost = d.cost + l.cost, failures = 0,
      untrained = CASE WHEN d.rewrites_id = ANY (d.untrained) THEN array_append(d.untrained, l.turn_id) ELSE d.untrained END,
      end_mark_id = CASE WHEN d.rewrites_id = d.end_mark_id THEN l.turn_id ELSE d.end_mark_id END, rewrites_id = NULL,
      status_detail = NULL, next_note = NULL, updated_at = now(), hold_requested = false,
      turns_allowed = CASE WHEN hold_requested OR turns_allowed <= 1 THEN NULL ELSE turns_allowed - 1 END,
      status = CASE WHEN hold_requested OR turns_allowed <= 1 THEN 'paused' ELSE 'running' END,
      lease_worker = CASE WHEN hold_requested OR turns_allowed <= 1 THEN NULL ELSE lease_worker END,
      lease_until = CASE WHEN hold_requested OR turns_allowed <= 1 THEN NULL
        ELSE now() + make_interval(secs => ${leaseSeconds}) END
    FROM json_to_recordset(${JSON.stringify(received.map(headOf))}::json) AS l (id text, fence int, head_id text,
      turn_id text, rounds int, opening text, flags text[], context_tokens int, prompt_tokens int, completion_tokens int,
      cost float8)
    WHERE d.id = l.id AND ${fewKeys} AND d.fence = l.fence AND d.status = 'running'
      AND d.head_id IS NOT DISTINCT FROM l.head_id
    RETURNING l.turn_id AS "turnId", d.version, d.status`,
);

function headOf({ claim, reply: { summary, contextTokens, settlement } }: Received) {
  return {
    id: claim.dialogueId,
    fence: claim.fence,
    head_id: claim.headId,
    turn_id: settlement.turnId,
    rounds: summary.rounds,
    opening: storableText(summary.opening),
    flags: summary.flags,
    context_tokens: contextTokens,
    prompt_tokens: settlement.usage.promptTokens,
    completion_tokens: settlement.usage.completionTokens,
    cost: settlement.cost,
  };
}

/** A reply beside the path changes no more of the dialogue than what it cost. */
const countAbandoned = statement(
  "landings.countAbandoned",
  { version: int },
  ({ claim: { dialogueId }, reply: { settlement } }: Received) => sql`
    UPDATE dialogue SET version = version + 1, input_tokens = input_tokens + ${settlement.usage.promptTokens}::int,
      output_tokens = output_tokens + ${settlement.usage.completionTokens}::int,
      cost = cost + ${settlement.cost}::float8, updated_at = now()
    WHERE id = ${dialogueId} RETURNING version`,
);

const insertTurns = statement(
  "landings.insertTurns",
  { id: text, createdAt: moment },
  (turns: Turn[], raw: (Uint8Array | null)[]) => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, model_id, flags, abandoned,
      prompt_tokens, completion_tokens, first_token_ms, total_ms, finish_reason, raw_text, version)
    SELECT id, dialogue_id, parent_id, speaker, text, reasoning, 'model', model_id, flags, abandoned,
      prompt_tokens, completion_tokens, first_token_ms, total_ms, finish_reason, decode(raw_text, 'base64'), version
    FROM json_to_recordset(${JSON.stringify(turns.map((turn, i) => rowOf(turn, raw[i] ?? null)))}::json) AS t (id text,
      dialogue_id text, parent_id text, speaker text, text text, reasoning text, model_id text, flags text[],
      abandoned bool, prompt_tokens int, completion_tokens int, first_token_ms int, total_ms int, finish_reason text,
      raw_text text, version int)
    RETURNING id, created_at AS "createdAt"`,
  { prepared: true },
);

function rowOf(turn: Turn, raw: Uint8Array | null) {
  return {
    id: turn.id,
    dialogue_id: turn.dialogueId,
    parent_id: turn.parentId,
    speaker: turn.speaker,
    text: turn.text,
    reasoning: turn.reasoning,
    model_id: turn.modelId,
    flags: turn.flags,
    abandoned: turn.abandoned,
    prompt_tokens: turn.promptTokens,
    completion_tokens: turn.completionTokens,
    first_token_ms: turn.firstTokenMs,
    total_ms: turn.totalMs,
    finish_reason: turn.finishReason,
    raw_text: raw && Buffer.from(raw).toString("base64"),
    version: turn.version,
  };
}

/**
 * Adds replies to their dialogues, moves heads and settles calls. One whose claim is not worth anything any more is kept as
 * an abandoned turn beside the path; one whose dialogue is gone is answered by an error and changes nothing. Dialogues,
 * attempts and accounts are locked, and none of the replies is stored yet. The answers are in the order of what was received.
 */
export async function landAll(
  tx: Queryable,
  received: Received[],
  locked: { open: OpenAttempts; accounts: Accounts },
): Promise<(Landing | Error)[]> {
  if (received.length === 0) return [];
  const moved = new Map((await all(moveHeads(received), tx)).map((row) => [row.turnId, row]));
  const stored: { turn: Turn; status: string; reply: Reply }[] = [];
  for (const one of received) {
    const head = moved.get(one.reply.settlement.turnId);
    const counted = head ?? (await first(countAbandoned(one), tx));
    if (!counted) continue;
    const turn = turnOf(one, { version: counted.version, abandoned: !head });
    stored.push({ turn, status: head?.status ?? "running", reply: one.reply });
  }
  const turns = stored.map(({ turn }) => turn);
  const made =
    turns.length > 0
      ? await all(
          insertTurns(
            turns,
            stored.map(({ reply }) => reply.rawText),
          ),
          tx,
        )
      : [];
  const bornAt = new Map(made.map(({ id, createdAt }) => [id, createdAt.toISOString()]));
  const settled = stored.map(({ turn, reply: { settlement } }) => {
    const outcome = turn.abandoned ? ("abandoned" as const) : ("used" as const);
    return { ...settlement, outcome, dialogueId: turn.dialogueId, becameTurn: true };
  });
  await settleAttempts(tx, settled, locked);
  const landings = new Map(
    stored.map(({ turn, status }) => {
      const createdAt = must(bornAt.get(turn.id), "the turn just written");
      return [turn.id, landingOf({ ...turn, createdAt }, status)];
    }),
  );
  return received.map(
    ({ claim, reply }) => landings.get(reply.settlement.turnId) ?? new Error(`Dialogue ${claim.dialogueId} is gone`),
  );
}

function turnOf(
  { claim: { dialogueId, headId }, reply }: Received,
  { version, abandoned }: { version: number; abandoned: boolean },
): Turn {
  const { settlement, speaker, modelId, flags, finishReason } = reply;
  return {
    id: settlement.turnId,
    dialogueId,
    parentId: headId,
    speaker,
    text: storableText(reply.text),
    reasoning: reply.reasoning && storableText(reply.reasoning),
    origin: "model",
    modelId,
    personId: null,
    flags,
    abandoned,
    keptFromId: null,
    promptTokens: settlement.usage.promptTokens,
    completionTokens: settlement.usage.completionTokens,
    firstTokenMs: wholeMs(reply.firstTokenMs),
    totalMs: wholeMs(reply.totalMs),
    finishReason: finishReason && storableText(finishReason),
    version,
    createdAt: "",
  };
}

function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
