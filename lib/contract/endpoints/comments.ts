import * as z from "zod";
import { mentionSchema } from "@/lib/domain/mention";
import { presenceSchema } from "@/lib/domain/presence";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

export const commentEndpoints = {
  listMentions: {
    summary: "Comments that name you, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(mentionSchema),
  },
  readMentions: {
    summary: "Mark comments that name you as read, up to a moment",
    access: "member",
    scope: "annotate",
    body: z.strictObject({ until: z.iso.datetime() }),
    response: nothing,
    status: 204,
    whileArchived: true,
  },
  beatPresence: {
    summary: "Say that you have a dialogue before you (each 5 s); answers who else has",
    access: "member",
    scope: "annotate",
    body: z.strictObject({ doing: presenceSchema.shape.doing }),
    response: z.object({ items: z.array(presenceSchema) }),
    whileArchived: true,
  },
} as const satisfies Record<string, Endpoint>;
