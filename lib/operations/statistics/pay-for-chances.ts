import { must } from "@/lib/base/assert";
import { noteSpending } from "@/lib/data/budgets";
import { insertChances } from "@/lib/data/statistics/detector-scores";
import { untilReachable } from "@/lib/data/until-reachable";
import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import type { Detector } from "@/lib/domain/detector";
import { costOf, type Model } from "@/lib/domain/model";
import type { VectorTools } from "./pay-for-vectors";

/** `key`: its hash in hex. */
export type TextInQuestion = { text: string; hash: Buffer; key: string };

type Asking = { entry: Model; detector: Detector; source: string };

/** An endpoint that says so of several texts may mean one of them. */
const ofOneText = new Set<FaultKind>(["bad_request", "context_length", "content_filter"]);

/** One call; its answer and its cost are kept together or not at all. What it refuses is halved, until it is a text alone (null). */
export async function payForChances(
  texts: readonly TextInQuestion[],
  hasAnswered: boolean,
  asking: Asking,
  tools: Pick<VectorTools, "signal" | "whileHeld" | "countTokens">,
): Promise<[string, number | null][]> {
  const { entry, detector, source } = asking;
  const said = texts.map(({ text }) => text);
  const answer = await detector.detect(said, tools.signal).catch((error: unknown) => {
    // Whoever never answered refuses to be asked at all.
    if (error instanceof ModelFault && ofOneText.has(error.kind) && (hasAnswered || texts.length > 1)) return null;
    throw error;
  });
  if (answer === null) {
    if (texts.length === 1) return texts.map(({ key }) => [key, null]);
    const middle = texts.length >> 1;
    const first = await payForChances(texts.slice(0, middle), hasAnswered, asking, tools);
    return [...first, ...(await payForChances(texts.slice(middle), true, asking, tools))];
  }
  const promptTokens = answer.tokens ?? said.reduce((sum, text) => sum + tools.countTokens(text), 0);
  const told = texts.map(({ hash }, i) => ({ hash, chance: must(answer.chances[i], "its chance") }));
  await untilReachable(() =>
    tools.whileHeld(async (tx) => {
      await insertChances(tx, source, told);
      await noteSpending(costOf(entry, { promptTokens, completionTokens: 0 }), promptTokens, tx);
    }),
  );
  return told.map(({ hash, chance }) => [hash.toString("hex"), chance]);
}
