import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import type { Measured } from "@/lib/domain/statistics/measured";

/** What takes seconds of a processor and is done in a thread of its own, so that dialogues go on streaming. */
export type HeavyWork =
  | { kind: "evaluation_results"; evaluationId: string; order: FiguresOrder }
  | { kind: "corpus_figures"; of: Measured; peopleId: string | null };

/** Does it in this very thread; what comes of it as text. */
export async function computeHere(work: HeavyWork): Promise<string> {
  if (work.kind === "corpus_figures") {
    const { countCorpus } = await import("@/lib/operations/statistics/count-corpus");
    return countCorpus(work.of, work.peopleId);
  }
  const { computeFigures } = await import("@/lib/operations/judging/compute-figures");
  return computeFigures(work.evaluationId, work.order);
}
