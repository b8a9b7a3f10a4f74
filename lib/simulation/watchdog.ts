import type { Turn, TurnFlag } from "@/lib/domain/dialogue";
import { bigramSimilarity } from "@/lib/stats/bigram-similarity";
import { dominantScript } from "./dominant-script";

type WatchedTurn = Pick<Turn, "speaker" | "text">;

/** Phrases of a model that has forgotten it plays the human (langwatch/tasks#738: judges miss it). */
const assistantPhrases = [
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model|(?:virtual|helpful) assistant)\b[^.?!\n]{0,30}\bi\b/i,
  /\bi(?:'|’)?m (?:just |only )?an? (?:ai|language model|virtual assistant)\b/i,
  /\bi am (?:just |only )?an? (?:ai|language model|virtual assistant)\b/i,
  /\bhow (?:can|may) i (?:help|assist)\b/i,
  /\bi(?:'|’)?(?:d|ll| would| will) be (?:happy|glad) to (?:help|assist|explain|explore|discuss|answer|provide)\b/i,
  // Openings of small instruct models that were told to play the user (seen with SmolLM2-135M).
  /\bi(?:(?:'|’)?m| am) (?:always |also )?(?:here|ready) to (?:help|assist|discuss|support)(?: (?:you|with (?:any|your)|any)|\b(?=[.!]))/i,
  /\bwhat(?:(?:'|’)s| is) on your mind\b|\bwhat can i (?:do|help)\b|\bwhat brings you here\b/i,
  /\bi(?:(?:'|’)ve| have) been trained on\b/i,
  /\b(?:is there|do you have) (?:anything else|any (?:other|further|more) questions?)\b/i,
  /\b(?:let me know|feel free to ask) if (?:you (?:have|need)|there(?:'|’)?s) (?:any|anything|more|further)\b/i,
  /\bi hope (?:this|that) helps\b/i,
  /^(?:certainly|absolutely|of course|sure(?: thing)?)[!,.] (?:here|i can|let(?:'|’)?s|below)\b/i,
  /作为一(?:个|名)(?:AI|人工智能|语言模型)|有什么(?:我)?可以帮/,
];

const reasoningTraces = [
  /<\/?think(?:ing)?>/i,
  /<\|channel\|>/,
  /^(?:okay|ok|alright|hmm|so)?[,.]?\s*(?:the user|the human) (?:is asking|asks|asked|wants|seems|has|just)\b/i,
  /\b(?:i|we) (?:need|have|should|must) to (?:respond|reply|write|act|play|answer) (?:as|like) (?:the|a) (?:user|human)\b/i,
];

const templateMarkers = [
  /<\/?s>|<<\/?SYS>>|\[\/?INST\]|<\|[a-z_]{2,30}\|>|<(?:start|end)_of_turn>/,
  /^\s*(?:#{2,3}\s*)?(?:human|user|assistant|ai|gpt|chatgpt)\s*:/i,
  /^#{2,3}\s*(?:human|user|assistant)\s*:/im,
];

/** From this likeness to the dialogue's first question, a later one counts as starting over. */
const sameOpening = 0.9;

/**
 * Signs that a turn fell out of its role; hints for a person, never a reason to drop it. Only the simulated user is
 * watched for speaking like an assistant, starting over and changing script; template markers, leaked reasoning and
 * near-empty turns are noticed on both sides. Fenced code is not looked into.
 *
 * @param path the turns before this one, root first
 */
export function watchTurn(turn: WatchedTurn, path: WatchedTurn[]): TurnFlag[] {
  const prose = turn.text.replaceAll(/```[\s\S]*?(?:```|$)/g, " ");
  const says = (patterns: RegExp[]) => patterns.some((pattern) => pattern.test(prose));
  const flags: TurnFlag[] = [];
  if (says(reasoningTraces)) flags.push("leaks_reasoning");
  if (says(templateMarkers)) flags.push("leaks_template");
  if (isNearEmpty(turn.text)) flags.push("near_empty");
  if (turn.speaker === "assistant") return flags;

  const earlier = path.filter(({ speaker }) => speaker === "user");
  if (says(assistantPhrases)) flags.push("answers_like_assistant");
  if (earlier[0] && bigramSimilarity(earlier[0].text, turn.text) >= sameOpening) flags.push("repeats_opening");
  if (switchesScript(prose, earlier)) flags.push("switches_language");
  return flags;
}

/** Not one word: fewer than two letters or digits, unless the one says something by itself, as a Chinese sign does. */
function isNearEmpty(text: string): boolean {
  const signs = text.match(/[\p{L}\p{N}]/gu) ?? [];
  return signs.length < 2 && !/[\p{Script=Han}\p{Script=Hangul}\p{N}]/u.test(text);
}

function switchesScript(text: string, earlier: WatchedTurn[]): boolean {
  const now = dominantScript(text);
  const before = dominantScript(earlier.map((turn) => turn.text).join("\n"));
  return now !== null && before !== null && now !== before;
}
