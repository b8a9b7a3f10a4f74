import * as z from "zod";
import { judgingImportSchema } from "@/lib/domain/judging/judging-import";
import { rulingSchema } from "@/lib/domain/judging/ruling";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

export const rulingEndpoints = {
  listRulings: {
    summary:
      "Whose votes leads left out, counted again or removed, newest first; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(rulingSchema),
  },
  makeRuling: {
    summary:
      "Leave a rater, a judge's run, a file or votes on texts that may name a model out of the figures, count them again, or remove a run or a file",
    access: "evaluation.manage",
    scope: "manage",
    body: z
      .strictObject({
        ...rulingSchema.pick({ subject: true, act: true }).shape,
        /** The person, the judge run, the import, or of open names the evaluation. */
        subjectId: z.string().min(1).max(60),
        /** Shown beside the results; kept for good. */
        reason: z.string().trim().max(1_000).default(""),
      })
      .refine(({ act, reason }) => act === "count" || reason !== "", { path: ["reason"], message: "Say why" }),
    response: rulingSchema,
    status: 201,
  },
  listJudgingImports: {
    summary: "Files of judgments and votes that came into an evaluation; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(judgingImportSchema),
  },
} as const satisfies Record<string, Endpoint>;
