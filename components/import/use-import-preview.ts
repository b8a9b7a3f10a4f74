import { useQuery } from "@tanstack/react-query";
import { callData } from "@/lib/client/call-data";
import { dataKeys } from "@/lib/client/data-keys";
import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import type { ImportOptions } from "@/lib/domain/import-options";
import type { LegacyEncoding } from "../file/look-at-file";
import { beginningOfFile, isParquet } from "./beginning-of-file";

export type DialogueFormat = NonNullable<NonNullable<InputOf<"createImport">["query"]>["format"]>;

type Asked = Omit<ImportOptions, "badLines"> & {
  format: DialogueFormat | undefined;
  encoding: LegacyEncoding | undefined;
};

/** What the beginning of the chosen file would become; asked for again whenever a choice changes. */
export function useImportPreview(file: File | null, { format, encoding, leadingAssistant, sameSpeaker }: Asked) {
  const asked = { format, encoding, leadingAssistant, sameSpeaker };
  const which = file && [file.name, file.size, file.lastModified];
  return useQuery({
    queryKey: [...dataKeys.imports.all, "preview", which, asked],
    queryFn: async ({ signal }) => {
      if (await isParquet(file as File)) return previewParquet(file as File, asked, signal);
      const { blob, isPart } = await beginningOfFile(file as File);
      return callData("previewImport", { query: { ...asked, part: isPart ? "yes" : "no" }, body: blob, signal });
    },
    enabled: file !== null,
    // What was shown stays until the new one is there.
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

/** As much of its end is sent at first. */
const endBytes = 64 * 1024;

/** Parquet says at its end where its rows lie, so the studio says which bytes it needs, until it has them. */
async function previewParquet(file: File, query: Asked, signal: AbortSignal): Promise<AnswerOf<"previewImport">> {
  const ranges = [{ start: Math.max(0, file.size - endBytes), end: file.size }];
  for (;;) {
    const sent = { size: file.size, ranges: ranges.map(({ start, end }) => `${start}-${end}`).join(",") };
    const body = new Blob(ranges.map(({ start, end }) => file.slice(start, end)));
    const preview = await callData("previewImport", { query: { ...query, ...sent }, body, signal });
    if (preview.needs.length === 0) return preview;
    ranges.push(...preview.needs);
  }
}
