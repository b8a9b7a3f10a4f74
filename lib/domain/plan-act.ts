import { assertNever } from "@/lib/base/assert";
import { type ActChange, type ActInput, type ActPlan, endAt, pathOf, type Refusal, refuse, stateOf } from "./act-plan";
import type { Turn, Verdict } from "./dialogue";
import { isRejected } from "./is-rejected";
import { summarizePath } from "./path-summary";
import { planPause, planResume, planRetry, planStop } from "./plan-course";
import { carryCuration, planDelete, planEndMark, planMask, planRestore, planTags } from "./plan-curation";
import { planAmend, planBranch, planChoose, planEdit, planRewrite, planTakeOver } from "./plan-rewrite";
import { planSplit } from "./plan-split";
import { planGoBack, planUndo } from "./plan-undo";
import { activePath, countRounds, indexTurns, lastAnswered } from "./turn-tree";

/**
 * What an act of a person does to a dialogue: pure, so that the rules stand in one place and a refusal applies nothing.
 *
 * - Acts that carry `headId` are compare-and-set on it.
 * - Whatever makes the models write again queues the dialogue: for one turn when it was paused or about to be. Whatever
 *   only rearranges turns (`choose`, `edit` with `after: "keep"`) leaves a resting dialogue at rest.
 * - An imported dialogue has no run whose models could write: every act that would queue it is refused.
 * - An ended dialogue rests on an answer: `stop`, and `edit` with `after: "stop"`, drop an unanswered user turn from
 *   the path (it stays in the tree).
 * - A verdict is about the turns that its person saw. Given while a dialogue is still being written, it ends it there, on
 *   its last answer; whatever adds, removes or chooses turns later takes it off. Accepting needs at least one answered
 *   question.
 */
export function planAct(input: ActInput): ActPlan | Refusal {
  const { dialogue, turns, act } = input;
  if ("headId" in act && act.headId !== dialogue.headId) return refuse("conflict", movedOn(input, act.headId));
  if (dialogue.deletedAt !== null && act.kind !== "restore" && act.kind !== "undo")
    return refuse("conflict", "This dialogue was deleted. Nothing was changed; restore it first.");
  const target = "turnId" in act ? act.turnId : null;
  if (target !== null && !turns.some((turn) => turn.id === target))
    return refuse("not_found", "This dialogue has no such turn. Nothing was changed; reload the dialogue.");

  const change = changeOf(input);
  if ("ok" in change) return change;
  const { flag, turns: added = [] } = change;
  if (dialogue.origin.kind === "import" && change.state.status === "queued")
    return refuse(
      "conflict",
      "This dialogue was imported, so there are no models of a run to write on. Nothing was changed; edit its turns and keep what follows, or end it where it should end.",
    );
  // Logs from before a verdict ended a dialogue hold some on dialogues that went on: undo brings none of these back.
  const verdict = change.state.status === "ended" ? change.state.verdict : null;
  const state = { ...carryCuration(change.state, change.successors), verdict };
  const path = activePath(indexTurns<SummaryTurn>([...turns, ...added]), state.headId);
  const interrupts = state.headId !== dialogue.headId || state.status !== dialogue.status;
  return {
    ...change,
    state,
    ok: true,
    turns: added,
    summary: summarizePath(path.map((turn) => (turn.id === flag?.turnId ? flagged(turn, flag) : turn))),
    turnId: flag?.turnId ?? target ?? added[0]?.id ?? null,
    interrupts,
    wakes: state.status === "queued" && (interrupts || act.kind === "retry"),
  };
}

type SummaryTurn = Parameters<typeof summarizePath>[0][number];

function changeOf(input: ActInput): ActChange | Refusal {
  const { act } = input;
  switch (act.kind) {
    case "pause":
      return planPause(input);
    case "resume":
      return planResume(input);
    case "retry":
      return planRetry(input);
    case "stop":
      return planStop(input);
    case "edit":
      return planEdit(input, act);
    case "amend":
      return planAmend(input, act);
    case "split":
      return planSplit(input, act);
    case "reject_turn":
    case "regenerate":
      return planRewrite(input, act);
    case "take_over":
      return planTakeOver(input, act);
    case "branch":
      return planBranch(input, act);
    case "choose":
      return planChoose(input, act);
    case "accept":
      return planVerdict(input, "accepted");
    case "reject":
      return planVerdict(input, "rejected");
    case "flag":
      return planFlag(input, act.turnId);
    case "end_here":
      return planEndMark(input, act.turnId);
    case "mask":
      return planMask(input, act);
    case "tag":
    case "untag":
      return planTags(input, act);
    case "comment":
      return { state: stateOf(input.dialogue) };
    case "delete":
      return planDelete(input);
    case "restore":
      return planRestore(input);
    case "go_back":
      return planGoBack(input);
    case "undo":
      return planUndo(input);
    default:
      return assertNever(act);
  }
}

function planVerdict(input: ActInput, verdict: Verdict): ActChange | Refusal {
  const { dialogue } = input;
  if (dialogue.verdict === verdict) return refuse("conflict", `It is ${verdict} already.`);
  const path = pathOf(input);
  if (verdict === "accepted" && countRounds(path) === 0)
    return refuse("conflict", "It has no answered question yet, so there is nothing to accept.");
  if (verdict === "accepted" && path.some(isRejected))
    return refuse("conflict", "A turn of it was rejected. Choose another version of that turn, then accept.");
  if (dialogue.status === "ended") return { state: { ...stateOf(dialogue), verdict } };
  const ended = endAt(dialogue, lastAnswered(path), `A person ${verdict} it before its end, so it ends here.`);
  return { ...ended, state: { ...ended.state, verdict } };
}

function planFlag({ dialogue, turns }: ActInput, turnId: string): ActChange | Refusal {
  if (turns.some((turn) => turn.id === turnId && turn.flags.includes("flagged_by_person")))
    return refuse("conflict", "This turn is flagged already.");
  return { state: stateOf(dialogue), flag: { turnId, flag: "flagged_by_person", on: true } };
}

function flagged(turn: SummaryTurn, { flag, on }: NonNullable<ActChange["flag"]>): SummaryTurn {
  const others = turn.flags.filter((other) => other !== flag);
  return { ...turn, flags: on ? [...others, flag] : others };
}

/** Says what happened between the head that the actor saw and the one there is. */
function movedOn(input: ActInput, seenId: string | null): string {
  const path: Turn[] = pathOf(input);
  const at = path.findIndex((turn) => turn.id === seenId);
  const news = path.length - 1 - at;
  const what =
    at < 0 && seenId !== null
      ? "it follows another branch now"
      : `${news} ${news === 1 ? "turn was" : "turns were"} added after the last one you saw`;
  return `The dialogue has moved on: ${what}. Nothing was changed; look at it as it is now and decide again.`;
}
