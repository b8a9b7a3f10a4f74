import type { StyledRatings } from "@/lib/contract/endpoints/evaluation-results";
import { listEvaluationExhibits } from "@/lib/data/judging/exhibits";
import type { Viewer } from "@/lib/domain/viewer";
import { type AnswerStyle, measureStyle } from "@/lib/eval/answer-style";
import type { Rated } from "@/lib/eval/rate-contenders";
import { rateWithStyle } from "@/lib/eval/rate-with-style";
import { loadTokenCounter } from "@/lib/models/tokens";
import { gatherSources } from "./gather-sources";
import { openResults } from "./read-evaluation";

type Query = { source: string; category?: string; turn?: number };

/** Ratings of one source of votes with the looks of the answers taken out, beside the plain ones. */
export async function readStyledRatings(viewer: Viewer, id: string, query: Query): Promise<StyledRatings> {
  await openResults(viewer, id);
  const [{ sources }, exhibits, countTokens] = await Promise.all([
    gatherSources(id, query),
    listEvaluationExhibits(id),
    loadTokenCounter(),
  ]);
  const styles = new Map<string, AnswerStyle>();
  for (const { itemId, contenderId, rounds } of exhibits) {
    const answers = rounds.slice(0, query.turn).map(({ assistant }) => assistant);
    styles.set(`${itemId} ${contenderId}`, measureStyle(answers, countTokens));
  }
  const battles = (sources.get(query.source) ?? []).flatMap((battle) => {
    const firstStyle = styles.get(`${battle.item} ${battle.first}`);
    const secondStyle = styles.get(`${battle.item} ${battle.second}`);
    return firstStyle && secondStyle ? [{ ...battle, firstStyle, secondStyle }] : [];
  });
  const found = rateWithStyle(battles);
  if (!found.ok) return { ok: false, reason: found.reason };
  return { ok: true, plain: found.plain.rated.map(named), rated: found.rated.map(named), effects: found.effects };
}

function named({ contender, ...rated }: Rated) {
  return { contenderId: contender, ...rated };
}
