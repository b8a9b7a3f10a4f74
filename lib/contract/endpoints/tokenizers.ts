import * as z from "zod";
import { idOf } from "@/lib/domain/reference";
import { newTokenizerSchema, projectTokenizerSchema } from "@/lib/domain/training/tokenizer";
import { type Endpoint, nothing } from "../endpoint";

export const tokenizerEndpoints = {
  listTokenizers: {
    summary:
      "How models that the project trains read: tokens are counted, shown and made by them. Of a snapshot: for whoever exports it",
    access: "member",
    scope: "read",
    query: z.strictObject({ snapshot: idOf("snapshot", z.string()).optional() }),
    response: z.object({ items: z.array(projectTokenizerSchema) }),
  },
  addTokenizer: {
    summary:
      "Add a tokenizer: the texts of tokenizer.json and, where there are any, tokenizer_config.json and chat_template.jinja of the model's folder",
    access: "dialogue.export",
    scope: "manage",
    body: newTokenizerSchema,
    response: projectTokenizerSchema,
    status: 201,
    // A vocabulary of 64 MB, whose quotes are escaped in here.
    bodyLimit: 96 * 1024 * 1024,
  },
  removeTokenizer: {
    summary: "Offer a tokenizer no more; exports that were made by it can still be taken",
    access: "dialogue.export",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
