import { stateOf } from "@/lib/domain/act-plan";
import type { Decision, DialogueAct, DialogueState } from "@/lib/domain/decision";
import type { Dialogue, Speaker, Turn } from "@/lib/domain/dialogue";

const at = "2026-01-01T00:00:00.000Z";

/** A turn as the browser gets one. */
export function sampleTurn(id: string, parentId: string | null, speaker: Speaker, more: Partial<Turn> = {}): Turn {
  const turn: Turn = {
    id,
    parentId,
    speaker,
    text: `Text of ${id}`,
    dialogueId: "dlg_1",
    reasoning: null,
    origin: "model",
    modelId: null,
    personId: null,
    flags: [],
    abandoned: false,
    keptFromId: null,
    promptTokens: null,
    completionTokens: null,
    firstTokenMs: null,
    totalMs: null,
    finishReason: null,
    version: 1,
    createdAt: at,
  };
  return Object.assign(turn, more);
}

/** A dialogue that has ended on this turn, as the browser gets one. */
export function sampleDialogue(headId: string | null, more: Partial<Dialogue> = {}): Dialogue {
  const dialogue: Dialogue = {
    id: "dlg_1",
    origin: { kind: "run", runId: "run_1", name: "A run", simulatorId: "sim", assistantId: "ast" },
    number: 1,
    status: "ended",
    holdRequested: false,
    version: 1,
    headId,
    endReason: "round_cap",
    statusDetail: null,
    verdict: null,
    endMarkId: null,
    untrained: [],
    tags: [],
    deletedAt: null,
    rounds: 1,
    contextTokens: 0,
    contextLimit: 2_048,
    inputTokens: 0,
    outputTokens: 0,
    cost: 0,
    flags: [],
    opening: "",
    createdAt: at,
    updatedAt: at,
    endedAt: at,
  };
  return Object.assign(dialogue, more);
}

/** The decision that an act left on a dialogue, which it changed as given. */
export function sampleDecision(act: DialogueAct, dialogue: Dialogue, after: Partial<DialogueState> = {}): Decision {
  const before = stateOf(dialogue);
  return {
    id: "dec_1",
    dialogueId: "d",
    turnId: null,
    personId: "u",
    personName: "U",
    kind: act.kind,
    act,
    before,
    after: { ...before, ...after },
    seconds: null,
    undoesId: null,
    undone: false,
    batchId: null,
    assignmentId: null,
    guidelineVersion: null,
    version: 2,
    createdAt: "2024-01-01T00:00:00.000Z",
  };
}
