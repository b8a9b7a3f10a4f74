import * as z from "zod";
import type { Endpoint } from "../endpoint";

const interval = z.object({ low: z.number(), high: z.number(), rounds: z.number().int() });

/** A number with its 95 % interval and how many items it rests on, or in words why there is none. */
export const figureSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    value: z.number(),
    interval: interval.nullable(),
    /** Why there is no interval, when there is none. */
    why: z.string().nullable(),
    n: z.number().int(),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

export const agreementSchema = z.object({
  items: z.number().int(),
  /** Items that two or more people judged. */
  pairable: z.number().int(),
  raters: z.number().int(),
  ratings: z.number().int(),
  raw: figureSchema,
  cohen: figureSchema,
  fleiss: figureSchema,
  alpha: figureSchema,
});

/** One thing that people judged: the verdict, whether a reason was named, a label. */
export const questionSchema = z.object({
  kind: z.enum(["verdict", "reason", "label"]),
  key: z.string(),
  label: z.string(),
  /** The heading of the guideline that a reason points at. */
  clause: z.string().nullable(),
  level: z.enum(["nominal", "ordinal", "interval"]),
  agreement: agreementSchema,
});
export type Question = z.infer<typeof questionSchema>;

const person = z.object({ id: z.string(), name: z.string() });

export const queueResultsSchema = z.object({
  questions: z.array(questionSchema),
  /** Pairs of people about the verdict, most items first. */
  pairs: z.array(z.object({ first: person, second: person, raw: figureSchema, cohen: figureSchema })),
  /**
   * Agreement about the verdict in parts of the queue: by the language of the opening question, and by the day (over more
   * than a fortnight, the week) in which an item got its last answer. Only where there are two such parts or more.
   */
  slices: z.array(
    z.object({
      kind: z.enum(["language", "day", "week"]),
      /** The language in ISO 639-1 or "unknown", the day, or the Monday of the week (UTC). */
      key: z.string(),
      /** Items that two or more people judged. */
      items: z.number().int(),
      raw: figureSchema,
      alpha: figureSchema,
    }),
  ),
  /** Right answers to gold items; of others only for reviewers. */
  gold: z.array(z.object({ person, accuracy: figureSchema })),
  forecast: z.object({
    answersLeft: z.number().int(),
    /** Answers a day over the last seven days. */
    perDay: z.number(),
    /** When the last answer comes at that pace: early, likely and late (95 %); null with the reason in `why`. */
    ends: z.object({ early: z.iso.datetime(), likely: z.iso.datetime(), late: z.iso.datetime().nullable() }).nullable(),
    why: z.string().nullable(),
  }),
});
export type QueueResults = z.infer<typeof queueResultsSchema>;

export const resultEndpoints = {
  getQueueResults: {
    summary: "Agreement on every question, between people, with gold; and when the queue will be done",
    access: "member",
    scope: "read",
    response: queueResultsSchema,
  },
} as const satisfies Record<string, Endpoint>;
