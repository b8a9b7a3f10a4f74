import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { insertAlertRule, listAlertRules } from "@/lib/data/statistics/alert-rules";
import type { AlertRule, NewAlertRule } from "@/lib/domain/statistics/alert";
import type { Viewer } from "@/lib/domain/viewer";

/** Each is looked at by workers all the time. */
const most = 20;

/** From now on a worker tells when a run or a queue breaks this; what is broken already is told at once. */
export async function createAlertRule(viewer: Viewer, rule: NewAlertRule): Promise<AlertRule> {
  const rules = await listAlertRules();
  if (rules.length >= most)
    throw new AppError("invalid", `A project has at most ${most} alerts. Remove one first; nothing was saved.`);
  if (rules.some(({ measure, limit }) => measure === rule.measure && limit === rule.limit))
    throw new AppError("conflict", "There is an alert with this limit already, so nothing was saved.", {
      fields: { limit: "There is one with this limit" },
    });
  const id = newId("alertRule");
  await insertAlertRule(id, rule, viewer.id);
  return must(
    (await listAlertRules()).find((one) => one.id === id),
    "the rule",
  );
}
