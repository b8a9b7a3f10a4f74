import * as z from "zod";
import { savedFilterTextSchema } from "@/lib/domain/saved-filter";
import { type Endpoint, nothing } from "../endpoint";

const savedFilterSchema = savedFilterTextSchema.extend({ id: z.string() });

export const savedFilterEndpoints = {
  listSavedFilters: {
    summary: "Your saved filters of dialogues by name; nobody else sees them",
    access: "member",
    scope: "read",
    response: z.object({ items: z.array(savedFilterSchema) }),
  },
  createSavedFilter: {
    summary: "Save a filter of dialogues under a name; refused with a conflict when you have one of this name",
    access: "member",
    scope: "manage",
    body: savedFilterTextSchema,
    response: savedFilterSchema,
    status: 201,
  },
  updateSavedFilter: {
    summary: "Rename one of your saved filters, or overwrite what it filters",
    access: "member",
    scope: "manage",
    body: savedFilterTextSchema,
    response: savedFilterSchema,
  },
  deleteSavedFilter: {
    summary: "Delete one of your saved filters",
    access: "member",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
