import { must } from "@/lib/base/assert";
import { findCorpusFigures } from "@/lib/data/statistics/corpus-figures";
import { addDetected, findChances } from "@/lib/data/statistics/detector-scores";
import { untilReachable } from "@/lib/data/until-reachable";
import type { Detector } from "@/lib/domain/detector";
import type { Model } from "@/lib/domain/model";
import type { Measured } from "@/lib/domain/statistics/measured";
import { sourceOf } from "@/lib/domain/statistics/vectoriser";
import { corpusVersion } from "@/lib/measures/corpus-figures";
import { toldApart } from "@/lib/measures/likeness-against-people";
import { poolsOf } from "@/lib/measures/pools";
import { drawAsked, textsOfPools } from "./draw-asked";
import { type EndedAsking, endedAsking, refuseBeyondBudget } from "./ended-asking";
import { payForChances, type TextInQuestion } from "./pay-for-chances";
import type { VectorTools } from "./pay-for-vectors";
import { hashOfText } from "./texts-without-vectors";

/** Texts of one call. */
const atOnce = 32;

type Text = TextInQuestion & { isHuman: boolean };
type Outcome = { kind: "done"; result: { texts: number; refused: number } } | EndedAsking;

/**
 * Asks a detector who wrote the texts that the classifier was asked about, and keeps each reply as it comes: whoever begins again
 * asks for the rest. At its end what it told stands beside what was measured.
 */
export async function detectTexts(
  of: Measured,
  asking: { entry: Model; detector: Detector },
  tools: VectorTools,
): Promise<Outcome> {
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
      const told = await payForChances(lacking.slice(at, at + atOnce), known.size > 0, { source, ...asking }, tools);
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
