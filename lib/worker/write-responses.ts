import { seedFrom } from "@/lib/base/random";
import {
  claimResponses,
  failResponse,
  type ResponseClaim,
  releaseResponse,
  renewResponses,
  saveRound,
} from "@/lib/data/judging/response-work";
import { untilReachable } from "@/lib/data/until-reachable";
import { answerSampling } from "@/lib/domain/judging/answer-sampling";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import { askModel } from "./ask-model";
import { type Desk, openDesk } from "./desk";
import type { ResolvedModel } from "./model-shelf";
import type { WorkerContext } from "./worker-context";

const capacity = 8;
const nothing = { promptTokens: 0, completionTokens: 0, cost: 0 };

/** Writes the answers that evaluations lack, turn by turn, each with the candidate's own answers before it in view. */
export function openAnswerDesk(workerId: string, context: Pick<WorkerContext, "models" | "countTokens">): Desk {
  return openDesk<ResponseClaim>({
    ...{ what: "write answers", capacity },
    claim: (room) => claimResponses(workerId, room),
    keep: (claims) => renewResponses(workerId, claims),
    work: (claim, signal) => writeResponse(claim, context, signal),
  });
}

async function writeResponse(
  claim: ResponseClaim,
  context: Pick<WorkerContext, "models" | "countTokens">,
  signal: AbortSignal,
) {
  let resolved: ResolvedModel;
  try {
    resolved = await context.models(claim.source.modelId);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await untilReachable(() => failResponse(claim, { spent: nothing, remedy: "park", message }));
    return;
  }
  while (await writeRound(claim, resolved, context, signal));
}

/** True when there is another round to be written. */
async function writeRound(
  claim: ResponseClaim,
  resolved: ResolvedModel,
  context: Pick<WorkerContext, "countTokens">,
  signal: AbortSignal,
): Promise<boolean> {
  const { source, rounds, turns, category } = claim;
  const { entry } = resolved;
  const question = turns[rounds.length] ?? "";
  const path = [
    ...rounds.flatMap(({ user, assistant }) => [
      { speaker: "user" as const, text: user },
      { speaker: "assistant" as const, text: assistant },
    ]),
    { speaker: "user" as const, text: question },
  ];
  const { rendering } = entry;
  const prompt = renderPrompt({ rendering, speaker: "assistant", path, system: source.system, note: null });
  const seed = seedFrom(`${claim.seed}/${claim.itemId}/${claim.candidateId}/${rounds.length}`);
  const request = { prompt, seed, ...answerSampling(category, source.sampling, entry.sampling) };
  const asked = await askModel(resolved, { request, path }, context, signal);
  if (asked.kind === "cut") await untilReachable(() => releaseResponse(claim, asked.spent));
  else if (asked.kind === "failed") await untilReachable(() => failResponse(claim, asked));
  else {
    const round = { user: question, assistant: asked.text };
    const goesOn = await untilReachable(() => saveRound(claim, round, asked.spent));
    claim.rounds.push(round);
    return goesOn;
  }
  return false;
}
