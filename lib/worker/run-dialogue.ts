import { log } from "@/lib/base/log";
import type { Claim } from "@/lib/data/engine/claim";
import { commitTurn, openAttempt } from "@/lib/data/engine/commit-group";
import type { DialogueEnd } from "@/lib/data/engine/endings";
import {
  abandonAttempt,
  endDialogue,
  failAttempt,
  parkDialogue,
  releaseDialogue,
} from "@/lib/data/engine/leave-dialogue";
import type { Opening } from "@/lib/data/engine/openings";
import { storableText } from "@/lib/data/storable-text";
import { isUnreachable, untilReachable } from "@/lib/data/until-reachable";
import { ModelFault, type Usage } from "@/lib/domain/chat-model";
import { costOf } from "@/lib/domain/model";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, indexTurns, lastAnswered } from "@/lib/domain/turn-tree";
import { countContextTokens } from "@/lib/simulation/next-step";
import { type TurnOutcome, writeTurn } from "@/lib/simulation/write-turn";
import { usageOfFault } from "./cost-of-fault";
import { type Context, type Line, type PlannedTurn, type Position, planTurn, type Said } from "./plan-turn";
import type { ResolvedModels, WorkerContext } from "./worker-context";

const budgetWaitMs = 1_000;

/** How a dialogue goes on: by planning its next turn, by speaking one whose call is open already, or not in our hands. */
type Next = "plan" | Line | "leave";

/**
 * Writes a claimed dialogue on, turn by turn, until it ends, pauses, fails or somebody else has it. Never throws: what
 * goes wrong is written to the dialogue, for a person or for the next claim.
 */
export async function runDialogue(claim: Claim, shared: WorkerContext, signal: AbortSignal): Promise<void> {
  const { live } = shared;
  try {
    live.changed(claim.dialogueId);
    const context = { ...shared, countTokens: await shared.loadTokenCounter() };
    for (let next: Next = "plan"; next !== "leave"; live.changed(claim.dialogueId))
      next = await takeTurn(claim, context, signal, next);
  } catch (error) {
    log.error({ err: error, dialogueId: claim.dialogueId }, "A dialogue could not be written on");
    // When this write fails as well, the lease runs out and another claim goes on from there.
    if (!isUnreachable(error)) await parkDialogue(claim, troubleOf(error)).catch(() => undefined);
  } finally {
    live.changed(claim.dialogueId);
  }
}

function troubleOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `The studio could not go on: ${message.slice(0, 300)} Everything written so far is kept. Retry it, or look at the worker's log.`;
}

/** One turn, or the end. */
async function takeTurn(
  claim: Claim,
  context: Context,
  signal: AbortSignal,
  next: Exclude<Next, "leave">,
): Promise<Next> {
  if (next !== "plan") return speak(claim, context, next, signal);
  if (context.isStopping()) return leave(() => releaseDialogue(claim));
  const planned = await untilReachable(() => planTurn(claim, context));
  const gate = await untilReachable(() => begin(claim, context, planned));
  if (planned.kind === "end" || gate === "left") return "leave";
  if (gate === "opened") return speak(claim, context, planned.line, signal);
  return leave(() => stopAtGate(claim, context, planned.line.resolvedModels, gate));
}

async function leave(how: () => Promise<unknown>): Promise<"leave"> {
  await untilReachable(how);
  return "leave";
}

async function stopAtGate(
  claim: Claim,
  context: Context,
  resolvedModels: ResolvedModels,
  why: Exclude<Opening["kind"], "opened">,
) {
  switch (why) {
    case "moved":
      return;
    case "held":
      return releaseDialogue(claim, { to: "paused" });
    case "run_paused":
    case "project_spent":
      // It waits where no claim takes it up before that is over.
      return releaseDialogue(claim);
    case "budget_busy":
      return releaseDialogue(claim, { delayMs: budgetWaitMs });
    case "budget_exhausted": {
      const detail = "What is left of the run's budget does not hold another turn.";
      const headId = lastAnswered(activePath(indexTurns(claim.turns), claim.headId));
      return endAt(claim, context, resolvedModels, { reason: "budget", detail, headId });
    }
  }
}

type Written = { text: string; reasoning: string };

/** Makes the call and writes what came of it. */
async function speak(claim: Claim, context: Context, line: Line, signal: AbortSignal): Promise<Next> {
  const written: Written = { text: "", reasoning: "" };
  let outcome: TurnOutcome;
  try {
    outcome = await listen(claim, context, line, written, signal);
  } catch (error) {
    await context.live.discard(line.plan.turnId);
    await fail(claim, context, line, { error, written, signal });
    return "leave";
  }
  await context.live.discard(line.plan.turnId);
  return land(claim, context, line, outcome);
}

async function listen(claim: Claim, context: Context, line: Line, written: Written, signal: AbortSignal) {
  const { step, path, resolvedModels } = line;
  const { turnId } = line.plan;
  const { chat: model } = step.speaker === "user" ? resolvedModels.simulator : resolvedModels.assistant;
  const { countTokens, live } = context;
  const { stopRules } = claim.spec;
  const about = { id: claim.dialogueId, turnId, fence: claim.fence, parentId: claim.headId, speaker: step.speaker };
  for await (const event of writeTurn({ model, step, path, stopRules, countTokens, signal })) {
    if (event.type === "outcome") return event.outcome;
    const at = written[event.type].length;
    written[event.type] += event.text;
    const reasoning = event.type === "reasoning";
    await live.push({ type: "delta", ...about, at, text: event.text, reasoning });
  }
  throw new ModelFault("truncated", "The reply broke off before its end.");
}

