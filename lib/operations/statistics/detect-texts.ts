import { must } from "@/lib/base/assert";
import { noteSpending } from "@/lib/data/budgets";
import { findCorpusFigures } from "@/lib/data/statistics/corpus-figures";
import { addDetected, findChances, insertChances } from "@/lib/data/statistics/detector-scores";
import { untilReachable } from "@/lib/data/until-reachable";
import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import type { Detector } from "@/lib/domain/detector";
import { costOf, type Model } from "@/lib/domain/model";
import type { Measured } from "@/lib/domain/statistics/measured";
import { sourceOf } from "@/lib/domain/statistics/vectoriser";
import { corpusVersion } from "@/lib/measures/corpus-figures";
import { toldApart } from "@/lib/measures/likeness-against-people";
import { poolsOf } from "@/lib/measures/pools";
import { drawAsked, textsOfPools } from "./draw-asked";
import { type EndedAsking, endedAsking, refuseBeyondBudget } from "./ended-asking";
import type { VectorTools } from "./pay-for-vectors";
import { hashOfText } from "./texts-without-vectors";

/** Texts of one call. */
const atOnce = 32;

type Text = { text: string; hash: Buffer; key: string; isHuman: boolean };
type Outcome = { kind: "done"; result: { texts: number; refused: number } } | EndedAsking;
type Asking = { entry: Model; detector: Detector };

/**
 * Asks a detector who wrote the texts that the classifier was asked about, and keeps each reply as it comes: whoever begins again
 * asks for the rest. At its end what it told stands beside what was measured.
 */
export async function detectTexts(of: Measured, asking: Asking, tools: VectorTools): Promise<Outcome> {
  const peopleId = (await findCorpusFigures(of, corpusVersion))?.peopleId;
  if (!peopleId)
    return { kind: "refused", error: "It is not measured beside real people any more. Measure it, then ask." };
  const texts = [...(await textsOf(of, false)), ...(await textsOf({ kind: "snapshot", id: peopleId }, true))];
  const [source, refused] = [sourceOf(asking.entry), new Set<string>()];
  const known = await findChances(
    source,
    texts.map(({ hash }) => hash),
  );
  const tell = () =>
    tools.report({ done: texts.filter(({ key }) => known.has(key) || refused.has(key)).length, total: texts.length });
  try {
    const lacking = [...new Map(texts.filter(({ key }) => !known.has(key)).map((one) => [one.key, one])).values()];
    await tell();
    for (let at = 0; at < lacking.length; at += atOnce) {
      tools.signal.throwIfAborted();
      await refuseBeyondBudget();
      const told = await pay(lacking.slice(at, at + atOnce), known.size > 0, { source, ...asking }, tools);
      for (const [key, chance] of told) chance === null ? refused.add(key) : known.set(key, chance);
      await tell();
    }
  } catch (error) {
    return endedAsking(error, `What it told of ${known.size} texts stays; nothing is paid for twice.`, tools);
  }
  const judged = texts.flatMap(({ key, isHuman }) =>
    known.has(key) ? { score: must(known.get(key), "it"), isHuman } : [],
  );
  const { id: modelId, name } = asking.entry;
  const detected = { modelId, name, told: toldApart(judged), refused: texts.length - judged.length };
  await untilReachable(() =>
    tools.whileHeld((tx) => addDetected(tx, of.kind, { id: of.id, peopleId, version: corpusVersion, detected })),
  );
  return { kind: "done", result: { texts: judged.length, refused: detected.refused } };
}

async function textsOf(of: Measured, isHuman: boolean): Promise<Text[]> {
  const { spoken } = await drawAsked(of);
  return textsOfPools(poolsOf(spoken).pools).map((text) => {
    const hash = hashOfText(text);
    return { text, hash, key: hash.toString("hex"), isHuman };
  });
}

/** An endpoint that says so of several texts may mean one of them. */
const ofOneText = new Set<FaultKind>(["bad_request", "context_length", "content_filter"]);

/** One call; its answer and its cost are kept together or not at all. What it refuses is halved, until it is a text alone (null). */
async function pay(
  texts: readonly Text[],
  hasAnswered: boolean,
  asking: Asking & { source: string },
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
    const first = await pay(texts.slice(0, middle), hasAnswered, asking, tools);
    return [...first, ...(await pay(texts.slice(middle), true, asking, tools))];
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
