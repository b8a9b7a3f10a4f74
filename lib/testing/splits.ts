import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findSplit } from "@/lib/data/snapshots/splits";
import { transaction } from "@/lib/data/sql";
import type { Split } from "@/lib/domain/training/split";
import type { AskedSplit } from "@/lib/domain/training/split-spec";
import { makeSplit } from "@/lib/operations/splits/splits";

/** A split as its job makes it, at once. */
export async function makeOneSplit({ id: personId }: { id: string }, asked: AskedSplit): Promise<Split> {
  const splitId = newId("split");
  await makeSplit({ splitId, ...asked }, personId, {
    signal: new AbortController().signal,
    report: async () => undefined,
    rest: async () => undefined,
    whileHeld: transaction,
  });
  return must(await findSplit(splitId), "the split that was made");
}
