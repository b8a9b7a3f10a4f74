import { newId } from "@/lib/base/ids";
import type { AttemptPlan, Standing } from "@/lib/data/engine/openings";
import { reservationFor } from "@/lib/data/engine/settlements";
import type { CountTokens } from "@/lib/domain/chat-model";
import type { Turn } from "@/lib/domain/dialogue";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { type EndStep, type GenerateStep, nextStep } from "@/lib/simulation/next-step";
import type { ResolvedModel } from "./model-shelf";
import type { ResolvedModels, WorkerContext } from "./worker-context";

/** Calls take a little more than counted here: the endpoint's tokenizer is only near ours. */
const margin = (promptTokens: number) => Math.ceil(promptTokens * 1.25) + 32;

/** What a dialogue is written with. */
export type Context = WorkerContext & { countTokens: CountTokens };

/** What a plan looks at of a turn. */
export type Said = Pick<Turn, "id" | "parentId" | "speaker" | "text" | "flags">;
/** A dialogue as it stands, or as it will once a turn has landed. */
export type Position = Standing & { turns: Said[] };

/** A turn to be written: who speaks, after what, by which call. */
export type Line = {
  plan: AttemptPlan;
  step: GenerateStep;
  path: Said[];
  resolvedModels: ResolvedModels;
};

export type PlannedTurn = { kind: "line"; line: Line } | { kind: "end"; end: EndStep; resolvedModels: ResolvedModels };

/** What comes next in a dialogue: a turn, with the call for it as it can be opened, or its end. */
export async function planTurn(position: Position, context: Context): Promise<PlannedTurn> {
  const { spec, turns, number, headId, nextNote: note } = position;
  const [simulator, assistant] = await Promise.all([
    context.models(spec.simulatorId),
    context.models(spec.assistantId),
  ]);
  const resolvedModels = { simulator, assistant };
  const path = activePath(indexTurns(turns), headId);
  const siblings = turns.filter((turn) => turn.parentId === headId).map(({ text }) => text);
  const { countTokens } = context;
  const about = { path, spec, simulator: simulator.entry, assistant: assistant.entry, note, countTokens };
  const step = nextStep({ ...about, number, siblings });
  if (step.kind === "end") return { kind: "end", end: step, resolvedModels };

  const { entry } = step.speaker === "user" ? simulator : assistant;
  const ids = { attemptId: newId("attempt"), turnId: newId("turn") };
  const reserve = reserveFor(position, step, entry);
  const plan = { ...ids, speaker: step.speaker, modelId: entry.id, request: step.request, reserve };
  return { kind: "line", line: { plan, step, path, resolvedModels } };
}

function reserveFor(
  { spec }: Standing,
  { promptTokens, request }: GenerateStep,
  prices: ResolvedModel["entry"],
): number {
  if (!spec.budget) return 0;
  return reservationFor(
    spec.budget,
    { promptTokens: margin(promptTokens), completionTokens: request.maxTokens },
    prices,
  );
}
