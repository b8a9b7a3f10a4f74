import type { Speaker } from "@/lib/domain/dialogue";
import type { SpokenLanguage } from "./spoken-language";

/** What is written with speakers by turns, in words of people who ask for it. */
const script =
  "f\\.?a\\.?q\\.?s?|q\\s?(?:&|and|\\+|/)\\s?a|questions? (?:and|with|&) answers?|fragen und antworten|questions? (?:et|avec) réponses?|preguntas y respuestas|perguntas e respostas|domande e risposte|вопрос\\p{L}* и ответ\\p{L}*|quiz\\p{L}*|flash ?cards?|trivia|interviews?|dialog(?:ue)?s?|diálogos?|dialogos?|gespräch\\p{L}*|диалог\\p{L}*|conversations?|conversación|conversa|chats?|transcripts?|scripts?|screenplays?|skits?|scenes?|role-?plays?|sketch(?:es)?|few-?shot|prompts?|training (?:data|examples?|samples?)";

const asksForScript = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${script})(?![\\p{L}\\p{N}])|问答|問答|常见问题|对话|對話|剧本|劇本|会話|質問と回答|よくある質問|台本|질의응답|대화|대본`,
  "iu",
);

/** Whether one of the patterns is found; how often does not matter. */
const says =
  (...patterns: RegExp[]) =>
  (prose: string) =>
    patterns.some((pattern) => pattern.test(prose));

/** Phrases of a model that has forgotten it plays the human (langwatch/tasks#738: judges miss it). */
const speaksAsAssistant = says(
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model|(?:virtual|helpful) assistant)\b[^.?!\n]{0,30}\bi\b/i,
  /\bi(?:'|’)?m (?:just |only )?an? (?:ai|language model|virtual assistant)\b/i,
  /\bi am (?:just |only )?an? (?:ai|language model|virtual assistant)\b/i,
  /\bhow (?:can|may) i (?:help|assist)\b/i,
  /\bi(?:'|’)?(?:d|ll| would| will) (?:be (?:happy|glad)|love) to (?:help|assist|explain|explore|discuss|answer|provide)\b/i,
  // Openings of small instruct models that were told to play the user (seen with SmolLM2-135M).
  /\bi(?:(?:'|’)?m| am) (?:always |also )?(?:here|ready) (?:today )?to (?:help|assist|discuss|support|guide|offer)(?: (?:you|with (?:any|your)|any|further)|\b(?=[.!]))/i,
  /\bwhat(?:(?:'|’)s| is) on your mind\b|\bwhat (?:else )?can i (?:do for you|help)\b|\bwhat brings you here\b/i,
  /\bwhat else (?:would you like|do you need)\b|^you(?:'|’)re (?:very |most )?welcome\b/i,
  /\bi(?:(?:'|’)ve| have) been trained on\b/i,
  /\b(?:is there|do you have) (?:anything else|any (?:other|further|more) questions?)\b/i,
  /\b(?:let me know|feel free to ask) if (?:you (?:have|need|would|want)|there(?:'|’)?s|i can)\b/i,
  /\bi hope (?:this|that) helps\b/i,
  /^(?:certainly|absolutely|of course|sure(?: thing)?)[!,.]? (?:here|i can|let(?:'|’)?s|below|one way)\b/i,
  /\bi apologi[sz]e for (?:my|the|any) (?:previous|earlier|confusion|mistake|error|incorrect)/i,
  /作为一(?:个|名)(?:AI|人工智能|语言模型)|有什么(?:我)?可以帮/,
);

/** "Here are some tips:" and its like: what follows is handed over, not asked for. */
const handsOver = says(
  /(?:^|[.!:]\s+|\n)(?:yes, |no, |sure,? |okay,? |ok,? )?(?:here|below|following) (?:is|are)\b(?! (?:my|our|what i)\b)/i,
  /(?:^|[.!:]\s+|\n)here(?:'|’)s (?:a|an|the|how|one|some|another)\b/i,
  /\bthere are (?:several|many|a few|a number of|various|some|lots of) (?:\w+ ){0,3}(?:ways?|options?|steps?|reasons?|tips|things|factors|types)\b/i,
);

/** Points with bold heads, headings, a first and a second point, three dots in a row; no pattern reads a line twice. */
const isLaidOut = says(
  /^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]+\*\*[^*\n]+\*\*/m,
  /^#{1,4} \S/m,
  /^[ \t]*1[.)] [^\n]+(?:\n+[^\n]+){0,3}\n+[ \t]*2[.)] /m,
  /^[ \t]*[-*•] [^\n]+\n+[ \t]*[-*•] [^\n]+\n+[ \t]*[-*•] /m,
);

const advises = says(
  /\byou (?:can|could|may|might|should|will|would)(?: also| then| always)? (?:\w+ )?(?:want|need|try|use|consider|start|ask|make|find|get|add|check|look|take|be|have|do|go|see|choose|learn|create|set|build)\b/i,
  /\byou(?:'|’)ll (?:need|want|find|have)\b/i,
  /\bmake sure (?:to|you|your|that)\b|\bit(?:'|’)?s (?:also )?(?:important|recommended|best|a good idea|better) to\b|\bit is (?:also |generally )?(?:important|recommended|best|better|advisable) to\b/i,
  /\b(?:one way|the best way|a good way) (?:to|of)\b[^.?!\n]{0,100}\bis\b|\b(?:largely |ultimately |really )?depends on (?:your|the|what|which|several|various|many)\b/i,
  /(?:^|[.!]\s+)(?:consider|try|aim|avoid|ensure|remember)\b/i,
);

const praises = says(
  /^(?:\S+ ){0,3}you(?:'|’)re (?:absolutely|quite|exactly|totally|completely|right)\b/i,
  /\bthat(?:'|’)s (?:a |an |such a |not just |quite )?(?:\w+ )?(?:fascinating|wonderful|incredible|excellent|fantastic|perfect|thoughtful|insightful|remarkable)\b/i,
  /\b(?:i completely agree|i(?:'|’)?m (?:so |very )?glad (?:you|to|that|of)|i(?:'|’)?m (?:so |very )?sorry to hear|spot on)\b/i,
  /\bi(?:(?:'|’)?m| am) (?:\w+ ){0,2}(?:excited|thrilled|happy) (?:to|you)\b|\bi(?:(?:'|’)?d| would) (?:absolutely )?love to\b|\bwhat a (?:great|fantastic|wonderful|lovely)\b|\blet me (?:rephrase|see if|think of|explain|clarify)\b/i,
  /^(?:i see|you(?:'|’)ve (?:got|really|perfectly|come))\b|^your \W?\w+\W? (?:\w+ ){0,6}is\b/i,
);

const lectures = says(
  /\b(?:additionally|furthermore|moreover|in conclusion|in summary|overall,|that being said|in addition,|indeed|for example,|for instance,)/i,
  /\b(?:testament to|intricate|multifaceted|plays? an? (?:crucial|key|vital|important) role|is known for|refers? to|is defined as|is a (?:type|form|way|popular|great|good|common) )/i,
);

/** What a person does who wants something, anywhere in the turn. */
const asks = says(
  /\?/,
  /\b(?:please|can you|could you|would you|i(?:(?:'|’)?d| would) like (?:you|to know|an?|the|some|more)|i (?:actually |just |also |really )?(?:want|need|wanted|wonder|was wondering)|i(?:(?:'|’)?m| am) (?:looking|trying|wondering|not sure|confused|unfamiliar|planning|working)|help me)\b/i,
);

/** A request or a question without its mark, at the beginning of a sentence. */
const begins =
  /^(?:(?:please|now|then|also|and|but|so|ok(?:ay)?|great|thanks|thank you|well|yes|no)[,.!]? )*(?:tell|give|show|explain|describe|write|rewrite|list|make|help|find|suggest|compare|summari[sz]e|translate|generate|create|add|change|alter|adjust|modify|fix|continue|provide|elaborate|dive|rank|convert|imagine|pretend|act|answer|edit|identify|extract|classify|rate|evaluate|analy[sz]e|use|discuss|outline|propose|design|draft|compose|implement|develop|solve|calculate|assume|suppose|given|prove|do|read|rephrase|reformulate|reword|shorten|begin|start|what|why|how|which|who|when|where|can|could|would|will|is|are|does|any|turn|put|check|correct|improve|simplify|expand|replace|remove|embrace|picture|craft|take)\b/i;

/** Whether a turn wants something of its reader: asks anywhere, or requests in its first or last sentence. */
function wantsSomething(prose: string): boolean {
  const sentences = prose.split(/(?<=[.!?:])\s+|\n+/).filter((sentence) => sentence.trim() !== "");
  return asks(prose) || [sentences[0], sentences.at(-1)].some((sentence) => begins.test(sentence?.trim() ?? ""));
}

const speaksOfSelf = says(/\b(?:i|i(?:'|’)(?:m|ve|d|ll)|my|me|mine|we|our)\b/i);

/** From so many words on, a turn that wants nothing is telling something. */
const fewestToldWords = 30;

/** Long and wanting nothing; of English only, whose requests are known here. */
function tells(prose: string, spokenLanguage: SpokenLanguage): boolean {
  const words = prose.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  return words >= fewestToldWords && !wantsSomething(prose) && spokenLanguage(prose) === "en";
}

/** What each sign weighs: a service phrase is enough by itself, a wish weighs against the others. */
const signs: { points: number; shows: (prose: string, spokenLanguage: SpokenLanguage) => boolean }[] = [
  { points: 5, shows: speaksAsAssistant },
  { points: 2, shows: handsOver },
  { points: 2, shows: isLaidOut },
  { points: 2, shows: tells },
  { points: 1, shows: (prose, spokenLanguage) => tells(prose, spokenLanguage) && !speaksOfSelf(prose) },
  { points: 1, shows: says(/\*\*[^*\n]+\*\*/) },
  { points: 1, shows: advises },
  { points: 1, shows: praises },
  { points: 1, shows: lectures },
  { points: -2, shows: wantsSomething },
];

/** Chosen on half of the dialogue trees of docs/decisions/007, so that people are hardly ever accused. */
const enough = 3;

/**
 * Whether a turn of the simulated user answers, advises or serves like an assistant instead of wanting something of
 * one. Weighs several signs, as no single one tells: people paste lists, and assistants ask back. Short facts and
 * languages other than English are mostly let pass.
 *
 * @param prose the turn without its fenced code
 */
export function slipsIntoAnswering(prose: string, spokenLanguage: SpokenLanguage): boolean {
  return signs.reduce((points, sign) => points + (sign.shows(prose, spokenLanguage) ? sign.points : 0), 0) >= enough;
}

type Said = { speaker: Speaker };

/** An assistant may well have been asked for both sides of something: a list of questions with answers, a scene. */
export function isAskedScript({ speaker }: Said, path: readonly (Said & { text: string })[]): boolean {
  return (
    speaker === "assistant" && path.slice(-3).some((turn) => turn.speaker === "user" && asksForScript.test(turn.text))
  );
}
