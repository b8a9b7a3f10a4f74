import { must } from "@/lib/base/assert";
import { readSimulator } from "@/lib/data/dialogue-acts";
import type { Queryable } from "@/lib/data/sql";
import type { ActPlan } from "@/lib/domain/act-plan";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { loadTokenCounter } from "@/lib/models/tokens";
import { countContextTokens, type StepInput } from "@/lib/simulation/next-step";

type Locked = { dialogue: Dialogue; turns: Turn[] };

/** Tokens of context where an act puts the head; undefined when it stays where it is, or no simulator writes it. */
export async function contextAtHead(tx: Queryable, { dialogue, turns }: Locked, plan: ActPlan) {
  const { origin } = dialogue;
  if (plan.state.headId === dialogue.headId || origin.kind !== "run") return undefined;
  const tree = indexTurns<StepInput["path"][number]>([...turns, ...plan.turns]);
  const path = activePath(tree, plan.state.headId);
  const shown = must(await readSimulator(tx, origin.runId), "the run's simulator");
  return countContextTokens({ path, ...shown, countTokens: await loadTokenCounter() });
}
