import type { Speaker, Turn, TurnFlag } from "@/lib/domain/dialogue";
import { bigramSimilarity } from "@/lib/stats/bigram-similarity";
import { isAskedScript, slipsIntoAnswering } from "./role-slip";
import type { SpokenLanguage } from "./spoken-language";
import { holdsLeftOver } from "./thought-marks";

const names = {
  user: "user|human|customer|person|you|usuario|utilisateur|benutzer|nutzer|utente|usuário|пользователь|用户|人类|ユーザー|사용자|کاربر|المستخدم",
  assistant:
    "assistant|ai|ai assistant|bot|chatbot|chatgpt|gpt|asistente|assistente|assistent|ассистент|助手|アシスタント|어시스턴트|دستیار|المساعد",
};

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
  // A tag of somebody's own at the very beginning, closed before the rest.
  /^\s*<([^\s<>/]*(?:think|thought|reason|reflect|analy|ration|plan|deliberat|consider|contempl|brainstorm|critique|inner|internal|思考|推理)[^\s<>/]*)[^<>]*>[\s\S]+?<\/\1>\s*\S/i,
  /<details[^<>]*\btype=["']?reasoning/i,
  // Ollama, LM Studio; Harmony whose marks somebody dropped
  /^\s*thinking ?(?:\.{3}|…)\s[\s\S]*(?:\.{3}|…) ?done thinking/i,
  /^\s*(?:analysis|commentary)\s?[A-Z][\s\S]*assistant\s?final\s?\S/,
  /^[\s#*_]*(?:my |the )?(?:internal |inner )?(?:thinking(?: process)?|thought process|reasoning(?: process)?|chain of thought|monologue)[*_]*\s?:/i,
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
export function watchTurn(turn: WatchedTurn, path: WatchedTurn[], spokenLanguage: SpokenLanguage): TurnFlag[] {
  const prose = withoutCode(turn.text);
  const says = (patterns: RegExp[]) => patterns.some((pattern) => pattern.test(prose));
  const flags: TurnFlag[] = [];
  if (holdsLeftOver(prose) || says(reasoningTraces)) flags.push("leaks_reasoning");
  const speaksForBoth = !isAskedScript(turn, path) && goesOnAsOther(prose, turn.speaker);
  if (isRoleMark(prose) || (!speaksForBoth && beginsAnew.test(prose))) flags.push("leaks_template");
  if (speaksForBoth) flags.push("writes_both_speakers");
  if (announcesMessage(prose, turn.speaker)) flags.push("announces_message");
  if (isNearEmpty(turn.text)) flags.push("near_empty");
  if (turn.speaker === "assistant") return flags;

  const earlier = path.filter(({ speaker }) => speaker === "user");
  if (slipsIntoAnswering(prose, spokenLanguage)) flags.push("answers_like_assistant");
  if (earlier[0] && bigramSimilarity(earlier[0].text, turn.text) >= sameOpening) flags.push("repeats_opening");
  const before = earlier.map(({ text }) => withoutCode(text)).join("\n");
  if (switchesLanguage(prose, before, spokenLanguage)) flags.push("switches_language");
  return flags;
}

const withoutCode = (text: string) => text.replaceAll(/```[\s\S]*?(?:```|$)/g, " ");

/** Not one word: fewer than two letters or digits, unless the one says something by itself, as a Chinese sign does. */
function isNearEmpty(text: string): boolean {
  return !/[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(text) && !/[\p{Script=Han}\p{Script=Hangul}\p{N}]/u.test(text);
}

/** Another script, which few letters tell, or another language in the same one, which takes some words. */
function switchesLanguage(text: string, earlier: string, spokenLanguage: SpokenLanguage): boolean {
  return differ(dominantScript(text), dominantScript(earlier)) || differ(spokenLanguage(text), spokenLanguage(earlier));
}

const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

type Script = keyof typeof scripts;

/** Of texts in ASCII, whose letters are all of one script, the first ones tell. */
const letterOfAscii = new RegExp(`(?:[a-z][^a-z]*){${fewestLetters}}`, "i");

/** The script that most letters of a text belong to; null when there are too few letters or no script prevails. */
function dominantScript(text: string): Script | null {
  if (/^[\0-\x7f]*$/.test(text)) return letterOfAscii.test(text) ? "latin" : null;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewestLetters) return null;
  for (const [script, pattern] of Object.entries(scripts) as [Script, RegExp][])
    if ((text.match(pattern)?.length ?? 0) >= dominantShare * letters) return script;
  return null;
}

/** What templates of models put between turns; no text of a person has these. */
const templateMarks = [
  /<\/?s>|<<\/?SYS>>|\[\/?INST\]|\[\/?SYSTEM_PROMPT\]|\[\/?AVAILABLE_TOOLS\]|<(?:start|end)_of_(?:turn|utterance)>|<\|?turn\|?>/,
  // ChatML, Llama 3, Phi, GLM, Zephyr, Harmony; with DeepSeek's wide signs, too
  /<[|｜][\w▁ -]{2,40}[|｜]>/,
  // EXAONE, Baichuan, Nemotron, GLM, RedPajama
  /\[\|\w{2,20}\|\]|<reserved_\d+>|<extra_id_\d+>|\[gMASK\]|<(?:human|bot|user|assistant|system)>\s*:?/i,
  /<(?:bos|eos|pad|unk)>/,
  /["'](?:role|from)["']\s*:\s*["'](?:user|assistant|system|human|gpt)["']/,
  /^\s*(?:#{1,4}\s*)?(?:human|user|assistant|ai|gpt|chatgpt|bot|system)\s*:/i,
  /^#{1,4}\s*(?:human|user|assistant|system|instruction|response|input)\s*(?::|$)/im,
];

/** A line that begins with somebody's name and a colon, however that is set. */
const lineOf = (name: string) =>
  new RegExp(
    `^[ \\t>]*(?:(?:[-*•]|\\d{1,2}[.)])[ \\t]+)?(?:#{1,4}[ \\t]*)?[*_[(]{0,3}(?:${name})[*_\\])]{0,3}[ \\t]*(?:\\d{1,3}[ \\t]*)?[:：]`,
    "gim",
  );

const lines = { user: lineOf(names.user), assistant: lineOf(names.assistant) };

/** Whoever speaks, named once more in mid-turn: templates do that, people do not. */
const beginsAnew = /\S[ \t]*\n\s*(?:#{1,4}[ \t]*)?[*_]{0,3}(?:human|user|assistant)[*_]{0,3}[ \t]*[:：]/i;

/** At the beginning of a sentence within a line. */
const withinLine = (name: string) => new RegExp(`[.!?…)"”]\\s+(?:${name})\\s?:\\s`, "i");
/** There both must speak, for one name with a colon stands in many texts. */
const bothWithinLine = [withinLine(names.user), withinLine(names.assistant)];

/** A question and its answer, as data sets write them. */
const questionAndAnswer = /^[ \t]*\**Q\**[ \t]*:[^\n]*\n+[ \t]*\**A\**[ \t]*:/m;

/** Marks of a template, this system's or another's, anywhere; a role's name at the very beginning. */
function isRoleMark(prose: string): boolean {
  return templateMarks.some((pattern) => pattern.test(prose));
}

/** Whether a turn goes on to say what the other side says: a line of the other's, or both by turns. */
function goesOnAsOther(prose: string, speaker: Speaker): boolean {
  const other = speaker === "user" ? "assistant" : "user";
  const begins = (side: Speaker) => [...prose.matchAll(lines[side])].map(({ index }) => index);
  const others = begins(other);
  if (questionAndAnswer.test(prose) || bothWithinLine.every((pattern) => pattern.test(prose))) return true;
  // At the very beginning a name alone is no second speaker.
  return others.some((at) => prose.slice(0, at).trim() !== "") || (others.length > 0 && begins(speaker).length > 0);
}

const message = "(?:message|reply|response|turn|utterance|question|line|prompt)s?";
const given =
  "(?:here(?:'|’)?s|here (?:is|are)|below (?:is|are)|this is|the following (?:is|are)|following (?:is|are))";

/** Of both sides: nobody in a conversation speaks of its next message. */
const speaksOfNext = [
  new RegExp(
    `\\b(?:possible|potential|plausible|likely|suggested|the|a|my) next ${message}\\b[^.?!\\n]{0,60}(?:[:：]|$)`,
    "im",
  ),
  new RegExp(`^\\W*(?:${given}|next|possible|potential)[^.?!\\n]{0,40}\\bnext ${message}\\b`, "i"),
  new RegExp(`^\\W*(?:the )?(?:next|user(?:'|’)?s?|human(?:'|’)?s?)(?: next)? ${message}[\\])*_\\s]*[:：]`, "i"),
  /^\W*(?:an? |the |one )?(?:possible|potential|plausible|likely|suggested)\b[^.?!:：\n]{0,60}\b(?:from|by|of|for) the (?:user|human)\b[^.?!\n]{0,20}[:：]/i,
  /\bwhat (?:the|a) (?:user|human) (?:might|could|would|may|will) (?:say|ask|reply|respond|write)\b/i,
  // German, French, Spanish, Portuguese, Italian; Chinese, Japanese
  /(?:mögliche|nächste|denkbare)[rsn]? (?:\p{L}+ ){0,2}(?:nachricht|frage|antwort|eingabe)\b[^.?!\n]{0,40}:|(?:nachricht|frage) (?:des|der) (?:nutzer|benutzer|menschen)/iu,
  /(?:prochain|possible|suivant)e?s? (?:message|question|réponse)|(?:message|question|réponse)s? (?:suivant|possible)e?s?\b[^.?!\n]{0,40}:/iu,
  /(?:posible|siguiente|próxim[ao]|possível|prossim[ao]|possibile) (?:mensaje|pregunta|respuesta|mensagem|pergunta|resposta|messaggio|domanda|risposta)\b[^.?!\n]{0,40}:|(?:mensaje|pregunta) (?:del|de la) usuari[oa]/iu,
  /(?:下一条|可能的)(?:用户|人类)?(?:的)?(?:消息|回复|问题|提问)|用户(?:可能会|的下一)|次の(?:ユーザーの)?(?:メッセージ|質問|発言)/,
  /^\W*(?:the )?(?:user|human)(?:'|’s|'s)? (?:might|could|would|may|will|next|then) (?:\w+ )?(?:say|ask|reply|respond|write|continue)\b/i,
  /^\W*(?:(?:speaking|writing|responding|answering|playing) )?(?:as|in the role of) the (?:human|user)\b/i,
];

/** Of the user alone: an assistant may well have been asked for a message. */
const handsOver = [
  new RegExp(
    `${given} (?:a|an|one|some|the) (?:\\w+ ){0,2}(?:possible|potential|plausible|likely|suggested|sample|example|natural|realistic|good|short|simulated|follow-?up)[\\w ]{0,20}${message}\\b[^.?!\\n]{0,60}[:：]`,
    "i",
  ),
  new RegExp(
    `^\\W*(?:sure|certainly|of course|okay|ok|absolutely)\\b[^\\n]{0,60}\\b${message}\\b[^.?!\\n]{0,40}[:：]`,
    "i",
  ),
];

/** Several to choose from. */
const offersOptions =
  /^\W*(?:option|version|variant|möglichkeit) (?:1|a|one)\b[\s\S]*?\n\W*(?:option|version|variant|möglichkeit) (?:2|b|two)\b/i;

/** An announcement stands at the beginning. */
const beginningLength = 240;

/** Whether a turn hands over a message, as a writer of messages would, instead of being one. */
function announcesMessage(prose: string, speaker: Speaker): boolean {
  const beginning = prose.trimStart().slice(0, beginningLength);
  const patterns = speaker === "user" ? [...speaksOfNext, ...handsOver, offersOptions] : speaksOfNext;
  return patterns.some((pattern) => pattern.test(beginning));
}
