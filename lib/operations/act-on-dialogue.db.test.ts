import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findModel } from "@/lib/data/models";
import { prisma } from "@/lib/data/prisma";
import { runSpecSchema } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";
import { loadTokenCounter } from "@/lib/models/tokens";
import { countContextTokens } from "@/lib/simulation/next-step";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { statementsOf } from "@/lib/testing/statements-of";
import { actOnDialogue } from "./act-on-dialogue";

withDatabase();

async function viewer(): Promise<Viewer> {
  const { id, name, email } = await makeUser();
  return { id, name, email, roles: ["lead"] };
}

function codeOf(result: PromiseSettledResult<unknown>): string {
  if (result.status === "fulfilled") return "won";
  return result.reason instanceof AppError ? result.reason.code : String(result.reason);
}

function tally(results: PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of results.map(codeOf)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

describe("acting on a dialogue", () => {
  it.each([
    [1, 2_000],
    [10, 50],
  ])("lets one of many who saw the same head win (%i rounds of %i)", { timeout: 120_000 }, async (rounds, people) => {
    const actor = await viewer();
    const { dialogue } = await makeDialogue({ status: "paused", texts: ["Hello?", "Hello."] });
    let headId = dialogue.headId;
    for (let round = 1; round <= rounds; round++) {
      const results = await Promise.allSettled(
        Array.from({ length: people }, (_, i) =>
          actOnDialogue(actor, { dialogueId: dialogue.id, act: { kind: "take_over", headId, text: `${round}/${i}` } }),
        ),
      );
      expect(tally(results)).toEqual({ won: 1, conflict: people - 1 });
      headId = (await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogue.id } })).headId;
    }
    expect(await prisma.turn.count({ where: { dialogueId: dialogue.id } })).toBe(2 + rounds);
    expect(await prisma.decision.count({ where: { dialogueId: dialogue.id } })).toBe(rounds);
  });

  it("tells the context at the new head, and leaves it alone where the head stays", async () => {
    const actor = await viewer();
    const { dialogue, turns } = await makeDialogue({ status: "paused", texts: ["Hello?", "Hello.", "Why?", "So."] });
    const first = must(turns[0], "turn");
    const act = {
      kind: "edit",
      headId: dialogue.headId,
      turnId: first.id,
      text: "Good morning!",
      after: "reroll",
    } as const;
    const short = (await actOnDialogue(actor, { dialogueId: dialogue.id, act })).dialogue;
    const flagged = { kind: "flag", turnId: first.id } as const;
    expect((await actOnDialogue(actor, { dialogueId: dialogue.id, act: flagged })).dialogue).toMatchObject({
      contextTokens: short.contextTokens,
    });
    const longer = { kind: "take_over", headId: short.headId, text: "And good morning to you, too." } as const;
    const long = (await actOnDialogue(actor, { dialogueId: dialogue.id, act: longer })).dialogue;
    const run = await prisma.run.findUniqueOrThrow({ where: { id: dialogue.runId ?? "" } });
    const simulator = must(await findModel(run.simulatorId), "model");
    const countTokens = await loadTokenCounter();
    const tokensOf = (...texts: string[]) => {
      const path = texts.map((text, i) => ({
        id: `${i}`,
        parentId: null,
        text,
        speaker: i % 2 ? ("assistant" as const) : ("user" as const),
      }));
      return countContextTokens({ path, spec: runSpecSchema.parse(run.spec), simulator, countTokens });
    };
    expect(short.contextTokens).toBe(tokensOf("Good morning!"));
    expect(long.contextTokens).toBe(tokensOf("Good morning!", "And good morning to you, too."));
  });

  it("grows version and fence, keeps the old turn, and undoes exactly", async () => {
    const actor = await viewer();
    const { dialogue, turns } = await makeDialogue({ status: "paused", texts: ["Hello?", "Hello."] });
    const turnId = turns[0]?.id ?? "";
    const { headId } = dialogue;
    const edit = { kind: "edit", headId, turnId, text: "Good morning?", after: "reroll" } as const;
    const edited = await actOnDialogue(actor, { dialogueId: dialogue.id, act: edit, seconds: 3.5 });
    const row = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogue.id } });
    expect(row).toMatchObject({ version: dialogue.version + 1, fence: dialogue.fence + 1, status: "queued" });
    expect(edited.turns.map((turn) => turn.text)).toEqual(["Good morning?"]);
    expect(edited.decision).toMatchObject({ kind: "edit", seconds: 3.5, undone: false, before: { headId } });
    expect(await prisma.turn.count({ where: { dialogueId: dialogue.id } })).toBe(3);

    const undo = { kind: "undo", decisionId: edited.decision.id } as const;
    const undone = await actOnDialogue(actor, { dialogueId: dialogue.id, act: undo });
    expect(undone.dialogue).toMatchObject({ headId, status: "paused", opening: "Hello?" });
    expect(undone.decision.undoesId).toBe(edited.decision.id);
    await expect(actOnDialogue(actor, { dialogueId: dialogue.id, act: undo })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("answers a conflict with the dialogue as it is now and changes nothing", async () => {
    const actor = await viewer();
    const { dialogue } = await makeDialogue({ status: "paused", texts: ["Hello?", "Hello."] });
    const act = { kind: "accept", headId: "trn_somewhere_else" } as const;
    const refusal = await actOnDialogue(actor, { dialogueId: dialogue.id, act }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "conflict", details: { dialogue: { headId: dialogue.headId } } });
    expect(await prisma.decision.count({ where: { dialogueId: dialogue.id } })).toBe(0);
  });

  it("keeps forty turns below an edit in as many statements as four", async () => {
    const actor = await viewer();
    async function statementsToKeep(count: number): Promise<number> {
      const texts = Array.from({ length: count + 1 }, (_, i) => `Line ${i}`);
      const { dialogue, turns } = await makeDialogue({ status: "paused", texts });
      const edit = { kind: "edit", headId: dialogue.headId, turnId: must(turns[0], "a turn").id } as const;
      const act = { ...edit, text: "Another beginning", after: "keep" } as const;
      const { result, statements } = await statementsOf(() => actOnDialogue(actor, { dialogueId: dialogue.id, act }));
      expect(result.turns.map(({ text }) => text).toSorted()).toEqual(
        ["Another beginning", ...texts.slice(1)].toSorted(),
      );
      return statements.length;
    }
    await statementsToKeep(1); // loads what is loaded once
    expect(await statementsToKeep(40)).toBe(await statementsToKeep(4));
  });
});
