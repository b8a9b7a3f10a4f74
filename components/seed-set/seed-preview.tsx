"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { queryKeys } from "@/lib/client/query-keys";
import type { SeedKind } from "@/lib/domain/seed-set";
import type { LegacyEncoding } from "../file/look-at-file";
import { beginningOfFile } from "../import/beginning-of-file";
import { LineErrors, needMending } from "./line-errors";
import type { SeedFormat } from "./seed-text-field";

type SeedPreviewProps = { file: File; kind: SeedKind; format: SeedFormat; encoding: LegacyEncoding | undefined };

/** The first seeds of a chosen file as they will be, and lines that need mending. */
export function SeedPreview({ file, ...asked }: SeedPreviewProps) {
  const { data, error } = useQuery({
    queryKey: [...queryKeys.seedSets.all, "preview", file.name, file.size, file.lastModified, asked],
    queryFn: async ({ signal }) => {
      const { blob, isPart } = await beginningOfFile(file);
      return call("previewSeeds", { query: { ...asked, part: isPart ? "yes" : "no" }, body: blob, signal });
    },
    // What was shown stays until the new one is there.
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (error) return <p className="text-danger text-sm">{messageOf(error)}</p>;
  if (!data) return <p className="text-ink-faint text-sm">Reading the beginning…</p>;
  const { seeds, errors, isAll } = data;
  return (
    <div className="space-y-3">
      {errors.length > 0 && (
        <LineErrors title={`${needMending(errors.length)}${isAll ? "" : " at the beginning"}`} errors={errors} />
      )}
      {seeds.length > 0 && (
        <ol aria-label="The first seeds" className="divide-y divide-line rounded-md border border-line text-sm">
          {seeds.map(({ question, answer }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: seeds of a file have their order and nothing else
            <li key={i} className="space-y-1 px-3 py-2">
              <p dir="auto" className="line-clamp-3 whitespace-pre-wrap break-words">
                {question}
              </p>
              {answer !== undefined && (
                <p dir="auto" className="line-clamp-2 whitespace-pre-wrap break-words text-ink-soft">
                  {answer}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {seeds.length > 0 && !isAll && <p className="text-ink-faint text-xs">And more like these.</p>}
      {seeds.length === 0 && errors.length === 0 && <p className="text-ink-soft text-sm">There is no seed in here.</p>}
    </div>
  );
}
