import { listImports } from "@/lib/data/imports";
import { serve } from "@/lib/http/serve";
import { takeDialogueFile } from "@/lib/operations/imports/take-file";

export const GET = serve("listImports", ({ query }) => listImports(query));

export const POST = serve("createImport", ({ viewer, query, body }) => {
  const { name, fileName, format, encoding, again, leadingAssistant, sameSpeaker, badLines, ...source } = query;
  const options = { leadingAssistant, sameSpeaker, badLines };
  return takeDialogueFile(viewer, { name, fileName, format, encoding, again: again === "yes", options, source }, body);
});
