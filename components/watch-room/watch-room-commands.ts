import type { Command } from "@/lib/client/commands";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Composer } from "../transcript/composer";
import { steeringAct } from "../transcript/steering-act";
import type { Room } from "../transcript/use-room";
import { versionCommands } from "./version-commands";

/** What would have a model write on, which no imported dialogue has: its button says so. */
function byModel<C extends Command>({ origin }: Room["dialogue"], command: C): C {
  if (origin.kind === "run") return command;
  return { ...command, refused: "this dialogue was imported, so there is no model to write on", when: () => false };
}

const steeringWords = { pause: "Pause", resume: "Go on", retry: "Try again" } as const;

/** Everything that can be done in the watch room, by name, so that buttons and keys are one thing. */
export function watchRoomCommands(room: Room) {
  const move = (id: string, label: string, key: string, by: 1 | -1): Command => ({
    id,
    label,
    keys: [key],
    group: "Read",
    repeats: true,
    run: () => room.move(by),
  });
  return {
    next: move("turn-next", "Next turn", "j", 1),
    previous: move("turn-previous", "Previous turn", "k", -1),
    ...versionCommands(room),
    ...turnCommands(room),
    ...dialogueCommands(room),
  };
}

/** What all that is done here has in common. */
function reachOf(room: Room) {
  const turn = room.selected?.turn;
  const idle = () => room.composer === null && !room.isPending && room.dialogue.deletedAt === null;
  /** What is shown is what the dialogue follows: nobody decides about turns that they are not looking at. */
  const free = () => room.mayAct && idle() && room.preview === null;
  const act = (wanted: DialogueAct) => () => void room.act(wanted);
  /** Opens what is typed first. */
  const ask = (composer: Composer) => room.dispatch({ type: "open", composer });

  function onTurn(id: string, label: string, keys: string, run: (turnId: string) => void, when = free): Command {
    return {
      id: `turn-${id}`,
      label,
      keys: [keys],
      group: "The chosen turn",
      run: () => turn && run(turn.id),
      when: () => turn !== undefined && when(),
    };
  }
  function onDialogue(id: string, label: string, keys: string, run: () => void, when = free): Command {
    return { id: `dialogue-${id}`, label, keys: keys === "" ? [] : [keys], group: "The dialogue", run, when };
  }
  return { idle, free, act, ask, onTurn, onDialogue };
}

function turnCommands(room: Room) {
  const { dialogue, selected, mayAct } = room;
  const { headId } = dialogue;
  const { idle, free, act, ask, onTurn } = reachOf(room);
  const turn = selected?.turn;
  const written = () => free() && turn !== undefined && turn.origin !== "seed";
  const endsHere = turn !== undefined && turn.id === dialogue.endMarkId;
  const untrained = turn !== undefined && dialogue.untrained.includes(turn.id);

  return {
    edit: onTurn("edit", "Edit", "e", (turnId) => {
      const before = turn?.text ?? "";
      ask({ kind: "edit", headId, turnId, before, text: before });
    }),
    regenerate: byModel(
      dialogue,
      onTurn("regenerate", "Regenerate", "r", (turnId) => act({ kind: "regenerate", headId, turnId })(), written),
    ),
    regenerateWithNote: byModel(dialogue, {
      ...onTurn(
        "regenerate-note",
        "Regenerate with a note",
        "shift+r",
        (turnId) => ask({ kind: "regenerate", headId, turnId, text: "" }),
        written,
      ),
      short: "With a note",
    }),
    rejectTurn: byModel(dialogue, {
      ...onTurn(
        "reject",
        "Reject turn",
        "x",
        (turnId) => ask({ kind: "reject", headId, turnId, reasons: [], text: "" }),
        written,
      ),
      short: "Reject",
    }),
    branch: byModel(
      dialogue,
      onTurn("branch", "Branch", "b", (turnId) => act({ kind: "branch", headId, turnId })()),
    ),
    flag: onTurn(
      "flag",
      "Flag",
      "f",
      (turnId) => act({ kind: "flag", turnId })(),
      () => free() && !turn?.flags.includes("flagged_by_person"),
    ),

    endHere: {
      ...onTurn(
        "end-here",
        endsHere ? "A user goes on here" : "A user stops here",
        "n",
        (turnId) => act({ kind: "end_here", turnId: endsHere ? null : turnId })(),
        () => free() && turn?.speaker === "assistant",
      ),
      short: endsHere ? "Goes on here" : "Stops here",
    },
    mask: {
      ...onTurn("mask", untrained ? "Train on this" : "Leave out of training", "m", (turnId) =>
        act({ kind: "mask", turnIds: [turnId], trained: untrained })(),
      ),
      short: untrained ? "Train on this" : "Leave out",
    },
    comment: onTurn(
      "comment",
      "Comment",
      "c",
      (turnId) => ask({ kind: "comment", headId, turnId, text: "" }),
      () => mayAct && idle(),
    ),
  };
}

function dialogueCommands(room: Room) {
  const { dialogue, composer, mayAct } = room;
  const { headId } = dialogue;
  const { free, act, ask, onDialogue } = reachOf(room);
  const steering = steeringAct(dialogue);
  const deleted = dialogue.deletedAt !== null;
  const goesOn = dialogue.status !== "ended";

  return {
    commentOnDialogue: onDialogue("comment", "Comment on the dialogue", "shift+c", () =>
      ask({ kind: "comment", headId, turnId: null, text: "" }),
    ),
    tag: onDialogue("tag", "Tag", "#", () => ask({ kind: "tag", headId, text: "" })),
    /** No key: a slip of the hand must not throw a dialogue away. */
    delete: onDialogue("delete", "Delete dialogue", "", act({ kind: "delete" }), () => free() && !deleted),
    restore: onDialogue(
      "restore",
      "Restore dialogue",
      "",
      act({ kind: "restore" }),
      () => mayAct && !room.isPending && deleted,
    ),
    accept: onDialogue(
      "accept",
      goesOn ? "Accept, end here" : "Accept dialogue",
      "a",
      act({ kind: "accept", headId }),
      () => free() && dialogue.verdict !== "accepted" && dialogue.rounds > 0,
    ),
    reject: onDialogue(
      "reject",
      goesOn ? "Reject, end here" : "Reject dialogue",
      "shift+x",
      () => ask({ kind: "reject", headId, turnId: null, reasons: [], text: "" }),
      () => free() && dialogue.verdict !== "rejected",
    ),
    takeOver: byModel(
      dialogue,
      onDialogue("take-over", "Take over", "t", () => ask({ kind: "take_over", headId, text: "" })),
    ),
    steer: onDialogue(
      "steer",
      steeringWords[steering ?? "pause"],
      "space",
      () => steering && act({ kind: steering })(),
      () => free() && steering !== null,
    ),
    stop: onDialogue("stop", "Stop", ".", act({ kind: "stop" }), () => free() && dialogue.status !== "ended"),
    undo: onDialogue(
      "undo",
      "Undo",
      "z",
      () => void room.undoLast(),
      () => mayAct && composer === null && !room.isPending,
    ),
  };
}

export type WatchRoomCommands = ReturnType<typeof watchRoomCommands>;
