import * as z from "zod";
import { dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import {
  findingKindSchema,
  findingSchema,
  findingStateSchema,
  scanAskedSchema,
  scanSchema,
} from "@/lib/domain/scan/scan";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

export const scanEndpoints = {
  createScan: {
    summary:
      "Have dialogues looked through for what should not be trained on: personal data, residue of HTML, other languages, dialogues of one turn, of too many tokens, said twice. Changes none of them",
    access: "dialogue.bulk",
    scope: "annotate",
    body: z.strictObject({ filter: dialogueFilterSchema, asked: scanAskedSchema }),
    response: scanSchema,
    status: 201,
  },
  listScans: {
    summary: "Scans, newest first",
    access: "dialogue.bulk",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(scanSchema),
  },
  getScan: {
    summary: "A scan: what was asked for, how far it is, and how much of each kind was found, left and taken out",
    access: "dialogue.bulk",
    scope: "read",
    response: scanSchema,
  },
  listFindings: {
    summary: "What a scan found, with the text around it and what would stand there instead",
    access: "dialogue.bulk",
    scope: "read",
    query: z.strictObject({ ...pageQuery, kind: findingKindSchema.optional(), state: findingStateSchema.optional() }),
    response: pageOf(findingSchema),
  },
  leaveFindings: {
    summary:
      "Say that findings stay as they are, or that they do not after all. What is not left is taken out by the bulk act `amend`",
    access: "dialogue.bulk",
    scope: "annotate",
    body: z.strictObject({ positions: z.array(z.number().int().min(1)).min(1).max(1_000), left: z.boolean() }),
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
