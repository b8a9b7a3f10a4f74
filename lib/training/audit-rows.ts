import type { Audit } from "@/lib/domain/training/audit";
import { AuditTally } from "./audit-tally";
import type { AuditedRow, AuditPlan } from "./audited-row";
import type { Setting } from "./loaded-row";
import { rulesFor } from "./rules";

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
