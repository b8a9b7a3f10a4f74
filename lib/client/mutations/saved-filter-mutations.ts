import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { SavedFilter } from "@/lib/domain/saved-filter";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const createSavedFilter = createOnce("createSavedFilter", call);

export function useSaveFilter() {
  return useOnFilters((body: InputOf<"createSavedFilter">["body"]) => createSavedFilter({ body }));
}

/** Another name for a saved filter, or another filter for its name. */
export function useChangeSavedFilter() {
  return useOnFilters(({ id, name, filter }: SavedFilter) =>
    call("updateSavedFilter", { params: { savedFilterId: id }, body: { name, filter } }),
  );
}

export function useDeleteSavedFilter() {
  return useOnFilters((savedFilterId: string) => call("deleteSavedFilter", { params: { savedFilterId } }));
}

function useOnFilters<In, Out>(send: (input: In) => Promise<Out>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.savedFilters }),
  });
}
