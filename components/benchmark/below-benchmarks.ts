import { ImportDialog } from "./import-dialog";
import { PromptSets } from "./prompt-sets";

/** What belongs to benchmarks besides their list. */
export const belowBenchmarks = { ImportDialog, PromptSets };