/** A turn lands, and the call for the next one is opened with it where that is known and nobody asked us to stop. */
async function land(claim: Claim, context: Context, line: Line, outcome: TurnOutcome): Promise<Next> {
  const { path, resolvedModels, plan } = line;
  const { entry } = plan.speaker === "user" ? resolvedModels.simulator : resolvedModels.assistant;
  const { attemptId, turnId } = plan;
  const settlement = { attemptId, turnId, usage: outcome.usage, cost: costOf(entry, outcome.usage) };
  if (outcome.kind === "discarded") {
    const { reason, detail } = outcome;
    const discarded = { ...settlement, partialText: outcome.text };
    return leave(() =>
      endAt(claim, context, resolvedModels, { reason, detail, headId: lastAnswered(path), discarded }),
    );
  }
  const { reasoning, firstTokenMs, totalMs, finishReason, rawText, flags } = outcome;
  const text = storableText(outcome.text);
  const said: Said = { id: turnId, parentId: claim.headId, speaker: plan.speaker, text, flags };
  const longer = [...path, said];
  const reply = {
    speaker: plan.speaker,
    text,
    reasoning,
    modelId: entry.id,
    flags,
    firstTokenMs,
    totalMs,
    finishReason,
    rawText: rawText === null ? null : Buffer.from(rawText, "utf16le"),
    settlement,
    summary: summarizePath(longer),
    contextTokens: contextTokensOf(longer, claim, context, resolvedModels),
  };
  const after = { ...claim, turns: [...claim.turns, said], headId: turnId, nextNote: null };
  const next = await planAfter(after, context);
  const [landing, gate] = await untilReachable(() =>
    Promise.all([commitTurn(claim, reply), next && begin(after, context, next)]),
  );
  if (landing.kind !== "go_on" || gate === "left") return "leave";
  claim.turns.push(landing.turn);
  claim.headId = landing.turn.id;
  claim.nextNote = null;
  if (next?.kind !== "line" || gate === null) return "plan";
  if (gate === "opened") return next.line;
  return leave(() => stopAtGate(claim, context, next.line.resolvedModels, gate));
}

/** What follows a turn that is about to land. What cannot be planned now can neither once it has landed, and says so then. */
async function planAfter(after: Position, context: Context): Promise<PlannedTurn | null> {
  return context.isStopping() ? null : planTurn(after, context).catch(() => null);
}

/** Opens the call for a planned turn, or ends the dialogue where that is the plan. */
async function begin(position: Position, context: Context, planned: PlannedTurn): Promise<Opening["kind"] | "left"> {
  if (planned.kind === "line") return (await openAttempt(position, planned.line.plan)).kind;
  await endAt(position, context, planned.resolvedModels, planned.end);
  return "left";
}

type Trouble = { error: unknown; written: Written; signal: AbortSignal };

/** Nothing is lost silently: the attempt says what was wrong, what had arrived and what it cost. */
async function fail(claim: Claim, context: Context, line: Line, { error, written, signal }: Trouble): Promise<void> {
  const { step, resolvedModels } = line;
  const { attemptId, turnId } = line.plan;
  const { entry } = step.speaker === "user" ? resolvedModels.simulator : resolvedModels.assistant;
  const counted: Usage = {
    promptTokens: step.promptTokens,
    completionTokens: context.countTokens(written.text + written.reasoning),
  };
  const fault = error instanceof ModelFault ? error : null;
  const usage = fault ? usageOfFault(fault.kind, counted) : counted;
  const message = error instanceof Error ? error.message : String(error);
  const settlement = { attemptId, turnId, usage, cost: costOf(entry, usage), partialText: written.text || undefined };
  if (signal.aborted) {
    const cut = { ...settlement, fault: "cancelled" as const, error: String(signal.reason) };
    await untilReachable(() => (context.isStopping() ? releaseDialogue(claim, { cut }) : abandonAttempt(claim, cut)));
    return;
  }
  if (!fault) log.error({ err: error, dialogueId: claim.dialogueId }, "A turn failed by a fault of the studio's own");
  const failure = {
    settlement: { ...settlement, fault: fault?.kind, error: message },
    remedy: fault?.remedy ?? "park",
    isBusy: fault?.isBusy ?? false,
    retryAfterMs: fault?.retryAfterMs,
    detail: `${entry.name}: ${message}`,
  } as const;
  await untilReachable(() => failAttempt(claim, failure));
}

type Rest = Pick<DialogueEnd, "reason" | "detail" | "headId" | "discarded">;

/** Ends the dialogue on `headId`, with the figures of the path up to there. */
async function endAt(claim: Position, context: Context, resolvedModels: ResolvedModels, rest: Rest): Promise<void> {
  const path = activePath(indexTurns(claim.turns), rest.headId);
  const contextTokens = contextTokensOf(path, claim, context, resolvedModels);
  await endDialogue(claim, { ...rest, summary: summarizePath(path), contextTokens });
}

function contextTokensOf(
  path: Said[],
  { spec }: Position,
  { countTokens }: Context,
  { simulator }: ResolvedModels,
): number {
  return countContextTokens({ path, spec, simulator: simulator.entry, countTokens });
}
