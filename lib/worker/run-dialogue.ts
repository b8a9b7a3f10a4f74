import { newId } from "@/lib/base/ids";
import { log } from "@/lib/base/log";
import type { Claim } from "@/lib/data/engine/claim";
import { parkDialogue, releaseDialogue } from "@/lib/data/engine/leave-dialogue";
import { type Opening, openAttempt } from "@/lib/data/engine/open-attempt";
import { reservationFor } from "@/lib/data/engine/settle-attempt";
import { isUnreachable, untilReachable } from "@/lib/data/until-reachable";
import { activePath, indexTurns, lastAnswered } from "@/lib/domain/turn-tree";
import { type GenerateStep, nextStep } from "@/lib/simulation/next-step";
import { endAt } from "./end-at";
import type { ResolvedModel } from "./model-shelf";
import { speak } from "./speak";
import type { ResolvedModels, WorkerContext } from "./worker-context";

/** Calls take a little more than counted here: the endpoint's tokenizer is only near ours. */
const margin = (promptTokens: number) => Math.ceil(promptTokens * 1.25) + 32;
const budgetWaitMs = 1_000;

/**
 * Writes a claimed dialogue on, turn by turn, until it ends, pauses, fails or somebody else has it. Never throws: what
 * goes wrong is written to the dialogue, for a person or for the next claim.
 */
export async function runDialogue(claim: Claim, context: WorkerContext, signal: AbortSignal): Promise<void> {
  try {
    context.live.changed(claim.dialogueId);
    while (await takeTurn(claim, context, signal)) context.live.changed(claim.dialogueId);
  } catch (error) {
    log.error({ err: error, dialogueId: claim.dialogueId }, "A dialogue could not be written on");
    // When this write fails as well, the lease runs out and another claim goes on from there.
    if (!isUnreachable(error)) await parkDialogue(claim, troubleOf(error)).catch(() => undefined);
  } finally {
    context.live.changed(claim.dialogueId);
  }
}

function troubleOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `The studio could not go on: ${message.slice(0, 300)} Everything written so far is kept. Retry it, or look at the worker's log.`;
}

/** One turn, or the end. True when the worker may go on with the next one. */
async function takeTurn(claim: Claim, context: WorkerContext, signal: AbortSignal): Promise<boolean> {
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
  context: WorkerContext,
  resolvedModels: ResolvedModels,
  why: Exclude<Opening["kind"], "opened">,
) {
  switch (why) {
    case "moved":
      return;
    case "held":
      return releaseDialogue(claim, { to: "paused" });
    case "run_paused":
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
