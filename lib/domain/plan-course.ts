import type { ActChange, ActInput, Refusal } from "./act-plan";
import { endAt, pathOf, refuse, stateOf } from "./act-plan";
import { lastAnswered } from "./turn-tree";

/**
 * Pause: at once when nobody writes, else after the turn in flight. A second look at a pause that has not come yet is
 * `resume`, which takes it back.
 */
export function planPause({ dialogue }: ActInput): ActChange | Refusal {
  const state = stateOf(dialogue);
  switch (dialogue.status) {
    case "running":
      if (dialogue.holdRequested) return refuse("conflict", "It pauses as soon as the turn in flight is complete.");
      return { state: { ...state, holdRequested: true } };
    case "queued":
      return { state: { ...state, status: "paused", statusDetail: null } };
    case "paused":
      return refuse("conflict", "It is paused already.");
    case "parked":
      return refuse("conflict", "It is parked, so nothing is being written. Retry it or stop it.");
    case "ended":
      return refuse("conflict", "It has ended, so there is nothing to pause.");
  }
}

/** On to its natural end; a note that waits for the next turn is kept. */
export function planResume({ dialogue }: ActInput): ActChange | Refusal {
  const state = stateOf(dialogue);
  switch (dialogue.status) {
    case "paused":
      return { state: { ...state, status: "queued", statusDetail: null }, turnsAllowed: null };
    case "running":
      if (dialogue.holdRequested) return { state: { ...state, holdRequested: false }, turnsAllowed: null };
      return refuse("conflict", "It is running already.");
    case "queued":
      return refuse("conflict", "It is waiting for a worker already.");
    case "parked":
      return refuse("conflict", "It is parked. Look at what happened, then retry it.");
    case "ended":
      return refuse("conflict", "It has ended. Edit, branch or take over to write on.");
  }
}

/** Tries the next turn again: a parked dialogue, or one that waits after a failure. */
export function planRetry({ dialogue }: ActInput): ActChange | Refusal {
  if (dialogue.status !== "parked" && dialogue.status !== "queued")
    return refuse("conflict", "Only a dialogue that is parked or waits after a failure can be retried.");
  return { state: { ...stateOf(dialogue), status: "queued", statusDetail: null } };
}

/** Ends on the last answer: an unanswered user turn leaves the path and stays in the tree. */
export function planStop(input: ActInput): ActChange | Refusal {
  if (input.dialogue.status === "ended") return refuse("conflict", "It has ended already.");
  return endAt(input.dialogue, lastAnswered(pathOf(input)), "Stopped by a person.");
}
