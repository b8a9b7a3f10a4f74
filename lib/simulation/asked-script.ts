import type { Speaker } from "@/lib/domain/dialogue";

type Said = { speaker: Speaker };

/** What is written with speakers by turns, in words of people who ask for it. */
const script =
  "f\\.?a\\.?q\\.?s?|q\\s?(?:&|and|\\+|/)\\s?a|questions? (?:and|with|&) answers?|fragen und antworten|questions? (?:et|avec) réponses?|preguntas y respuestas|perguntas e respostas|domande e risposte|вопрос\\p{L}* и ответ\\p{L}*|quiz\\p{L}*|flash ?cards?|trivia|interviews?|dialog(?:ue)?s?|diálogos?|dialogos?|gespräch\\p{L}*|диалог\\p{L}*|conversations?|conversación|conversa|chats?|transcripts?|scripts?|screenplays?|skits?|scenes?|role-?plays?|sketch(?:es)?|few-?shot|prompts?|training (?:data|examples?|samples?)";
const asksForScript = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${script})(?![\\p{L}\\p{N}])|问答|問答|常见问题|对话|對話|剧本|劇本|会話|質問と回答|よくある質問|台本|질의응답|대화|대본`,
  "iu",
);

/** An assistant may well have been asked for both sides of something: a list of questions with answers, a scene. */
export function isAskedScript({ speaker }: Said, path: readonly (Said & { text: string })[]): boolean {
  return (
    speaker === "assistant" && path.slice(-3).some((turn) => turn.speaker === "user" && asksForScript.test(turn.text))
  );
}
