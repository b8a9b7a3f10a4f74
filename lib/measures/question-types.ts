import { type FigureDefinition, ours, shareOfQuestions } from "./figure-definition";

export type QuestionType = "how" | "why" | "what" | "otherWh" | "yesNo" | "request" | "otherQuestion" | "statement";

const askedOf =
  /^(please|pls|(can|could|would|will) (you|u)\b|i (want|need|would like|'d like) you to|help me\b|let'?s\b)/i;
const imperative =
  /^(write|give|tell|make|create|explain|describe|show|list|find|generate|summari[sz]e|translate|rewrite|rephrase|compare|suggest|recommend|provide|act|design|fix|add|change|remove|use|try|continue|go|imagine|pretend|help|convert|solve|calculate|compute|draw|plan|improve|correct|edit|answer|name|define|discuss|analy[sz]e|outline|propose|prepare|teach|expand|shorten|do|be|keep|start|stop|repeat|return|implement|refactor|debug|test)\b/i;
const yesNo =
  /^(is|are|am|was|were|do|does|did|has|have|had|can|could|should|would|will|shall|may|might|must|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|won'?t|can'?t|couldn'?t|shouldn'?t|wouldn'?t)\b/i;
const mark = /[?\uff1f\u061f\u037e\u055e\u1367\u2047]\s*["'”’)\]]*$/;
const before = /^\W*((ok(ay)?|so|and|but|well|also|then|now|hi|hello|hey|thanks|thank you|great|yes|no)\b\W+)*/i;

/** What kind of question it is, by its first words: one kind each, tried in the order told on the page. */
export function questionTypeOf(text: string): QuestionType {
  const body = text.trim().replace(before, "");
  const isAsked = mark.test(text.trim());
  if (askedOf.test(body)) return "request";
  if (/^how\b(?! come\b)/i.test(body)) return "how";
  if (/^(why|how come)\b/i.test(body)) return "why";
  if (/^what\b/i.test(body)) return "what";
  if (/^(who|whom|whose|when|where|which)\b/i.test(body)) return "otherWh";
  if (isAsked && yesNo.test(body)) return "yesNo";
  if (imperative.test(body)) return "request";
  if (yesNo.test(body) && !/^(do|be|have)\b/i.test(body)) return "yesNo";
  return isAsked ? "otherQuestion" : "statement";
}

const rules =
  "By the first words, greetings and fillers left out; one kind each. English only: of other languages only the closing question mark tells.";

/** What kinds of questions users ask; the shares make up the whole. */
export const questionTypeFigures = {
  how: typeFigure("how", "How questions", "Begins with how."),
  why: typeFigure("why", "Why questions", "Begins with why."),
  what: typeFigure("what", "What questions", "Begins with what."),
  otherWh: typeFigure("otherWh", "Who, when, where, which", "Begins with who, when, where or which."),
  yesNo: typeFigure(
    "yesNo",
    "Yes-no questions",
    "Begins with a verb such as is, does or can, but asks nobody to do something.",
  ),
  request: typeFigure("request", "Requests", "Begins with please, can you, or a verb such as write, explain or give."),
  otherQuestion: typeFigure("otherQuestion", "Other questions", "Ends on a question mark and is none of the others."),
  statement: typeFigure("statement", "Statements", "None of the others."),
} as const satisfies Record<QuestionType, FigureDefinition>;

function typeFigure(type: QuestionType, name: string, definition: string): FigureDefinition {
  return {
    name,
    of: "question",
    unit: "share",
    definition: `${definition} ${rules}`,
    source: ours,
    values: shareOfQuestions((text) => knownType(text) === type),
  };
}

/** Types of the texts that were asked for last: each figure asks for the same ones, one after the other. */
let lately = new Map<string, QuestionType>();
const mostTexts = 256;

function knownType(text: string): QuestionType {
  const known = lately.get(text);
  if (known) return known;
  const type = questionTypeOf(text);
  if (lately.size >= mostTexts) lately = new Map();
  lately.set(text, type);
  return type;
}
