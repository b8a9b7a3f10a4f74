import { describe, expect, it } from "vitest";
import { auditSchema } from "@/lib/domain/training/audit";
import { wordTokenizer } from "@/lib/testing/word-tokenizer";
import { auditRows } from "./audit-rows";
import type { AuditedRow, AuditedTurn, AuditPlan } from "./audited-row";
import { chatml } from "./chat-template";
import { previewRow } from "./preview-row";

const plan: AuditPlan = {
  trainer: "trl",
  target: "assistant",
  options: { rows: "turn" },
  tokenizer: wordTokenizer(),
  template: chatml,
  maxLength: null,
};

const turns = [
  { speaker: "user", text: "hello there", origin: "model", isMasked: true, answer: null },
  { speaker: "assistant", text: "good morning to you", origin: "edited", isMasked: false, answer: null },
] satisfies AuditedTurn[];
const [asked, said] = turns;

function rowOf(given: Partial<AuditedRow> = {}): AuditedRow {
  return {
    record: {
      prompt: [{ role: "user", content: asked?.text }],
      completion: [{ role: "assistant", content: said?.text }],
    },
    turns,
    dialogueId: "dlg_1",
    part: null,
    ...given,
  };
}

const kinds = async (rows: AuditedRow[], given: Partial<AuditPlan> = {}) =>
  (await auditRows(rows, { ...plan, ...given })).findings.map(({ kind, why, rows: count }) => ({ kind, why, count }));

describe("an audit", () => {
  it("counts trained tokens by whose words they are and how these came to be", async () => {
    const audit = await auditRows([rowOf()], plan);
    // "good morning to you" with its blanks, then the end of the turn and a line break of the template.
    expect(audit).toMatchObject({ rows: 1, samples: 1, trained: 9, byRole: { assistant: 7, marks: 2 } });
    expect(audit.byOrigin).toMatchObject({ edited: 7, none: 2, model: 0, person: 0 });
    expect(auditSchema.parse(JSON.parse(JSON.stringify(audit)))).toEqual(audit);
  });

  it("tells rows that lose trained tokens to the length, and how many", async () => {
    const audit = await auditRows([rowOf()], { ...plan, maxLength: 15 });
    expect(audit.findings).toMatchObject([
      { kind: "cut", rows: 1, examples: [{ row: 1, dialogueId: "dlg_1", tokens: 5 }] },
    ]);
  });

  it("tells rows that the trainer leaves out, and why", async () => {
    expect(await kinds([rowOf()], { maxLength: 5 })).toEqual([{ kind: "dropped", why: "nothing_left", count: 1 }]);
  });

  it("tells turns that are trained though a person took them out", async () => {
    const masked = turns.map((turn) => ({ ...turn, isMasked: true }));
    expect(await kinds([rowOf({ turns: masked })])).toEqual([{ kind: "mask_ignored", why: null, count: 1 }]);
  });

  it("tells rows whose words stand in the part that is trained on and in another", async () => {
    const rows = [rowOf({ part: "train" }), rowOf({ part: "test", dialogueId: "dlg_2" }), rowOf({ part: "train" })];
    const audit = await auditRows(rows, plan);
    expect(audit.findings).toMatchObject([
      { kind: "duplicate", rows: 1, examples: [{ part: "test", dialogueId: "dlg_2" }] },
    ]);
  });

  it("keeps one example a dialogue, and counts all", async () => {
    const [finding] = (await auditRows([rowOf(), rowOf(), rowOf()], { ...plan, maxLength: 5 })).findings;
    expect(finding).toMatchObject({ rows: 3, dialogues: 1 });
    expect(finding?.examples).toHaveLength(1);
  });
});

describe("a preview", () => {
  it("shows a row token by token, who says each, and what is trained", () => {
    const [sample] = previewRow(rowOf(), plan).samples;
    expect(sample).toMatchObject({ as: "row", trained: 9, lost: 0 });
    const trained = sample?.pieces.filter(({ isTrained }) => isTrained) ?? [];
    expect(trained.map(({ text }) => text).join("")).toBe("good morning to you<|im_end|>\n");
    expect(trained[0]).toEqual({ text: "good", isTrained: true, isMark: false, by: "assistant" });
    expect(sample?.pieces[0]).toEqual({ text: "<|im_start|>", isTrained: false, isMark: true, by: null });
  });
});
