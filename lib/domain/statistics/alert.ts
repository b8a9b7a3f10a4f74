import * as z from "zod";

/** What an alert can be about: of each run the first two, of each review queue the last. */
export const alertMeasureSchema = z.enum(["role_slips", "rejects", "agreement"]);
export type AlertMeasure = z.infer<typeof alertMeasureSchema>;

/** Whether it is raised when the figure is above its limit, or below. */
export const raisedWhen: Readonly<Record<AlertMeasure, "above" | "below">> = {
  role_slips: "above",
  rejects: "above",
  agreement: "below",
};

/** From how many dialogues or items on a figure may raise an alert at least, whatever a lead asks. */
export const fewestForAlert = 5;

/** What a lead wants to be told of. Shares and alpha are numbers, not per cent: 0.3 is 30 %. */
export const newAlertRuleSchema = z
  .strictObject({
    measure: alertMeasureSchema,
    limit: z.number("Give a number").min(-1, "Not less than -1").max(1, "Not more than 1"),
    /** Figures of fewer dialogues, or of fewer items that two people judged, raise nothing. */
    fewest: z
      .int("Give a whole number")
      .min(fewestForAlert, `At least ${fewestForAlert}: fewer say nothing`)
      .max(1_000_000, "At most 1,000,000"),
    /** Pauses the run that it is raised at, or the queue. */
    pauses: z.boolean(),
  })
  .refine(({ measure, limit }) => measure === "agreement" || limit >= 0, {
    path: ["limit"],
    message: "A share is not less than 0",
  });
export type NewAlertRule = z.infer<typeof newAlertRuleSchema>;

export const alertRuleSchema = newAlertRuleSchema.extend({
  id: z.string(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** A rule that a run or a queue broke. */
export const alertSchema = z.object({
  id: z.string(),
  measure: alertMeasureSchema,
  limit: z.number(),
  subject: z.object({ kind: z.enum(["run", "queue"]), id: z.string(), name: z.string() }),
  /** The figure when it was raised, and of how many dialogues or items. */
  value: z.number(),
  counted: z.number().int(),
  /** Whether the run or the queue was paused by it. */
  paused: z.boolean(),
  raisedAt: z.iso.datetime(),
  /** When the figure was back on the right side; null as long as it is not. */
  overAt: z.iso.datetime().nullable(),
  /** Who took note of it. */
  seen: z.object({ by: z.object({ id: z.string(), name: z.string() }), at: z.iso.datetime() }).nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** A figure that rules are held against: null where there is none. */
export type WatchedFigure = {
  measure: AlertMeasure;
  subject: { kind: "run" | "queue"; id: string };
  value: number | null;
  counted: number;
};

/** Whether a figure breaks a rule: on the wrong side of its limit, and of enough to say so. The limit itself is right. */
export function breaks(rule: Pick<NewAlertRule, "measure" | "limit" | "fewest">, figure: WatchedFigure): boolean {
  if (figure.measure !== rule.measure || figure.value === null || figure.counted < rule.fewest) return false;
  return raisedWhen[rule.measure] === "above" ? figure.value > rule.limit : figure.value < rule.limit;
}
