import { assertNever } from "@/lib/base/assert";
import type { StyledRatings } from "@/lib/contract/endpoints/evaluation-results";
import { listEvaluationResponses } from "@/lib/data/judging/responses";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import { type AnswerStyle, measureStyle } from "@/lib/eval/answer-style";
import type { Rated } from "@/lib/eval/rate-candidates";
import { rateWithStyle } from "@/lib/eval/rate-with-style";
import { loadTokenCounter } from "@/lib/models/tokens";
import { computeResults } from "./compute-results";
import { gatherSources, sourceOf } from "./gather-sources";
import { computeOpenNames } from "./open-names";

/** Figures as the text of an answer. Takes the thread for as long as it takes: never to be called where requests are answered. */
export async function computeFigures(evaluationId: string, order: FiguresOrder): Promise<string> {
  switch (order.figures) {
    case "results":
      return JSON.stringify(await computeResults(evaluationId, order));
    case "styled":
      return JSON.stringify(await computeStyledRatings(evaluationId, order));
    case "open_names":
      return JSON.stringify(await computeOpenNames(evaluationId));
    default:
      return assertNever(order.figures);
  }
}

type Query = Omit<FiguresOrder, "figures" | "ties" | "intervals">;

/** Ratings of one source of votes with the looks of the answers taken out, beside the plain ones. */
export async function computeStyledRatings(id: string, query: Query): Promise<StyledRatings> {
  const [gathered, responses, countTokens] = await Promise.all([
    gatherSources(id, query),
    listEvaluationResponses(id),
    loadTokenCounter(),
  ]);
  const styles = new Map<string, AnswerStyle>();
  for (const { itemId, candidateId, rounds } of responses) {
    const answers = rounds.slice(0, query.turn).map(({ assistant }) => assistant);
    styles.set(`${itemId} ${candidateId}`, measureStyle(answers, countTokens));
  }
  const battles = (gathered.sources.get(sourceOf(gathered, query.source)) ?? []).flatMap((battle) => {
    const firstStyle = styles.get(`${battle.item} ${battle.first}`);
    const secondStyle = styles.get(`${battle.item} ${battle.second}`);
    return firstStyle && secondStyle ? [{ ...battle, firstStyle, secondStyle }] : [];
  });
  const found = rateWithStyle(battles);
  if (!found.ok) return { ok: false, reason: found.reason };
  return { ok: true, plain: found.plain.rated.map(named), rated: found.rated.map(named), effects: found.effects };
}

function named({ candidate, ...rated }: Rated) {
  return { candidateId: candidate, ...rated };
}
