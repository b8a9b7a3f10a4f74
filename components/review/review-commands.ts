import type { Command } from "@/lib/client/commands";
import type { WatchRoomCommands } from "../dialogue/watch-room-commands";
import { chosenByDigit, labelAt } from "./answer-draft";
import type { ReviewItemState } from "./use-review-item";

const group = "The review";

/** What can be decided about an item, by name; buttons and keys are one thing. */
export function reviewCommands(item: ReviewItemState) {
  const { room, asking, ask } = item;
  const free = () => asking === null && room.composer === null && !room.isPending;
  /** A key that was meant for the item before decides nothing about one that nobody has seen. */
  const onceSeen = (act: () => void) => () => item.isSeen() && act();
  const inReasons = () => asking === "reasons";

  const accept: Command = {
    id: "review-accept",
    label: "Accept",
    keys: ["a"],
    group,
    when: free,
    run: onceSeen(() => item.answer("accepted")),
  };
  const reject: Command = {
    id: "review-reject",
    label: "Reject",
    keys: ["x"],
    group,
    when: free,
    run: onceSeen(() => ask("reasons")),
  };
  const skip: Command = {
    ...{ id: "review-skip", label: "Skip", keys: ["s"], group, when: free },
    run: onceSeen(() => (item.hasWork ? ask("skip") : item.skip())),
  };
  const confirm: Command = {
    ...{
      id: "review-confirm",
      label: "Reject for these reasons",
      keys: ["enter", "mod+enter"],
      group,
      when: inReasons,
    },
    run: () => item.answer("rejected"),
  };
  /** The same from inside the note. */
  const confirmTyping: Command = { ...confirm, id: "review-confirm-typing", keys: ["mod+enter"], whileTyping: true };
  const leave: Command = {
    ...{ id: "review-leave", label: "Back to the item", keys: ["escape"], group, whileTyping: true },
    run: () => ask(null),
    when: () => asking !== null,
  };
  const send: Command = {
    ...{ id: "review-send", label: "Send with the chosen verdict", keys: ["mod+enter"], group, whileTyping: true },
    run: () => item.draft.verdict && item.answer(item.draft.verdict),
    when: () => asking === null && room.composer === null && Boolean(item.draft.verdict),
  };
  return { accept, reject, skip, confirm, confirmTyping, leave, send };
}

export type ReviewCommands = ReturnType<typeof reviewCommands>;

/** Digits and arrows: reasons while a rejection asks for them, else the options of the field that is marked. */
export function choosingCommands(item: ReviewItemState): Command[] {
  const { asking, guideline, active, room } = item;
  const free = () => asking === null && room.composer === null && active !== undefined;
  if (asking === "reasons")
    return guideline.reasons.slice(0, 9).map((reason, i) => ({
      ...{ id: `review-reason-${i + 1}`, label: reason.label, keys: [String(i + 1)], group },
      run: () => item.dispatch({ type: "toggle_reason", key: reason.key }),
    }));
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit): Command => {
    const chosen = active && chosenByDigit(active.field, digit, labelAt(item.draft, active.place));
    return {
      ...{ id: `review-choice-${digit}`, label: `Choose ${digit}`, keys: [String(digit)], group },
      run: () => active && item.dispatch({ type: "label", place: active.place, value: chosen }),
      when: () => free() && chosen !== undefined,
    };
  });
  const down: Command = {
    id: "field-next",
    label: "Next field",
    keys: ["arrowdown"],
    group,
    when: free,
    run: () => item.moveField(1),
  };
  const up: Command = {
    id: "field-previous",
    label: "Previous field",
    keys: ["arrowup"],
    group,
    when: free,
    run: () => item.moveField(-1),
  };
  return [...digits, down, up];
}

/** Of the commands of a room, those that make sense here; where the text stands still, those that propose. */
export function roomCommandsIn(commands: WatchRoomCommands, proposes: boolean): Command[] {
  const { next, previous, edit, endHere, mask } = commands;
  if (proposes) return [next, previous, edit, endHere, mask];
  const { nextVersion, previousVersion, regenerate, regenerateWithNote, takeOver, branch, comment, flag, tag } =
    commands;
  const rejectTurn = { ...commands.rejectTurn, keys: ["shift+x"] };
  return [
    ...[next, previous, nextVersion, previousVersion, edit, regenerate, regenerateWithNote, rejectTurn, takeOver],
    ...[branch, endHere, mask, comment, flag, tag],
  ];
}
