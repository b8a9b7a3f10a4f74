import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { LineageKind } from "@/lib/domain/training-job/lineage";

export const lineageWords: Record<LineageKind, string> = {
  import: "File",
  run: "Run",
  snapshot: "Snapshot",
  training: "Training",
  model: "Model",
  evaluation: "Evaluation",
};

/** The page of what stands there. */
export function hrefOfNode(kind: LineageKind, id: string): string {
  const pages: Record<LineageKind, (id: string) => string> = {
    import: hrefs.importOf,
    run: hrefs.run,
    snapshot: dataHrefs.snapshot,
    training: trainingHrefs.training,
    model: hrefs.model,
    evaluation: hrefs.evaluation,
  };
  return pages[kind](id);
}
