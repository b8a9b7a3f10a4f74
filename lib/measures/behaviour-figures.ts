import {
  type FigureDefinition,
  type MeasuredDialogue,
  ours,
  questionsOf,
  said,
  shareOfQuestions,
} from "./figure-definition";
import { wordsIn } from "./spoken-words";
import { turnPatterns } from "./user-sim-index";

const index = "User-Sim Index (arXiv 2603.11245), D3 and D4; its patterns of words are ours and English";
const friction = "after friction rates (arXiv 2605.02624); the patterns of words are ours and English";

const praise =
  /\b(great|perfect|excellent|awesome|amazing|brilliant|nice (one|job|work)|well done|good (job|answer|point|work)|very helpful|that('?s| is) (great|perfect|helpful|exactly|right|correct|what i)|that (helps|helped|worked)|love (it|this|that))\b/i;
const complaint =
  /\b(wrong|incorrect|not (right|correct|helpful|what i (asked|wanted|meant))|useless|(doesn'?t|didn'?t|does not|did not|still not) (work|help|answer|make sense)|you (didn'?t|did not|ignored|forgot|missed|misunderstood|failed)|bad answer|too (long|short|vague|generic|complicated))\b/i;
const again =
  /\b((try|say|explain|do|ask|tell me|write) (it |that |this )?again|as i (said|asked)|i (already|just) (said|asked|told)|i('?ll| will)? (repeat|ask again|rephrase)|once more|my question was|answer (my|the) question|redo|rewrite (it|this|that))\b/i;
const onward =
  /^\W*(please )?(continue|go on|keep going|carry on|proceed|next|more|and then|go ahead|finish|tell me more)\b.{0,40}$/is;
const givesClarification =
  /\b(i (mean|meant)|what i (mean|meant|want|wanted|need) (is|was)|to (clarify|be clear|be precise|be specific)|in other words|let me (clarify|explain|rephrase)|more (precisely|specifically)|i('?m| am) (talking about|referring to|asking about))\b/i;

/** From this share of words in common on, a question is an earlier one asked again. */
const sameQuestion = 0.7;

/** How users react and what becomes of their questions, question by question. */
export const behaviourFigures = {
  praise: shareOf("Praises", "Questions that praise the answer before in so many words.", friction, (text) =>
    praise.test(text),
  ),
  complaint: shareOf("Complains", "Questions that say the answer before is wrong or no help.", friction, (text) =>
    complaint.test(text),
  ),
  asksAgain: {
    name: "Asks again",
    of: "question",
    unit: "share",
    definition: `Questions that say they are asked again, or share ${sameQuestion} of their different words with an earlier one of at least three. First questions have no value.`,
    source: friction,
    values: asksAgain,
  },
  asksOn: shareOf("Asks to continue", "Questions that only ask to go on.", friction, (text) => onward.test(text)),
  asksClarification: shareOf(
    "Asks for clarification",
    "Questions that ask what an answer means.",
    `${index}; ${friction}`,
    (text) => turnPatterns.clarificationQuestions.test(text),
  ),
  givesClarification: shareOf("Gives clarification", "Questions that say what was meant.", friction, (text) =>
    givesClarification.test(text),
  ),
  infoSeeking: shareOf(
    "Seeks information",
    "Questions that begin with a question word or verb and hold a question mark.",
    index,
    (text) => turnPatterns.infoSeeking.test(text),
  ),
  uncertainty: shareOf("Unsure", "Questions that say maybe, I think, not sure, or the like.", index, (text) =>
    turnPatterns.uncertainty.test(text),
  ),
  certainty: shareOf("Sure", "Questions that say definitely, of course, exactly, or the like.", index, (text) =>
    turnPatterns.certainty.test(text),
  ),
  pushback: shareOf("Pushes back", "Questions that contradict or doubt the answer before.", index, (text) =>
    turnPatterns.pushback.test(text),
  ),
  emotion: shareOf("Shows feeling", "Questions with words of feeling, or several exclamation marks.", index, (text) =>
    turnPatterns.emotion.test(text),
  ),
  accusation: shareOf("Accuses", "Questions that say what the assistant did or failed to do.", index, (text) =>
    turnPatterns.accusation.test(text),
  ),
  pivot: shareOf("Turns elsewhere", "Questions that ask for another way or another thing.", index, (text) =>
    turnPatterns.pivot.test(text),
  ),
  roleSlip: shareOf(
    "Speaks as an assistant",
    "Questions in which the user offers help or calls itself an AI: role slips.",
    "User-Sim Index (arXiv 2603.11245), identity confusion; its patterns of words are ours and English",
    (text) => turnPatterns.identityConfusion.test(text),
  ),
  answerRepeats: {
    name: "Answers said before",
    of: "answer",
    unit: "share",
    definition: "Answers that equal an earlier one of the dialogue, blanks and case aside.",
    source: ours,
    values: repeats,
  },
} as const satisfies Record<string, FigureDefinition>;

function shareOf(name: string, definition: string, source: string, is: (text: string) => boolean): FigureDefinition {
  return { name, of: "question", unit: "share", definition, source, values: shareOfQuestions(is) };
}

function asksAgain(dialogue: MeasuredDialogue): (number | null)[] {
  const asked: Set<string>[] = [];
  return questionsOf(dialogue).flatMap(({ text }, i) => {
    const words = new Set(wordsIn(text));
    const earlier = [...asked];
    if (words.size >= 3) asked.push(words);
    if (i === 0) return [];
    if (text.trim() === "") return [null];
    return [Number(again.test(text) || (words.size >= 3 && earlier.some((one) => common(one, words) >= sameQuestion)))];
  });
}

function common(one: Set<string>, other: Set<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both / (one.size + other.size - both);
}

function repeats(dialogue: MeasuredDialogue): (number | null)[] {
  const seen = new Set<string>();
  return said("assistant", dialogue).map(({ text }) => {
    const even = text
      .trim()
      .toLowerCase()
      .replaceAll(/\s{2,}|[^\S ]/g, " ");
    if (even === "") return null;
    const isKnown = seen.has(even);
    seen.add(even);
    return Number(isKnown);
  });
}
