import type { Command } from "@/lib/client/commands";
import { actOf } from "./composer";
import { rejectReasons } from "./dialogue-words";
import type { Room } from "./use-room";

const group = "While typing";

/** Keys of what is open: send, another way to send, leave; digits choose the reasons of a rejection. */
export function composerCommands(room: Room, onRejected?: () => void): Command[] {
  const { composer, canSend, isPending } = room;
  if (!composer) return [];
  const ready = () => canSend && !isPending && actOf(composer) !== null;
  const send: Command = {
    id: "composer-send",
    label: "Send",
    keys: ["mod+enter"],
    group,
    whileTyping: true,
    run: () => void room.send(),
    when: ready,
  };
  const leave: Command = {
    id: "composer-leave",
    label: "Leave",
    keys: ["escape"],
    group,
    whileTyping: true,
    run: room.discard,
  };
  if (composer.kind === "edit") {
    const reroll: Command = {
      id: "composer-reroll",
      label: "Save and re-roll",
      keys: ["mod+shift+enter"],
      group,
      whileTyping: true,
      run: () => void room.send("reroll"),
      when: ready,
    };
    return room.standsStill ? [send, leave] : [send, reroll, leave];
  }
  if (composer.kind !== "reject") return [send, leave];
  const confirm: Command = { ...send, id: "composer-confirm", keys: ["enter"], whileTyping: false };
  const reasons = rejectReasons.map(
    (reason, i): Command => ({
      id: `reason-${i + 1}`,
      label: reason,
      keys: [String(i + 1)],
      group,
      run: () => room.dispatch({ type: "toggle_reason", reason }),
    }),
  );
  const next: Command = {
    ...confirm,
    id: "composer-next",
    label: "Reject, next dialogue",
    keys: ["shift+enter"],
    run: () => void room.send().then((isDone) => isDone && onRejected?.()),
    when: () => composer.turnId === null && onRejected !== undefined && ready(),
  };
  return [...reasons, confirm, next, send, leave];
}
