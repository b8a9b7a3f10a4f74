import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export function useUpdateDuplicateSetting() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (threshold: number) => call("updateDuplicateSetting", { body: { threshold } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.duplicates.all }),
  });
}
