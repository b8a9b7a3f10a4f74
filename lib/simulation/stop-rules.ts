import type { CountTokens } from "@/lib/domain/chat-model";
import type { EndReason, Turn } from "@/lib/domain/dialogue";
import type { StopRules } from "@/lib/domain/run";
import { bigramSimilarity } from "@/lib/stats/bigram-similarity";

/** Why a dialogue ends, with one sentence for a person. */
export type Ending = { reason: EndReason; detail: string };

/** One of the paper's two endings (docs/method.md#how-a-dialogue-ends): the context is used up. */
export function contextEnding(limit: number): Ending {
  return {
    reason: "context_budget",
    detail: `The next user turn would pass the context of ${limit.toLocaleString("en")} tokens.`,
  };
}

/**
 * Judges a complete user turn before it joins the path; null = it may. Rules in order: an empty turn, an end phrase
 * anywhere in it (case-insensitive), a farewell after two farewells, likeness to an earlier user turn at or above `repetition`.
 */
export function endingOfUserTurn(
  text: string,
  path: Pick<Turn, "speaker" | "text">[],
  rules: StopRules,
): Ending | null {
  if (text.trim() === "") return { reason: "empty_turn", detail: "The simulator had nothing more to say." };
  const folded = text.toLowerCase();
  const phrase = rules.endPhrases.find((candidate) => folded.includes(candidate.toLowerCase()));
  if (phrase !== undefined)
    return { reason: "end_phrase", detail: `The user turn contained the end phrase “${phrase}”.` };
  const { repetition } = rules;
  if (repetition === null) return null;
  if (isFarewell(text) && path.length > 1 && path.slice(-2).every((turn) => isFarewell(turn.text)))
    return { reason: "end_phrase", detail: "Both sides had said goodbye already." };
  const earlier = path.filter((turn) => turn.speaker === "user");
  const at = earlier.findIndex((turn) => bigramSimilarity(turn.text, text) >= repetition);
  return at < 0 ? null : { reason: "repetition", detail: `The user turn repeated question ${at + 1}.` };
}

/** The round cap, asked when the user would speak next; null = go on. */
export function endingByRounds(rounds: number, { maxRounds }: StopRules): Ending | null {
  if (maxRounds === null || rounds < maxRounds) return null;
  return {
    reason: "round_cap",
    detail: `The cap of ${maxRounds} ${maxRounds === 1 ? "round" : "rounds"} was reached.`,
  };
}

/** A token is at least a byte of UTF-8, and a unit of UTF-16 at most three of those. */
const mostTokensPerUnit = 3;

/**
 * Watches a growing text for passing `room` tokens. It is counted no earlier than it could have passed, and then what
 * is new of it alone, which never undercounts in practice (merging pieces only saves tokens); only when that sum passes
 * the room is the whole text counted again, so a long turn costs little more than one count.
 */
export function createContextWatch(room: number, countTokens: CountTokens): (piece: string) => boolean {
  let text = "";
  let counted = 0;
  let tokens = 0;
  return (piece) => {
    text += piece;
    if (tokens + (text.length - counted) * mostTokensPerUnit <= room) return false;
    tokens += countTokens(text.slice(counted));
    counted = text.length;
    if (tokens > room) tokens = countTokens(text);
    return tokens > room;
  };
}

/** Words of a farewell, or of the thanks that are answered by one. */
const farewells = [
  /\b(?:good ?bye|bye(?:[- ]bye)?|farewell|take care|see you|see ya|so long|good ?night|until (?:next time|then)|talk (?:to you )?(?:soon|later)|have an? (?:\w+ ){0,2}(?:day|night|evening|afternoon|weekend|week|time|one|trip)|all the best|best wishes|you(?:'|’)re (?:very |most )?welcome|thanks?(?: you)?|cheers|my pleasure|anytime)\b/i,
  /\b(?:auf wiedersehen|tsch(?:ü|ue)ss|danke|bis (?:bald|dann)|gern geschehen|au revoir|merci|(?:à|a) bient(?:ô|o)t|adi(?:ó|o)s|gracias|hasta (?:luego|pronto)|de nada|arrivederci|grazie|ciao|tchau|obrigad[oa]|at(?:é|e) logo)\b/i,
  /до свидания|всего (?:доброго|хорошего)|спасибо|再见|再會|谢谢|不客气|さようなら|ありがとう|안녕히|감사합니다|مع السلامة|شكر|خداحافظ|ممنون|नमस्ते|धन्यवाद/i,
];

/** Who says more than this has something to say besides. */
const mostWords = 40;

/** Whether a turn says goodbye, or thanks, and wants nothing more. */
function isFarewell(text: string): boolean {
  const words = text.trim().split(/\s+/).length;
  return words <= mostWords && !/[?？؟]/.test(text) && farewells.some((pattern) => pattern.test(text));
}
