import type { Command } from "@/lib/client/commands";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Dialogue } from "@/lib/domain/dialogue";
import { steeringAct } from "../transcript/steering-act";

type Wall = {
  move: (steps: number) => void;
  columns: number;
  open: () => void;
  selected: Dialogue | undefined;
  /** null while nothing may be done: no right, or an act is under way. */
  act: ((act: DialogueAct) => Promise<unknown>) | null;
};

/** Keys of the wall: arrows move, Enter opens, Space pauses or goes on, a full stop stops. */
export function wallCommands({ move, columns, open, selected, act }: Wall): Command[] {
  const steering = selected ? steeringAct(selected) : null;
  const step = (id: string, label: string, keys: string, steps: number): Command => ({
    id: `tile-${id}`,
    label,
    keys: [keys],
    group: "The wall",
    repeats: true,
    run: () => move(steps),
  });
  return [
    step("left", "Tile to the left", "arrowleft", -1),
    step("right", "Tile to the right", "arrowright", 1),
    step("up", "Tile above", "arrowup", -columns),
    step("down", "Tile below", "arrowdown", columns),
    {
      id: "tile-open",
      label: "Open the dialogue",
      keys: ["enter"],
      group: "The wall",
      run: open,
      when: () => selected !== undefined,
    },
    {
      id: "tile-steer",
      label: "Pause or go on",
      keys: ["space"],
      group: "The wall",
      run: () => steering && void act?.({ kind: steering }),
      when: () => act !== null && steering !== null,
    },
    {
      id: "tile-stop",
      label: "Stop the dialogue",
      keys: ["."],
      group: "The wall",
      run: () => selected && void act?.({ kind: "stop" }),
      when: () => act !== null && selected !== undefined && selected.status !== "ended",
    },
  ];
}
