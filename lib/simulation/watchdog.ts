import type { Turn, TurnFlag } from "@/lib/domain/dialogue";
import { bigramSimilarity } from "@/lib/stats/bigram-similarity";
import { announcesMessage, goesOnAsOther, isRoleMark } from "./role-marks";
import { slipsIntoAnswering } from "./role-slip";
import { spokenLanguage } from "./spoken-language";
import { leftOver } from "./thought-marks";

/** Scripts told apart, Unicode names; Japanese is counted with Han, whose signs it shares. */
const scripts = {
  latin: /\p{Script=Latin}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  han: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  hangul: /\p{Script=Hangul}/gu,
  arabic: /\p{Script=Arabic}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  devanagari: /\p{Script=Devanagari}/gu,
  thai: /\p{Script=Thai}/gu,
  greek: /\p{Script=Greek}/gu,
} as const;

/** Fewer letters than this prove nothing. */
const fewestLetters = 4;

/** Share of the letters that makes a script dominant, so that quoted words of another do not count. */
const dominantShare = 0.6;

type WatchedTurn = Pick<Turn, "speaker" | "text">;

const reasoningTraces = [
  leftOver,
  /^(?:okay|ok|alright|hmm|so)?[,.]?\s*(?:the user|the human) (?:is asking|asks|asked|wants|seems|has|just)\b/i,
  /\b(?:i|we) (?:need|have|should|must) to (?:respond|reply|write|act|play|answer) (?:as|like) (?:the|a) (?:user|human)\b/i,
];

/** From this likeness to the dialogue's first question, a later one counts as starting over. */
const sameOpening = 0.9;

/**
 * Signs that a turn fell out of its role; hints for a person, never a reason to drop it. Only the simulated user is
 * watched for speaking like an assistant, starting over and changing language; template markers, leaked reasoning, the
 * other side's words, announced messages and near-empty turns are noticed on both sides. Fenced code is not looked into.
 *
 * @param path the turns before this one, root first
 */
export function watchTurn(turn: WatchedTurn, path: WatchedTurn[]): TurnFlag[] {
  const prose = withoutCode(turn.text);
  const says = (patterns: RegExp[]) => patterns.some((pattern) => pattern.test(prose));
  const flags: TurnFlag[] = [];
  if (says(reasoningTraces)) flags.push("leaks_reasoning");
  if (isRoleMark(prose)) flags.push("leaks_template");
  if (goesOnAsOther(prose, turn.speaker)) flags.push("writes_both_speakers");
  if (announcesMessage(prose, turn.speaker)) flags.push("announces_message");
  if (isNearEmpty(turn.text)) flags.push("near_empty");
  if (turn.speaker === "assistant") return flags;

  const earlier = path.filter(({ speaker }) => speaker === "user");
  if (slipsIntoAnswering(prose)) flags.push("answers_like_assistant");
  if (earlier[0] && bigramSimilarity(earlier[0].text, turn.text) >= sameOpening) flags.push("repeats_opening");
  if (switchesLanguage(prose, earlier.map(({ text }) => withoutCode(text)).join("\n"))) flags.push("switches_language");
  return flags;
}

const withoutCode = (text: string) => text.replaceAll(/```[\s\S]*?(?:```|$)/g, " ");

/** Not one word: fewer than two letters or digits, unless the one says something by itself, as a Chinese sign does. */
function isNearEmpty(text: string): boolean {
  const signs = text.match(/[\p{L}\p{N}]/gu) ?? [];
  return signs.length < 2 && !/[\p{Script=Han}\p{Script=Hangul}\p{N}]/u.test(text);
}

/** Another script, which few letters tell, or another language in the same one, which takes some words. */
function switchesLanguage(text: string, earlier: string): boolean {
  return differ(dominantScript(text), dominantScript(earlier)) || differ(spokenLanguage(text), spokenLanguage(earlier));
}

const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

type Script = keyof typeof scripts;

/** The script that most letters of a text belong to; null when there are too few letters or no script prevails. */
function dominantScript(text: string): Script | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewestLetters) return null;
  for (const [script, pattern] of Object.entries(scripts) as [Script, RegExp][])
    if ((text.match(pattern)?.length ?? 0) >= dominantShare * letters) return script;
  return null;
}
