import type { Command } from "@/lib/client/commands";
import type { Room } from "../transcript/use-room";

const group = "Read";

/** Looks at the versions of the chosen turn, and chooses the one that is looked at. */
export function versionCommands(room: Room) {
  const { preview, composer, selected } = room;
  const isRejected = preview?.isRejected ?? false;

  function page(id: string, label: string, key: string, to: string | null | undefined): Command {
    const when = () => composer === null && !!to;
    return { id, label, keys: [key], group, run: () => to && room.look(to), when };
  }

  const choose: Command = {
    id: "version-choose",
    label: isRejected ? "Choose the rejected version" : "Choose this version",
    keys: [isRejected ? "shift+enter" : "enter"],
    group,
    run: () => void room.choosePreview(),
    when: () =>
      preview !== null && room.mayAct && composer === null && !room.isPending && room.dialogue.deletedAt === null,
  };
  const leave: Command = {
    id: "version-leave",
    label: "Back to what the dialogue follows",
    keys: ["escape"],
    group,
    run: () => room.look(null),
    when: () => composer === null && preview !== null,
  };
  return {
    nextVersion: page("version-next", "Next version", "l", selected?.pager?.nextId),
    previousVersion: page("version-previous", "Previous version", "h", selected?.pager?.previousId),
    chooseVersion: choose,
    leaveVersion: leave,
  };
}
