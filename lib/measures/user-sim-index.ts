import { wordsIn } from "./spoken-words";

/**
 * How a user behaves in a dialogue, by the nineteen features of the User-Sim Index (arXiv 2603.11245), from what they say alone.
 * Its patterns are words of English: of other languages only lengths, dashes, repetition and question marks tell.
 */
export const userFeatures = {
  communication: [
    "politeness",
    "shortTurns",
    "dashes",
    "acknowledgementOnly",
    "lengthVariation",
    "repeatedTrigrams",
    "identityConfusion",
  ],
  information: ["frontLoading", "identifiersPerTurn", "wordsPerTurn", "openingWords"],
  clarification: ["uncertainty", "certainty", "pushback", "clarificationQuestions", "infoSeeking"],
  errors: ["emotion", "accusation", "pivot"],
} as const;

export type Dimension = keyof typeof userFeatures;
export type UserFeature = (typeof userFeatures)[Dimension][number];
/** Shares of turns from 0 to 1 but for: words, identifiers (per turn), variation (standard deviation over mean). */
export type UserBehaviour = Record<UserFeature, number>;

/** Of a turn: does it hold this? */
export const turnPatterns = {
  politeness: /\b(please|pls|plz|thanks|thank you|thx|appreciate|sorry|excuse me|kindly)\b/i,
  dashes: /[–—]| - /,
  acknowledgementOnly:
    /^\W*(ok(ay)?|yes|yeah|yep|no|nope|sure|right|got it|i see|understood|great|perfect|cool|thanks|thank you|alright|makes sense|sounds good)\W*$/i,
  identityConfusion:
    /\b(how (can|may) i (help|assist)|as an ai\b|i('m| am) (an? )?(ai|language model|assistant)\b|happy to help|glad to help|let me know if you (need|have))/i,
  uncertainty: /\b(maybe|perhaps|not sure|i think|i guess|i don'?t know|probably|might be|unsure|kind of|sort of)\b/i,
  certainty: /\b(definitely|certainly|absolutely|for sure|of course|obviously|clearly|exactly|no doubt)\b/i,
  pushback:
    /\b(that'?s (not|wrong)|you'?re wrong|not what i|i disagree|doesn'?t work|didn'?t work|not true|are you sure|but that|no,|incorrect)/i,
  clarificationQuestions:
    /\b(what do you mean|can you (explain|clarify|elaborate)|could you (explain|clarify|elaborate)|what does (that|this|it) mean|i don'?t (understand|get)|how so|meaning\?|which one)/i,
  infoSeeking: /^\W*(what|when|where|which|who|whose|why|how|is|are|do|does|did|can|could|should|would|will)\b.*\?/is,
  emotion:
    /(!{2,}|\b(ugh|wow|omg|damn|argh|frustrat\w*|annoy\w*|angry|upset|ridiculous|terrible|awful|hate|love|amazing|sad|happy)\b)/i,
  accusation:
    /\byou (didn'?t|don'?t|never|always|keep|just|still|said|told|made|got|forgot|ignored|are not|aren'?t|failed)\b/i,
  pivot:
    /\b(instead|let'?s try|another way|something else|different(ly)?|forget (it|that)|never ?mind|actually|alternatively|start over)\b/i,
} as const satisfies Partial<Record<UserFeature, RegExp>>;

/** Numbers, dates, mail and web addresses, codes, and names in the middle of a sentence: what pins a request down. */
const identifier = /\b[\w.+-]+@[\w-]+\.\w+\b|\bhttps?:\/\/\S+|#?\b[A-Za-z]*\d[\w./:-]*\b|(?<=[a-z,] )\p{Lu}\p{L}+/gu;
const shortWords = 3;

/** What a user's turns of one dialogue show; null without a turn that has words. */
export function behaviourOf(turns: readonly string[]): UserBehaviour | null {
  const said = turns.map((text) => ({ text, words: wordsIn(text) })).filter(({ words }) => words.length > 0);
  if (said.length === 0) return null;
  const share = (is: (turn: { text: string; words: readonly string[] }) => boolean) =>
    said.filter(is).length / said.length;
  const lengths = said.map(({ words }) => words.length);
  const mean = lengths.reduce((sum, one) => sum + one, 0) / lengths.length;
  const spread = Math.sqrt(lengths.reduce((sum, one) => sum + (one - mean) ** 2, 0) / lengths.length);
  const identifiers = said.map(({ text }) => identifiersIn(text));
  const named = identifiers.reduce((sum, one) => sum + one, 0);
  const found = Object.entries(turnPatterns).map(([feature, pattern]) => [
    feature,
    share(({ text }) => pattern.test(text)),
  ]);
  return {
    ...(Object.fromEntries(found) as UserBehaviour),
    shortTurns: share(({ words }) => words.length <= shortWords),
    lengthVariation: spread / mean,
    repeatedTrigrams: repeatedTrigrams(said.map(({ words }) => words)),
    frontLoading: named === 0 ? 0 : (identifiers[0] as number) / named,
    identifiersPerTurn: named / said.length,
    wordsPerTurn: mean,
    openingWords: lengths[0] as number,
  };
}

/** How many numbers, dates, addresses, codes and names a turn holds. */
export function identifiersIn(text: string): number {
  return text.match(identifier)?.length ?? 0;
}

/** The share of runs of three words, within turns, that the user had said before. */
function repeatedTrigrams(turns: readonly (readonly string[])[]): number {
  const seen = new Set<string>();
  let all = 0;
  for (const words of turns)
    for (let i = 0; i + 3 <= words.length; i++) {
      seen.add(words.slice(i, i + 3).join(" "));
      all++;
    }
  return all === 0 ? 0 : 1 - seen.size / all;
}

export type UserSimIndex = Record<Dimension, number> & { total: number };

/**
 * How near simulated users are to people, 0 to 100, from the means of their features over dialogues: for each feature
 * 100 · 2 min(M, H) / (M + H), 100 where both are 0; for each dimension their mean; in all the mean of the four, D1 to D4. The
 * original adds how well difficulty is matched and a survey, where there are these: this is without.
 */
export function userSimIndex(simulated: UserBehaviour, human: UserBehaviour): UserSimIndex {
  const near = (feature: UserFeature) => {
    const [m, h] = [simulated[feature], human[feature]];
    return m + h === 0 ? 100 : (200 * Math.min(m, h)) / (m + h);
  };
  const of = (dimension: Dimension) => meanOf(userFeatures[dimension].map(near));
  const dimensions = Object.keys(userFeatures) as Dimension[];
  const each = Object.fromEntries(dimensions.map((one) => [one, of(one)])) as Record<Dimension, number>;
  return { ...each, total: meanOf(Object.values(each)) };
}

/** The mean behaviour of several dialogues, feature by feature; null for none. */
export function meanBehaviour(dialogues: readonly UserBehaviour[]): UserBehaviour | null {
  const [first] = dialogues;
  if (!first) return null;
  const means = (Object.keys(first) as UserFeature[]).map((one) => [one, meanOf(dialogues.map((each) => each[one]))]);
  return Object.fromEntries(means) as UserBehaviour;
}

function meanOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / list.length;
}
