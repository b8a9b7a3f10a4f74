import type { Command } from "@/lib/client/commands";
import type { WatchRoomCommands } from "../watch-room/watch-room-commands";
import { chosenByDigit, labelAt } from "./answer-draft";
import type { ReviewItemState } from "./use-review-item";

const group = "The review";

type PageActs = { guideline: () => void; answered: () => void; undo: () => void };

/** What can be done on the page around the items, and where there is none. */
export function pageCommands({ guideline, answered, undo }: PageActs) {
  return {
    guideline: command("review-guideline", "Guideline", ["g"], guideline),
    answered: command("review-answered", "Your answers", ["y"], answered),
    undo: command("review-undo", "Undo", ["z"], undo),
  };
}

export type PageCommands = ReturnType<typeof pageCommands>;

function command(id: string, label: string, keys: string[], run: () => void, when?: () => boolean): Command {
  return { id, label, keys, group, run, when };
}

/** What can be decided about an item, by name; buttons and keys are one thing. */
export function reviewCommands(item: ReviewItemState) {
  const { room, asking, ask } = item;
  const free = () => asking === null && room.composer === null && room.preview === null && !room.isPending;
  /** A key that was meant for the item before decides nothing about one that nobody has seen. */
  const onceSeen = (act: () => void) => () => item.isSeen() && act();
  const inReasons = () => asking === "reasons";

  const accept = command(
    "review-accept",
    "Accept",
    ["a"],
    onceSeen(() => item.answer("accepted")),
    free,
  );
  const reject = command(
    "review-reject",
    "Reject",
    ["x"],
    onceSeen(() => ask("reasons")),
    free,
  );
  const skip = command(
    "review-skip",
    "Skip",
    ["s"],
    onceSeen(() => (item.hasWork ? ask("skip") : item.skip())),
    free,
  );
  const confirm = command(
    "review-confirm",
    "Reject for these reasons",
    ["enter", "mod+enter"],
    () => item.answer("rejected"),
    inReasons,
  );
  const note = command("review-note", "Write a note", ["n"], () => focusText("review-note-text"), inReasons);
  const write = command(
    "review-write",
    "Write in the field",
    ["enter"],
    () => focusText("review-field-text"),
    () => free() && item.active?.field.kind === "text",
  );
  /** Out of a text of the panel, which is kept; the keys decide again. */
  const leaveText: Command = {
    ...command("review-leave-text", "Leave the text", ["escape"], blurText, () => textOfPanel() !== null),
    whileTyping: true,
  };
  /** The same from inside the note. */
  const confirmTyping: Command = { ...confirm, id: "review-confirm-typing", keys: ["mod+enter"], whileTyping: true };
  const leave: Command = {
    id: "review-leave",
    label: "Back to the item",
    keys: ["escape"],
    group,
    whileTyping: true,
    run: () => ask(null),
    when: () => asking !== null,
  };
  const send: Command = {
    id: "review-send",
    label: "Send with the chosen verdict",
    keys: ["mod+enter"],
    group,
    whileTyping: true,
    run: () => item.draft.verdict && item.answer(item.draft.verdict),
    when: () => asking === null && room.composer === null && Boolean(item.draft.verdict),
  };
  return { accept, reject, skip, confirm, confirmTyping, note, write, leave, leaveText, send };
}

export type ReviewCommands = ReturnType<typeof reviewCommands>;

/** Digits and arrows: reasons while a rejection asks for them, else the options of the field that is marked. */
export function choosingCommands(item: ReviewItemState): Command[] {
  const { asking, guideline, active, room } = item;
  const free = () => asking === null && room.composer === null && active !== undefined;
  if (asking === "reasons")
    return guideline.reasons.slice(0, 9).map((reason, i) => ({
      id: `review-reason-${i + 1}`,
      label: reason.label,
      keys: [String(i + 1)],
      group,
      run: () => item.dispatch({ type: "toggle_reason", key: reason.key }),
    }));
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit): Command => {
    const chosen = active && chosenByDigit(active.field, digit, labelAt(item.draft, active.place));
    return {
      id: `review-choice-${digit}`,
      label: `Choose ${digit}`,
      keys: [String(digit)],
      group,
      run: () => active && item.dispatch({ type: "label", place: active.place, value: chosen }),
      when: () => free() && chosen !== undefined,
    };
  });
  const down = command("field-next", "Next field", ["arrowdown"], () => item.moveField(1), free);
  const up = command("field-previous", "Previous field", ["arrowup"], () => item.moveField(-1), free);
  return [...digits, down, up];
}

/**
 * Of the commands of a room, those that make sense here; where the text stands still, those that propose, and where nobody is to
 * know where the dialogue comes from, no comment, since that is said at the dialogue itself.
 */
export function roomCommandsIn(commands: WatchRoomCommands, proposes: boolean, isHidden: boolean): Command[] {
  const { next, previous, edit, endHere, mask, comment } = commands;
  if (isHidden) return [next, previous, edit, endHere, mask];
  if (proposes) return [next, previous, edit, endHere, mask, comment];
  const {
    nextVersion,
    previousVersion,
    chooseVersion,
    leaveVersion,
    regenerate,
    regenerateWithNote,
    takeOver,
    branch,
    flag,
    tag,
  } = commands;
  const rejectTurn = { ...commands.rejectTurn, keys: ["shift+x"] };
  return [
    ...[
      next,
      previous,
      nextVersion,
      previousVersion,
      chooseVersion,
      leaveVersion,
      edit,
      regenerate,
      regenerateWithNote,
      rejectTurn,
      takeOver,
    ],
    ...[branch, endHere, mask, comment, flag, tag],
  ];
}

function focusText(name: string) {
  document.querySelector<HTMLElement>(`[data-text="${name}"]`)?.focus();
}

/** The text of the panel that is typed in now. */
function textOfPanel(): HTMLElement | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement.dataset.text !== undefined ? activeElement : null;
}

function blurText() {
  textOfPanel()?.blur();
}
