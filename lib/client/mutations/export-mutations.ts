import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callData } from "../call-data";
import { createOnce } from "../create-once";
import { dataKeys } from "../data-keys";

const createExport = createOnce("createTrainingExport", callData);

/** Writes a recipe down; a job makes its files. */
export function useCreateExport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<"createTrainingExport">) => createExport(input),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.exports.all }),
  });
}
