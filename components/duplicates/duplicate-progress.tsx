"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { duplicateQueries } from "@/lib/client/queries/duplicate-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCountNews } from "@/lib/client/use-count-news";
import { useMay } from "../layout/viewer-context";
import { formatNumber } from "../ui/format-number";
import { Select } from "../ui/select";
import { doneToast, errorToast } from "../ui/toasts";

const choices = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** How alike near-duplicates are, and how far the comparison has come. */
export function DuplicateProgress() {
  const { data } = useQuery(duplicateQueries.setting());
  useCountNews("duplicates", { queryKey: queryKeys.duplicates.setting, everyMs: 2_000 });
  const update = useUpdateDuplicateSetting();
  const mayManage = useMay("duplicates.manage");
  if (!data) return null;
  const { threshold, compared, waiting } = data;
  const set = (value: number) =>
    update.mutate(value, {
      onSuccess: () => doneToast("Everything is being compared anew"),
      onError: (error) => errorToast(messageOf(error)),
    });
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-ink-soft text-sm">
      <span className="flex items-center gap-2">
        Alike from
        {mayManage ? (
          <Select
            aria-label="Alike from"
            className="w-24"
            value={threshold}
            disabled={update.isPending}
            title="Share of their runs of words that both have (Jaccard). Another value compares everything anew."
            onChange={({ target }) => set(Number(target.value))}
          >
            {[...new Set([...choices, threshold])].sort().map((value) => (
              <option key={value} value={value}>
                {percent(value)}
              </option>
            ))}
          </Select>
        ) : (
          <span className="text-ink tabular-nums">{percent(threshold)}</span>
        )}
      </span>
      <span role="status" className="text-ink-faint text-xs tabular-nums">
        {waiting > 0
          ? `${formatNumber(compared)} of ${formatNumber(compared + waiting)} dialogues compared so far`
          : `${formatNumber(compared)} ${compared === 1 ? "dialogue" : "dialogues"} compared`}
      </span>
    </div>
  );
}

/** 0.8234 as "82 %"; only equal texts are "100 %". */
export function percent(similarity: number): string {
  return `${Math.floor(similarity * 100 + 1e-9)} %`;
}

function useUpdateDuplicateSetting() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (threshold: number) => call("updateDuplicateSetting", { body: { threshold } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.duplicates.all }),
  });
}
