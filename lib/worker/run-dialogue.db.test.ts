import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { createLiveWriter } from "@/lib/bus/live-writer";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { findModel } from "@/lib/data/models";
import { prisma } from "@/lib/data/prisma";
import type { ChatModel } from "@/lib/domain/chat-model";
import { makeModel, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { statementsOf } from "@/lib/testing/statements-of";
import { runDialogue } from "./run-dialogue";

withDatabase();

it("lands each turn and opens the call for the next one, or ends the dialogue, in one transaction", async () => {
  const { id } = await makeModel({ contextWindow: 1_000_000 });
  const entry = must(await findModel(id), "model");
  let calls = 0;
  const chat: ChatModel = {
    async *stream() {
      yield { type: "text", text: `Reply ${++calls} \ud83d` };
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 20, completionTokens: 5 } };
    },
  };
  const stopRules = { contextTokens: 100_000, maxRounds: 3, endPhrases: [], repetition: null };
  const run = await makeRun({ simulatorId: id, assistantId: id, dialogues: 1, stopRules });
  const [claim] = await claimDialogues("w1", 1);
  const context = {
    live: createLiveWriter(),
    models: async () => ({ entry, chat }),
    loadTokenCounter: async () => (text: string) => text.length,
    isStopping: () => false,
  };
  const { statements } = await statementsOf(() =>
    runDialogue(must(claim, "claim"), context, new AbortController().signal),
  );
  await context.live.close();
  // One opens the first call, six land turns; each of these opens what follows, and the last one ends the dialogue.
  expect(statements.filter((text) => text.startsWith("begin"))).toHaveLength(1 + 6);
  const dialogue = await prisma.dialogue.findFirstOrThrow({ where: { runId: run.id }, include: { turns: true } });
  expect(dialogue).toMatchObject({ status: "ended", rounds: 3, endReason: "round_cap" });
  expect(dialogue.turns).toHaveLength(6);
  expect(await engineViolations({ quiet: true })).toEqual([]);
});
