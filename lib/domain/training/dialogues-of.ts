import type { DialogueFilter } from "../dialogue-filter";
import type { DataSet } from "./data-set";

/** Its dialogues as a filter finds them. */
export function dialoguesOf({ id, filter }: Pick<DataSet, "id" | "filter">): DialogueFilter {
  return filter ?? { dataSet: id };
}
