import { must } from "@/lib/base/assert";
import type { DialogueAct } from "@/lib/domain/decision";
import { otherSpeaker, type Turn } from "@/lib/domain/dialogue";
import { planAct } from "@/lib/domain/plan-act";
import type { JudgedDialogue, JudgingAct } from "@/lib/domain/training/judged-dialogue";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { sampleDecision, sampleDialogue, sampleTurn } from "./sample-dialogue";

/**
 * A dialogue in memory that people act on by the studio's own rules, while `write` stands in for its models: what it then
 * comes to in a snapshot is what the database would hold.
 */
export class PlayedDialogue {
  turns: Turn[] = [];
  private dialogue = sampleDialogue(null, { status: "paused", endReason: null, endedAt: null });
  private readonly decisions: JudgingAct[] = [];
  private clock = 0;

  constructor(...texts: string[]) {
    for (const text of texts) this.write(text);
  }

  get head(): string {
    return this.dialogue.headId ?? "";
  }

  get path(): Turn[] {
    return activePath(indexTurns(this.turns), this.dialogue.headId);
  }

  /** The id of the newest turn that says this. */
  idOf(text: string): string {
    return must(
      this.turns.findLast((turn) => turn.text === text),
      text,
    ).id;
  }

  /** The models say the next turn. */
  write(text: string): this {
    const last = this.path.at(-1);
    const speaker = last ? otherSpeaker(last.speaker) : "user";
    const turn = sampleTurn(this.nextId("t"), last?.id ?? null, speaker, { text, createdAt: this.now() });
    this.turns.push(turn);
    Object.assign(this.dialogue, { headId: turn.id, status: "paused", verdict: null });
    return this;
  }

  /** Somebody acts at the head that there is; false where the studio refuses. */
  act(personId: string, act: DialogueAct): boolean {
    const { headId } = this.dialogue;
    const seen = "headId" in act ? Object.assign({}, act, { headId }) : act;
    const undone = act.kind === "undo" ? this.decisionOf(act.decisionId) : undefined;
    const now = this.now();
    const id = this.nextId("x");
    const { dialogue, turns } = this;
    const input = { dialogue, turns, act: seen, personId, newId: () => this.nextId("t"), now, decision: undone };
    const plan = planAct(input);
    if (!plan.ok) return false;
    const turnId = "turnId" in act ? act.turnId : null;
    const decision = Object.assign(sampleDecision(seen, dialogue, plan.state), { id, dialogueId: dialogue.id, turnId });
    this.states.set(id, decision);
    this.decisions.push({
      id,
      kind: act.kind as JudgingAct["kind"],
      personId,
      turnId,
      text: act.kind === "edit" ? act.text : null,
      despiteRejection: act.kind === "choose" && act.despiteRejection === true,
      headId,
      undoesId: act.kind === "undo" ? act.decisionId : null,
      createdAt: secondsOf(now),
    });
    this.turns = [
      ...turns,
      ...plan.turns.map((turn) => Object.assign(sampleTurn("", null, "user"), turn, { createdAt: now })),
    ];
    if (plan.flag) {
      const { turnId, flag, on } = plan.flag;
      this.turns = this.turns.map((turn) => {
        const others = turn.flags.filter((other) => other !== flag);
        return turn.id === turnId ? Object.assign({}, turn, { flags: on ? [...others, flag] : others }) : turn;
      });
    }
    this.dialogue = Object.assign({}, dialogue, plan.state);
    return true;
  }

  undoLast(personId: string): boolean {
    return this.act(personId, { kind: "undo", decisionId: this.decisions.at(-1)?.id ?? "" });
  }

  frozen(): JudgedDialogue {
    const { id, endMarkId, untrained, verdict } = this.dialogue;
    const pathIds = this.path.map((turn) => turn.id);
    const prompts = { assistantPrompt: "Be brief.", simulatorPrompt: "Be curious." };
    const turns = this.turns.map(({ createdAt, ...turn }) => ({
      ...turn,
      createdAt: secondsOf(createdAt),
      writtenBy: turn.origin === "kept" ? ("model" as const) : turn.origin,
    }));
    return { id, ...prompts, pathIds, endMarkId, untrained, verdict, turns, decisions: this.decisions };
  }

  private readonly states = new Map<string, ReturnType<typeof sampleDecision>>();

  private decisionOf(id: string) {
    const decision = this.states.get(id);
    return decision && Object.assign({}, decision, { undone: this.decisions.some(({ undoesId }) => undoesId === id) });
  }

  private nextId(kind: string): string {
    return `${kind}${String(++this.clock).padStart(5, "0")}`;
  }

  private now(): string {
    return new Date(Date.UTC(2026, 0, 1) + ++this.clock * 1_000).toISOString();
  }
}

function secondsOf(moment: string): number {
  return Date.parse(moment) / 1_000;
}
