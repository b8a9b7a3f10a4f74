import { expect, it } from "vitest";
import { sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import type { Room } from "../transcript/use-room";
import { watchRoomCommands } from "./watch-room-commands";

/** As much of a room as commands look at. */
function commandsOf(origin: Room["dialogue"]["origin"]) {
  const dialogue = sampleDialogue("t1", { origin });
  const turn = sampleTurn("t1", null, "assistant");
  return watchRoomCommands({
    dialogue,
    selected: { turn },
    composer: null,
    preview: null,
    mayAct: true,
    isPending: false,
  } as Room);
}

const byModels = ["regenerate", "regenerateWithNote", "rejectTurn", "branch", "takeOver"] as const;

it("offers on an imported dialogue nothing that a model would have to write, and says why", () => {
  const commands = commandsOf({ kind: "import", importId: "imp_1", name: "chats.jsonl" });
  expect(byModels.filter((name) => commands[name].when?.())).toEqual([]);
  for (const name of byModels) expect(commands[name]).toMatchObject({ refused: expect.stringContaining("imported") });
  expect([commands.edit.when?.(), commands.accept.when?.(), commands.comment.when?.()]).toEqual([true, true, true]);
});

it("offers all of it on a dialogue of a run", () => {
  const commands = commandsOf({ kind: "run", runId: "run_1", name: "A run", simulatorId: "m1", assistantId: "m2" });
  expect(byModels.filter((name) => commands[name].when?.())).toEqual([...byModels]);
  expect(commands.regenerate).not.toHaveProperty("refused");
});
