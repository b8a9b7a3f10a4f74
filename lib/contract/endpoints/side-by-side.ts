import * as z from "zod";
import { idsOf } from "@/lib/domain/reference";
import { sideBySideFileSchema, sideBySideSchema } from "@/lib/domain/statistics/side-by-side";
import type { Endpoint } from "../endpoint";

const compared = {
  /** Snapshots, separated by commas, in the order of their columns; the human reference goes first by itself. */
  sets: idsOf("snapshot", z.string().max(800)).default(""),
  /** Data sets as they stand now, separated by commas. */
  dataSets: idsOf("dataSet", z.string().max(800)).default(""),
  /** Data sets of which values were published, separated by commas. */
  published: z.string().max(200).default(""),
};

export const sideBySideEndpoints = {
  getSideBySide: {
    summary:
      "Measures of several snapshots and data sets side by side, held against the human reference or the first of them",
    access: "member",
    scope: "read",
    query: z.strictObject(compared),
    response: sideBySideSchema,
  },
  downloadSideBySide: {
    summary: "The same as a file: CSV, Markdown, LaTeX (booktabs) or SVG",
    access: "member",
    scope: "read",
    query: z.strictObject({ ...compared, format: sideBySideFileSchema.default("csv") }),
    response: { kind: "file", mediaTypes: ["text/csv", "text/markdown", "application/x-tex", "image/svg+xml"] },
  },
} as const satisfies Record<string, Endpoint>;
