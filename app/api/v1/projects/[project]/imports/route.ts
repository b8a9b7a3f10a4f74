import { listImports } from "@/lib/data/imports";
import { serve } from "@/lib/http/serve";
import { askedIn, takeDialogueFile } from "@/lib/operations/imports/take-file";

export const GET = serve("listImports", ({ query }) => listImports(query));

export const POST = serve("createImport", ({ viewer, query, body }) => takeDialogueFile(viewer, askedIn(query), body));
