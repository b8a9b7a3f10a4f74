import { newId } from "@/lib/base/ids";
import { log } from "@/lib/base/log";
import type { Claim } from "@/lib/data/engine/claim";
import { commitTurn, openAttempt } from "@/lib/data/engine/commit-group";
import {
  abandonAttempt,
  type DialogueEnd,
  endDialogue,
  failAttempt,
  parkDialogue,
  releaseDialogue,
} from "@/lib/data/engine/leave-dialogue";
import type { Opening } from "@/lib/data/engine/openings";
import { reservationFor } from "@/lib/data/engine/settlements";
import { isUnreachable, untilReachable } from "@/lib/data/until-reachable";
import { type CountTokens, ModelFault, type Usage } from "@/lib/domain/chat-model";
import type { Turn } from "@/lib/domain/dialogue";
import { costOf } from "@/lib/domain/model";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, indexTurns, lastAnswered } from "@/lib/domain/turn-tree";
import { countContextTokens, type GenerateStep, nextStep } from "@/lib/simulation/next-step";
import { type TurnOutcome, writeTurn } from "@/lib/simulation/write-turn";
import { usageOfFault } from "./cost-of-fault";
import type { ResolvedModel } from "./model-shelf";
import type { ResolvedModels, WorkerContext } from "./worker-context";

/** Calls take a little more than counted here: the endpoint's tokenizer is only near ours. */
const margin = (promptTokens: number) => Math.ceil(promptTokens * 1.25) + 32;
const budgetWaitMs = 1_000;

/** What a dialogue is written with. */
type Context = WorkerContext & { countTokens: CountTokens };

/**
 * Writes a claimed dialogue on, turn by turn, until it ends, pauses, fails or somebody else has it. Never throws: what
 * goes wrong is written to the dialogue, for a person or for the next claim.
 */
export async function runDialogue(claim: Claim, shared: WorkerContext, signal: AbortSignal): Promise<void> {
  const { live } = shared;
  try {
    live.changed(claim.dialogueId);
    const context = { ...shared, countTokens: await shared.loadTokenCounter() };
    while (await takeTurn(claim, context, signal)) live.changed(claim.dialogueId);
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

/** One turn, or the end. True when the worker may go on with the next one. */
async function takeTurn(claim: Claim, context: Context, signal: AbortSignal): Promise<boolean> {
  if (context.isStopping()) return leave(() => releaseDialogue(claim));
  const { spec, turns, number, headId, nextNote: note } = claim;
  const [simulator, assistant] = await untilReachable(() =>
    Promise.all([context.models(spec.simulatorId), context.models(spec.assistantId)]),
  );
  const path = activePath(indexTurns(turns), headId);
  const siblings = turns.filter((turn) => turn.parentId === headId).map(({ text }) => text);
  const { countTokens } = context;
  const about = { path, spec, simulator: simulator.entry, assistant: assistant.entry, note, countTokens };
  const step = nextStep({ ...about, number, siblings });
  if (step.kind === "end") return leave(() => endAt(claim, context, { simulator, assistant }, step));

  const ids = { attemptId: newId("attempt"), turnId: newId("turn") };
  const { entry } = step.speaker === "user" ? simulator : assistant;
  const reserve = reserveFor(claim, step, entry);
  const plan = { ...ids, speaker: step.speaker, modelId: entry.id, request: step.request, reserve };
  const gate = await untilReachable(() => openAttempt(claim, plan));
  if (gate.kind === "opened")
    return speak(claim, context, { ...ids, step, path, resolvedModels: { simulator, assistant } }, signal);
  return leave(() => stopAtGate(claim, context, { simulator, assistant }, gate.kind));
}

async function leave(how: () => Promise<unknown>): Promise<false> {
  await untilReachable(how);
  return false;
}

function reserveFor({ spec }: Claim, { promptTokens, request }: GenerateStep, prices: ResolvedModel["entry"]): number {
  if (!spec.budget) return 0;
  return reservationFor(
    spec.budget,
    { promptTokens: margin(promptTokens), completionTokens: request.maxTokens },
    prices,
  );
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

type Line = {
  attemptId: string;
  turnId: string;
  step: GenerateStep;
  path: Turn[];
  resolvedModels: ResolvedModels;
};

type Written = { text: string; reasoning: string };

/** Makes the call and writes what came of it. True when the worker may go on with the next turn. */
async function speak(claim: Claim, context: Context, line: Line, signal: AbortSignal): Promise<boolean> {
  const written: Written = { text: "", reasoning: "" };
  let outcome: TurnOutcome;
  try {
    outcome = await listen(claim, context, line, written, signal);
  } catch (error) {
    await context.live.discard(line.turnId);
    await fail(claim, context, line, { error, written, signal });
    return false;
  }
  await context.live.discard(line.turnId);
  return untilReachable(() => land(claim, context, line, outcome));
}

async function listen(claim: Claim, context: Context, line: Line, written: Written, signal: AbortSignal) {
  const { step, path, resolvedModels, turnId } = line;
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

async function land(claim: Claim, context: Context, line: Line, outcome: TurnOutcome): Promise<boolean> {
  const { step, path, resolvedModels, attemptId, turnId } = line;
  const { entry } = step.speaker === "user" ? resolvedModels.simulator : resolvedModels.assistant;
  const { usage, text, reasoning, firstTokenMs, totalMs } = outcome;
  const settlement = { attemptId, turnId, usage, cost: costOf(entry, usage) };
  if (outcome.kind === "discarded") {
    const { reason, detail } = outcome;
    const discarded = { ...settlement, partialText: text };
    await endAt(claim, context, resolvedModels, { reason, detail, headId: lastAnswered(path), discarded });
    return false;
  }
  const { flags, finishReason, rawText } = outcome;
  const said = { id: turnId, parentId: claim.headId, speaker: step.speaker, text, flags };
  const longer = [...path, said];
  const { countTokens } = context;
  const simulator = resolvedModels.simulator.entry;
  const contextTokens = countContextTokens({ path: longer, spec: claim.spec, simulator, countTokens });
  const landing = await commitTurn(claim, {
    speaker: step.speaker,
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
    contextTokens,
  });
  if (landing.kind !== "go_on") return false;
  claim.turns.push(landing.turn);
  claim.headId = landing.turn.id;
  claim.nextNote = null;
  return true;
}

type Trouble = { error: unknown; written: Written; signal: AbortSignal };

/** Nothing is lost silently: the attempt says what was wrong, what had arrived and what it cost. */
async function fail(claim: Claim, context: Context, line: Line, { error, written, signal }: Trouble): Promise<void> {
  const { step, resolvedModels, attemptId, turnId } = line;
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
async function endAt(
  claim: Claim,
  { countTokens }: Context,
  resolvedModels: ResolvedModels,
  rest: Rest,
): Promise<void> {
  const path = activePath(indexTurns(claim.turns), rest.headId);
  const contextTokens = countContextTokens({
    path,
    spec: claim.spec,
    simulator: resolvedModels.simulator.entry,
    countTokens,
  });
  await endDialogue(claim, { ...rest, summary: summarizePath(path), contextTokens });
}
