import { log } from "@/lib/base/log";
import type { Claim } from "@/lib/data/engine/claim";
import { commitTurn } from "@/lib/data/engine/commit-turn";
import { abandonAttempt, failAttempt, releaseDialogue } from "@/lib/data/engine/leave-dialogue";
import { untilReachable } from "@/lib/data/until-reachable";
import { ModelFault, type Usage } from "@/lib/domain/chat-model";
import type { Turn } from "@/lib/domain/dialogue";
import { costOf } from "@/lib/domain/model";
import { summarizePath } from "@/lib/domain/path-summary";
import { lastAnswered } from "@/lib/domain/turn-tree";
import { countContextTokens, type GenerateStep } from "@/lib/simulation/next-step";
import { type TurnOutcome, writeTurn } from "@/lib/simulation/write-turn";
import { usageOfFault } from "./cost-of-fault";
import { endAt } from "./end-at";
import type { ResolvedModels, WorkerContext } from "./worker-context";

export type Line = {
  attemptId: string;
  turnId: string;
  step: GenerateStep;
  path: Turn[];
  resolvedModels: ResolvedModels;
};
type Written = { text: string; reasoning: string };

/** Makes the call and writes what came of it. True when the worker may go on with the next turn. */
export async function speak(claim: Claim, context: WorkerContext, line: Line, signal: AbortSignal): Promise<boolean> {
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

async function listen(claim: Claim, context: WorkerContext, line: Line, written: Written, signal: AbortSignal) {
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

async function land(claim: Claim, context: WorkerContext, line: Line, outcome: TurnOutcome): Promise<boolean> {
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
async function fail(
  claim: Claim,
  context: WorkerContext,
  line: Line,
  { error, written, signal }: Trouble,
): Promise<void> {
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
