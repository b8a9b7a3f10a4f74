import type { EndReason } from "@/lib/domain/dialogue";
import type { PathSummary } from "@/lib/domain/path-summary";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { storableText } from "../storable-text";
import type { Accounts } from "./accounts";
import { fewKeys } from "./by-keys";
import type { Standing } from "./openings";
import { type AttemptSettlement, type OpenAttempts, settleAttempts } from "./settlements";

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

/** A dialogue that is to end, and the claim under which. */
export type Ending = { claim: Standing; end: DialogueEnd };

const end = statement(
  "endings.end",
  { id: text, fence: int },
  (endings: Ending[]) => sql`
    UPDATE dialogue d SET status = 'ended', end_reason = l.reason, status_detail = l.detail, head_id = l.rest_id,
      rounds = l.rounds, opening = l.opening, flags = l.flags, context_tokens = l.context_tokens,
      hold_requested = false, turns_allowed = NULL, next_note = NULL, failures = 0, lease_worker = NULL,
      lease_until = NULL, version = version + 1, updated_at = now(), ended_at = now()
    FROM json_to_recordset(${JSON.stringify(endings.map(rowOf))}::json) AS l (id text, fence int, head_id text,
      reason text, detail text, rest_id text, rounds int, opening text, flags text[], context_tokens int)
    WHERE d.id = l.id AND ${fewKeys} AND d.fence = l.fence AND d.status = 'running'
      AND d.head_id IS NOT DISTINCT FROM l.head_id
    RETURNING d.id, d.fence`,
);

function rowOf({ claim, end: { reason, detail, headId, summary, contextTokens } }: Ending) {
  return {
    id: claim.dialogueId,
    fence: claim.fence,
    head_id: claim.headId,
    reason,
    detail: detail && storableText(detail),
    rest_id: headId,
    rounds: summary.rounds,
    opening: storableText(summary.opening),
    flags: summary.flags,
    context_tokens: contextTokens,
  };
}

const countUnused = statement(
  "endings.countUnused",
  {},
  (dialogueId: string, { usage, cost }: Omit<AttemptSettlement, "outcome">) => sql`
    UPDATE dialogue SET input_tokens = input_tokens + ${usage.promptTokens}::int,
      output_tokens = output_tokens + ${usage.completionTokens}::int, cost = cost + ${cost}::float8
    WHERE id = ${dialogueId}`,
);

/** What was paid for and not used still counts on the dialogue; once, as long as its call is not settled. */
export async function countOnDialogue(
  tx: Queryable,
  dialogueId: string,
  settlement: Omit<AttemptSettlement, "outcome">,
  open: OpenAttempts,
): Promise<void> {
  if (open.has(settlement.attemptId)) await execute(countUnused(dialogueId, settlement), tx);
}

/**
 * Ends dialogues where they rest and settles the replies that stop rules turned down. Dialogues, attempts and accounts are
 * locked. The answers are in the order of what was asked: false where the claim was not worth anything any more.
 */
export async function endAll(
  tx: Queryable,
  endings: Ending[],
  locked: { open: OpenAttempts; accounts: Accounts },
): Promise<boolean[]> {
  if (endings.length === 0) return [];
  const fences = new Map((await all(end(endings), tx)).map(({ id, fence }) => [id, fence]));
  const answers = endings.map(({ claim }) => fences.get(claim.dialogueId) === claim.fence);
  const settled = endings.flatMap(({ claim: { dialogueId }, end: { discarded } }, i) => {
    if (!discarded) return [];
    const outcome = answers[i] ? ("discarded" as const) : ("abandoned" as const);
    return [{ ...discarded, outcome, dialogueId, becameTurn: false }];
  });
  for (const one of settled) await countOnDialogue(tx, one.dialogueId, one, locked.open);
  await settleAttempts(tx, settled, locked);
  return answers;
}
