import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";

/** Chooses what the project's figures are held against; null for nothing. */
export function useSetHumanReference() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (snapshotId: string | null) => callData("setHumanReference", { body: { snapshotId } }),
    onSuccess: async (answer) => {
      queries.setQueryData(dataKeys.statistics.reference, answer);
      await queries.invalidateQueries({ queryKey: dataKeys.statistics.all });
    },
  });
}
