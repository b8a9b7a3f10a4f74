import { must } from "@/lib/base/assert";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import { findImport, listProblems } from "@/lib/data/imports";
import { writeCsv } from "@/lib/formats/text/csv";

const columns = { line: "where it begins", column: "in that line", message: "why it was not taken" } as const;

/** The lines of a file that could not be taken, as CSV, written while they are read. */
export async function problemsAsFile(importId: string): Promise<OutgoingFile> {
  must(await findImport(importId), "the import");
  return { fileName: `refused-${importId}.csv`, mediaType: "text/csv", pieces: writeCsv(columns, rowsOf(importId)) };
}

async function* rowsOf(importId: string) {
  let cursor: string | undefined;
  do {
    const page = await listProblems(importId, { cursor, limit: 1_000 });
    for (const { line, column, message } of page.items) yield { line, column: column ?? "", message };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
