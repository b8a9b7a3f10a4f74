import { notifyControl } from "@/lib/bus/notifications";
import { inProject } from "@/lib/data/project-at-work";
import { listAlertRules } from "@/lib/data/statistics/alert-rules";
import { endAlert, listOpenAlerts, projectsThatWatch, raiseAlert } from "@/lib/data/statistics/alerts";
import { readRunShares } from "@/lib/data/statistics/watched-figures";
import {
  type AlertMeasure,
  type AlertRule,
  breaks,
  raisedWhen,
  type WatchedFigure,
} from "@/lib/domain/statistics/alert";
import { readAgreements } from "./read-agreements";

/** Holds the figures of every project against what its leads want to be told of. For workers, again and again. */
export async function checkAlerts(): Promise<void> {
  for (const projectId of await projectsThatWatch()) await inProject(projectId, checkHere);
}

async function checkHere(): Promise<void> {
  const [rules, open] = [await listAlertRules(), await listOpenAlerts()];
  const figures = await readWatched(new Set(rules.map(({ measure }) => measure)));
  const isOpen = (rule: AlertRule, { subject }: WatchedFigure) =>
    open.some(({ ruleId, subjectId }) => ruleId === rule.id && subjectId === subject.id);
  for (const rule of rules)
    for (const figure of figures) {
      if (figure.measure !== rule.measure || breaks(rule, figure) === isOpen(rule, figure)) continue;
      if (isOpen(rule, figure)) await endAlert(rule.id, figure.subject.id);
      else if ((await raiseAlert(rule, figure, reasonOf(rule, figure)))?.paused)
        await notifyControl([figure.subject.id]);
    }
}

async function readWatched(measures: ReadonlySet<AlertMeasure>): Promise<WatchedFigure[]> {
  const ofRuns = measures.has("rejects") || measures.has("role_slips") ? await readRunShares() : [];
  if (!measures.has("agreement")) return ofRuns;
  return [...ofRuns, ...(await readAgreements())];
}

const names: Record<AlertMeasure, string> = {
  role_slips: "role slips",
  rejects: "rejects",
  agreement: "agreement",
};

/** Why it was paused, for whoever finds it so. */
function reasonOf({ measure, limit }: AlertRule, { value, counted }: WatchedFigure): string {
  const said = (share: number) => (measure === "agreement" ? share.toFixed(2) : `${(share * 100).toFixed(1)} %`);
  const side = raisedWhen[measure];
  return `Paused by an alert: ${names[measure]} ${said(value ?? 0)} of ${counted}, ${side} ${said(limit)}.`;
}
