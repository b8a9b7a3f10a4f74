import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callData } from "../call-data";
import { createOnce } from "../create-once";
import { dataKeys } from "../data-keys";
import { queryKeys } from "../query-keys";

const createSplit = createOnce("createSplit", callData);

const createExport = createOnce("createTrainingExport", callData);

/** Writes a recipe down; a job makes its files. */
export function useCreateExport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<"createTrainingExport">) => createExport(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.exports.all }),
  });
}

/** Asks for a split: a worker makes it. */
export function useCreateSplit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createSplit">["body"]) => createSplit({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}

/** What a split would come to. */
export function usePreviewSplit() {
  return useMutation({ mutationFn: (body: InputOf<"previewSplit">["body"]) => callData("previewSplit", { body }) });
}
