import { setImmediate } from "node:timers/promises";
import type { OpenNames } from "@/lib/contract/endpoints/open-names";
import { listCandidates } from "@/lib/data/judging/candidates";
import { listComparisonsOn } from "@/lib/data/judging/comparisons";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { type EvaluationResponse, listEvaluationResponses } from "@/lib/data/judging/responses";
import { listLeftOut } from "@/lib/data/judging/rulings";
import { namesToHide } from "@/lib/data/judging/shown";
import { hiddenNames } from "./hidden-names";

const mostShown = 200;
const around = 80;

type Place = Pick<OpenNames["first"][number], "speaker" | "round" | "name" | "before" | "word" | "after">;
type OpenText = { itemId: string; candidateId: string; places: Place[] };

/**
 * Texts of an evaluation in which something may be a model's name. Reads all of them, and lets others at the thread
 * meanwhile: a file of votes needs them where requests are answered.
 */
async function readOpenTexts(evaluationId: string): Promise<{ texts: OpenText[]; turnsOf: Map<string, string[]> }> {
  const [responses, items, names] = await Promise.all([
    listEvaluationResponses(evaluationId),
    listEvaluationItems(evaluationId),
    namesToHide(evaluationId),
  ]);
  const turnsOf = new Map(items.map(({ id, turns }) => [id, turns]));
  const looked = hiddenNames(names);
  const texts: OpenText[] = [];
  for (const [i, response] of responses.entries()) {
    if (i % 32 === 31) await setImmediate();
    const places = placesIn(response, turnsOf.get(response.itemId) ?? [], (text) =>
      looked.find(text).filter(({ verdict }) => verdict === "unsure"),
    );
    if (places.length > 0) texts.push({ itemId: response.itemId, candidateId: response.candidateId, places });
  }
  return { texts, turnsOf };
}

type Find = (text: string) => { start: number; end: number; name: string }[];

/** The item's own questions are everybody's, and tell nothing. */
function placesIn({ rounds }: EvaluationResponse, asked: string[], find: Find): Place[] {
  return rounds.flatMap(({ user, assistant }, i) => {
    const texts = [
      { speaker: "user" as const, text: user === asked[i] ? "" : user },
      { speaker: "assistant" as const, text: assistant },
    ];
    return texts.flatMap(({ speaker, text }) =>
      find(text).map(({ start, end, name }) => {
        const [before, after] = [text.slice(Math.max(0, start - around), start), text.slice(end, end + around)];
        return { speaker, round: i + 1, name, before, word: text.slice(start, end), after };
      }),
    );
  });
}

/** For a lead to look at: where raters read what may be a name. */
export async function computeOpenNames(evaluationId: string): Promise<OpenNames> {
  const { texts, turnsOf } = await readOpenTexts(evaluationId);
  const shown = texts.slice(0, mostShown);
  const [candidates, rulings, comparisons] = await Promise.all([
    listCandidates(evaluationId),
    listLeftOut(evaluationId),
    listComparisonsOn(shown.map(({ itemId }) => itemId)),
  ]);
  const first = shown.flatMap(({ itemId, candidateId, places }) => {
    const comparison = comparisons.find(
      (one) => one.itemId === itemId && (one.firstId === candidateId || one.secondId === candidateId),
    );
    const candidate = candidates.find(({ id }) => id === candidateId)?.name ?? "";
    const opening = (turnsOf.get(itemId)?.[0] ?? "").slice(0, 200);
    return places.map((place) => ({ comparisonId: comparison?.id ?? null, candidateId, candidate, opening, ...place }));
  });
  const places = texts.reduce((sum, text) => sum + text.places.length, 0);
  const isLeftOut = rulings.some(({ subject }) => subject === "open_names");
  return { places, texts: texts.length, isLeftOut, first: first.slice(0, mostShown) };
}

/** True of votes on a text in which something may be a model's name. */
export async function votesOnOpenTexts(
  evaluationId: string,
): Promise<(vote: { itemId: string; firstId: string; secondId: string | null }) => boolean> {
  const { texts } = await readOpenTexts(evaluationId);
  const open = new Set(texts.map(({ itemId, candidateId }) => `${itemId} ${candidateId}`));
  return ({ itemId, firstId, secondId }) => open.has(`${itemId} ${firstId}`) || open.has(`${itemId} ${secondId}`);
}
