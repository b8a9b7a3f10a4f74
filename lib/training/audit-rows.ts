import type {
  Answer,
  Audit,
  Example,
  Finding,
  FindingKind,
  TokenOrigin,
  TokenRole,
  WhyNot,
} from "@/lib/domain/training/audit";
import type { AuditedRow, AuditedTurn, AuditPlan } from "./audited-row";
import { Duplicates } from "./duplicates";
import { type Loaded, type LoadedSample, type Setting, untrained } from "./loaded-row";
import { rulesFor } from "./rules";
import { saidIn } from "./said-in";

/** What the trainer will do with each of the rows, which pass through one by one. */
export async function auditRows(
  rows: Iterable<AuditedRow> | AsyncIterable<AuditedRow>,
  plan: AuditPlan,
): Promise<Audit> {
  const audit = startAudit(plan);
  for await (const row of rows) audit.take(row);
  return audit.result();
}

/** The same, for rows that are taken on their way into a file. */
export function startAudit(plan: AuditPlan): { take: (row: AuditedRow) => void; result: () => Audit } {
  const rules = rulesFor(plan.trainer, plan.target);
  const setting = settingOf(plan);
  const tally = new AuditTally(plan, rules?.of ?? null, setting.maxLength);
  return {
    take: (row) => tally.take(row, rules ? rules.load(row.record, setting) : []),
    result: () => tally.result(),
  };
}

export function settingOf({ trainer, target, options, tokenizer, template, maxLength }: AuditPlan): Setting {
  const usual = rulesFor(trainer, target)?.maxLength ?? null;
  return { tokenizer, template, target, options, maxLength: maxLength === undefined ? usual : maxLength };
}

type Found = { finding: Finding; seen: Set<string> };

/** Adds up what a trainer does with rows. */
class AuditTally {
  private readonly plan: AuditPlan;
  private readonly head: Pick<Audit, "rulesOf" | "maxLength">;
  private readonly found = new Map<string, Found>();
  private readonly duplicates = new Duplicates();
  private readonly dialogues = new Set<string>();
  private readonly rowsOfPart = new Map<string | null, number>();
  private rows = 0;
  private samples = 0;
  private tokens = 0;
  private trained = 0;
  private readonly byRole: Record<TokenRole, number> = { user: 0, assistant: 0, system: 0, other: 0, marks: 0 };
  private readonly byAnswer: Partial<Record<Answer, number>> = {};
  private readonly byOrigin: Record<TokenOrigin, number> = {
    model: 0,
    person: 0,
    edited: 0,
    seed: 0,
    imported: 0,
    none: 0,
  };

  constructor(plan: AuditPlan, rules: string | null, maxLength: number | null) {
    this.plan = plan;
    this.head = { rulesOf: rules, maxLength };
  }

  take(row: AuditedRow, loaded: readonly Loaded[]): void {
    this.rows++;
    this.dialogues.add(row.dialogueId);
    const place = (this.rowsOfPart.get(row.part) ?? 0) + 1;
    this.rowsOfPart.set(row.part, place);
    const at: Example = { row: place, part: row.part, dialogueId: row.dialogueId, tokens: null };
    this.duplicates.take(row, at);
    const told = { cut: 0, against: 0, unread: 0 };
    for (const one of loaded) {
      if (one.as !== "row") this.find(one.as, one.why, at);
      else this.takeSample(one, row, told, at);
    }
    if (isSameTwice(loaded)) this.find("identical", null, at);
    if (loaded.some((one) => one.as === "row" && one.isAskedOtherwise)) this.find("asked_otherwise", null, at);
    if (told.cut > 0) this.find("cut", null, { ...at, tokens: told.cut });
    if (told.against > 0) this.find("mask_ignored", null, { ...at, tokens: told.against });
    if (told.unread > 0) this.find("mask_unread", null, at);
  }

  private takeSample(
    loaded: LoadedSample,
    row: AuditedRow,
    told: { cut: number; against: number; unread: number },
    at: Example,
  ): void {
    const { messages, row: sample, ignored, answer } = loaded;
    const { owners, turns } = saidIn(loaded, row);
    // Two answers are one sample.
    if (answer !== "rejected") this.samples++;
    this.tokens += sample.ids.length;
    let trained = 0;
    for (let i = 0; i < sample.labels.length; i++) {
      if (sample.labels[i] === untrained) continue;
      trained++;
      const owner = owners[i] ?? -1;
      const turn = turns[owner];
      this.byRole[owner === -1 ? "marks" : roleOf(turn, messages[owner]?.role)]++;
      this.byOrigin[originOf(turn)]++;
      if (turn?.isMasked) told.against++;
    }
    this.trained += trained;
    if (answer) this.byAnswer[answer] = (this.byAnswer[answer] ?? 0) + trained;
    told.cut += sample.lost;
    told.unread += ignored.length;
    if (trained === 0) this.find("untrained", null, at);
  }

  private find(kind: FindingKind, why: WhyNot | null, example: Example): void {
    const key = `${kind} ${why}`;
    const found = this.found.get(key) ?? {
      finding: { kind, why, rows: 0, dialogues: 0, examples: [] },
      seen: new Set(),
    };
    this.found.set(key, found);
    found.finding.rows++;
    if (!found.seen.has(example.dialogueId) && found.finding.examples.length < mostExamples)
      found.finding.examples.push(example);
    found.seen.add(example.dialogueId);
    found.finding.dialogues = found.seen.size;
  }

  result(): Audit {
    for (const example of this.duplicates.across()) this.find("duplicate", null, example);
    return {
      trainer: this.plan.trainer,
      target: this.plan.target,
      rulesOf: this.head.rulesOf,
      tokenizer: this.plan.tokenizer.name,
      template: this.plan.template.name,
      maxLength: this.head.maxLength,
      dialogues: this.dialogues.size,
      rows: this.rows,
      samples: this.samples,
      tokens: this.tokens,
      trained: this.trained,
      byRole: this.byRole,
      byOrigin: this.byOrigin,
      byAnswer: this.byAnswer,
      findings: [...this.found.values()].map(({ finding }) => finding),
    };
  }
}

/** True of two answers that come to the same tokens. */
function isSameTwice(loaded: readonly Loaded[]): boolean {
  const [chosen, rejected] = loaded.filter((one) => one.as === "row");
  if (chosen?.answer !== "chosen" || rejected?.answer !== "rejected") return false;
  const [one, other] = [chosen.row.ids, rejected.row.ids];
  return one.length === other.length && one.every((id, i) => other[i] === id);
}

/** Of each kind so many are kept, one a dialogue, to be opened. */
const mostExamples = 50;

/** Words of a turn are its speaker's, whatever the dialect calls them. */
function roleOf(turn: AuditedTurn | null | undefined, role: string | undefined): TokenRole {
  if (turn) return turn.speaker;
  return role === "system" || role === "user" || role === "assistant" ? role : "other";
}

function originOf(turn: AuditedTurn | null | undefined): TokenOrigin {
  return turn?.origin ?? "none";
}
