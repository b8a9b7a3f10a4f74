import { assertNever } from "@/lib/base/assert";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import { computeResults } from "./compute-results";
import { computeStyledRatings } from "./compute-styled-ratings";

/** Figures as the text of an answer. Takes the thread for as long as it takes: never to be called where requests are answered. */
export async function computeFigures(evaluationId: string, order: FiguresOrder): Promise<string> {
  switch (order.figures) {
    case "results":
      return JSON.stringify(await computeResults(evaluationId, order));
    case "styled":
      return JSON.stringify(await computeStyledRatings(evaluationId, order));
    default:
      return assertNever(order.figures);
  }
}
