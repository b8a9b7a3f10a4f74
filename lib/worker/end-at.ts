import type { Claim } from "@/lib/data/engine/claim";
import { type DialogueEnd, endDialogue } from "@/lib/data/engine/leave-dialogue";
import type { CountTokens } from "@/lib/domain/chat-model";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { countContextTokens } from "@/lib/simulation/next-step";
import type { ResolvedModels } from "./worker-context";

type Rest = Pick<DialogueEnd, "reason" | "detail" | "headId" | "discarded">;

/** Ends the dialogue on `headId`, with the figures of the path up to there. */
export async function endAt(
  claim: Claim,
  { countTokens }: { countTokens: CountTokens },
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
