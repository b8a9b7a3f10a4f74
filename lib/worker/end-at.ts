import type { Claim } from "@/lib/data/engine/claim";
import { type Ending, endDialogue } from "@/lib/data/engine/leave-dialogue";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { countContextTokens } from "@/lib/simulation/next-step";
import type { Cast, Stage } from "./stage";

type Rest = Pick<Ending, "reason" | "detail" | "headId" | "discarded">;

/** Ends the dialogue on `headId`, with the figures of the path up to there. */
export async function endAt(claim: Claim, { countTokens }: Stage, cast: Cast, rest: Rest): Promise<void> {
  const path = activePath(indexTurns(claim.turns), rest.headId);
  const contextTokens = countContextTokens({ path, spec: claim.spec, simulator: cast.simulator.entry, countTokens });
  await endDialogue(claim, { ...rest, summary: summarizePath(path), contextTokens });
}
