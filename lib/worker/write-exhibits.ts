import { seedFrom } from "@/lib/base/random";
import {
  claimExhibits,
  type ExhibitClaim,
  failExhibit,
  releaseExhibit,
  renewExhibits,
  saveRound,
} from "@/lib/data/judging/exhibit-work";
import { untilReachable } from "@/lib/data/until-reachable";
import { answerSampling } from "@/lib/domain/judging/answer-sampling";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import { askModel } from "./ask-model";
import { type Desk, openDesk } from "./desk";
import type { Voice } from "./model-shelf";
import type { Stage } from "./stage";

const capacity = 8;
const nothing = { promptTokens: 0, completionTokens: 0, cost: 0 };

/** Writes the answers that evaluations lack, turn by turn, each with the contender's own answers before it in view. */
export function openAnswerDesk(workerId: string, stage: Pick<Stage, "models" | "countTokens">): Desk {
  return openDesk<ExhibitClaim>({
    ...{ what: "write answers", capacity },
    claim: (room) => claimExhibits(workerId, room),
    keep: (claims) => renewExhibits(workerId, claims),
    work: (claim, signal) => writeExhibit(claim, stage, signal),
  });
}

async function writeExhibit(claim: ExhibitClaim, stage: Pick<Stage, "models" | "countTokens">, signal: AbortSignal) {
  let voice: Voice;
  try {
    voice = await stage.models(claim.source.modelId);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await untilReachable(() => failExhibit(claim, { spent: nothing, remedy: "park", message }));
    return;
  }
  while (await writeRound(claim, voice, stage, signal));
}

/** True when there is another round to be written. */
async function writeRound(
  claim: ExhibitClaim,
  voice: Voice,
  stage: Pick<Stage, "countTokens">,
  signal: AbortSignal,
): Promise<boolean> {
  const { source, rounds, turns, category } = claim;
  const { entry } = voice;
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
  const seed = seedFrom(`${claim.seed}/${claim.itemId}/${claim.contenderId}/${rounds.length}`);
  const request = { prompt, seed, ...answerSampling(category, source.sampling, entry.sampling) };
  const asked = await askModel(voice, { request, path }, stage, signal);
  if (asked.kind === "cut") await untilReachable(() => releaseExhibit(claim, asked.spent));
  else if (asked.kind === "failed") await untilReachable(() => failExhibit(claim, asked));
  else {
    const round = { user: question, assistant: asked.text };
    const goesOn = await untilReachable(() => saveRound(claim, round, asked.spent));
    claim.rounds.push(round);
    return goesOn;
  }
  return false;
}
