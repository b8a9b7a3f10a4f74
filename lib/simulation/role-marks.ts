import type { Speaker } from "@/lib/domain/dialogue";

/** What templates of models put between turns; no text of a person has these. */
const templateMarks = [
  /<\/?s>|<<\/?SYS>>|\[\/?INST\]|\[\/?SYSTEM_PROMPT\]|\[\/?AVAILABLE_TOOLS\]|<(?:start|end)_of_(?:turn|utterance)>|<\|?turn\|?>/,
  // ChatML, Llama 3, Phi, GLM, Zephyr, Harmony; with DeepSeek's wide signs, too
  /<[|｜][\w▁ -]{2,40}[|｜]>/,
  // EXAONE, Baichuan, Nemotron, GLM, RedPajama
  /\[\|\w{2,20}\|\]|<reserved_\d+>|<extra_id_\d+>|\[gMASK\]|<(?:human|bot|user|assistant|system)>\s*:?/i,
  /<(?:bos|eos|pad|unk)>/,
  /^\s*(?:#{1,4}\s*)?(?:human|user|assistant|ai|gpt|chatgpt|bot|system)\s*:/i,
  /^#{1,4}\s*(?:human|user|assistant|system|instruction|response|input)\s*(?::|$)/im,
];

const names = {
  user: "user|human|customer|person|usuario|utilisateur|benutzer|nutzer|utente|usuário|пользователь|用户|人类|ユーザー|사용자|کاربر|المستخدم",
  assistant:
    "assistant|ai|ai assistant|bot|chatbot|chatgpt|gpt|asistente|assistente|assistent|ассистент|助手|アシスタント|어시스턴트|دستیار|المساعد",
};

/** A line that begins with somebody's name and a colon, however that is set. */
const lineOf = (name: string) =>
  new RegExp(`^[ \\t>]*(?:#{1,4}[ \\t]*)?[*_[(]{0,3}(?:${name})[*_\\])]{0,3}[ \\t]*(?:\\d{1,3}[ \\t]*)?[:：]`, "gim");
const lines = { user: lineOf(names.user), assistant: lineOf(names.assistant) };

/** Marks of a template, this system's or another's, anywhere; a role's name at the very beginning. */
export function isRoleMark(prose: string): boolean {
  return templateMarks.some((pattern) => pattern.test(prose));
}

/** Whether a turn goes on to say what the other side says: a line of the other's, or both by turns. */
export function goesOnAsOther(prose: string, speaker: Speaker): boolean {
  const other = speaker === "user" ? "assistant" : "user";
  const begins = (side: Speaker) => [...prose.matchAll(lines[side])].map(({ index }) => index);
  const others = begins(other);
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
  new RegExp(`^\\W*(?:next|user(?:'|’)?s?|human(?:'|’)?s?)(?: next)? ${message}\\s*[:：]`, "i"),
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

/** An announcement stands at the beginning. */
const beginningLength = 240;

/** Whether a turn hands over a message, as a writer of messages would, instead of being one. */
export function announcesMessage(prose: string, speaker: Speaker): boolean {
  const beginning = prose.trimStart().slice(0, beginningLength);
  const patterns = speaker === "user" ? [...speaksOfNext, ...handsOver] : speaksOfNext;
  return patterns.some((pattern) => pattern.test(beginning));
}
