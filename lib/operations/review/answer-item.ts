import { AppError } from "@/lib/base/app-error";
import type { AnswerOutcome } from "@/lib/contract/endpoints/assignments";
import { writeAnswer } from "@/lib/data/review/answers";
import type { Queryable } from "@/lib/data/sql";
import type { Assignment, ReviewAnswer } from "@/lib/domain/review/answer";
import { checkAnswer } from "@/lib/domain/review/check-answer";
import { isRight } from "@/lib/domain/review/gold";
import type { Guideline } from "@/lib/domain/review/guideline";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { Viewer } from "@/lib/domain/viewer";
import { type AppliedAct, acting, type LockedDialogue } from "../apply-act";
import { undoResolution } from "./apply-answer";
import { keepingDraft } from "./assignments";
import { assertThere, countsAt, type ForAnswer, type HeldAssignment, openForAnswer } from "./held-assignment";
import { judgedHead } from "./serve-item";
import { settleByAnswers } from "./settle-by-answers";

type Input = {
  assignmentId: string;
  answerId: string;
  answer: ReviewAnswer;
  guidelineVersion: number;
  headId: string | null;
  seconds: number;
};

/**
 * Takes a person's answer, with all that follows from it, in one transaction: their place, the history, the verdict on
 * the dialogue when it settles the item. The same answer again changes nothing; another one is a change, until a
 * reviewer has settled the item. Without a place left it is kept as late. What is refused is kept as the draft.
 */
export async function answerItem(viewer: Viewer, input: Input): Promise<AnswerOutcome> {
  return keepingDraft(viewer, input.assignmentId, input.answer, input.seconds, () =>
    acting((tx) => giveAnswer(tx, viewer, input)),
  );
}

async function giveAnswer(tx: Queryable, viewer: Viewer, input: Input) {
  const place = await openForAnswer(tx, viewer, input);
  const taken = place.isRepeat
    ? { assignment: place.assignment, acts: [] }
    : await takeAnswer(tx, viewer, place, input);
  const { assignment, acts } = taken;
  const known = place.queue.spec.practice ? place.item.gold : null;
  const feedback = known && assignment.answer ? { isRight: isRight(assignment.answer, known), known } : null;
  return { result: { assignment, feedback, newestGuideline: place.queue.guidelineVersion }, acts };
}

type Taken = { assignment: Assignment; acts: AppliedAct[] };

async function takeAnswer(tx: Queryable, viewer: Viewer, place: ForAnswer, input: Input): Promise<Taken> {
  const { item, queue, assignment, guideline, locked: held } = place;
  const { answer, answerId, guidelineVersion, seconds } = input;
  const isChange = assignment.status === "answered";
  if (isChange && queue.spec.practice)
    throw new AppError("conflict", "The known answer was shown already, so your first answer stays.");
  if (isChange && item.resolution?.by === "reviewer")
    throw new AppError("conflict", "A reviewer has settled this item meanwhile, so your answer stays as it was.");
  if (!guideline) throw new AppError("invalid", `This queue's guideline has no version ${guidelineVersion}.`);

  assertThere(held);
  // A change begins where the first answer began.
  const { locked, acts } = isChange
    ? await undoResolution(tx, viewer, held, item.resolution)
    : { locked: held, acts: [] };
  checkJudged(place, locked, input, guideline);
  const event = countsAt(place) ? (isChange ? "changed" : "answered") : "late";
  const said = { event, personId: viewer.id, answer, answerId, guidelineVersion, seconds } as const;
  const written = await writeAnswer(tx, assignment.id, said);
  if (event === "late" || item.gold) return { assignment: written, acts };
  const settled = await settleByAnswers(tx, viewer, { ...place, assignment: written, guideline, locked, seconds });
  return { assignment: written, acts: [...acts, ...settled] };
}

function checkJudged(
  { item, queue }: HeldAssignment,
  locked: LockedDialogue,
  input: Input,
  guideline: Guideline,
): void {
  const { dialogue, turns } = locked;
  if (input.headId !== judgedHead(item, dialogue))
    throw new AppError("conflict", "The dialogue has moved on since you read it. Look at it as it is now.", {
      details: queue.spec.hidesModels ? undefined : { dialogue, turns },
    });
  const path = activePath(indexTurns(turns), input.headId);
  const wrong = Object.entries(checkAnswer(input.answer, guideline, path));
  if (wrong.length === 0) return;
  const fields = Object.fromEntries(wrong.map(([at, message]) => [`answer.${at}`, message]));
  const said = wrong.slice(0, 3).map(([, message]) => message);
  throw new AppError("invalid", `${said.join(". ")}.`, { fields });
}
