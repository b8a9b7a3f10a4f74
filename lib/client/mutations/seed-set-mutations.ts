import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";
import { useUpload } from "../use-upload";

const createSeedSet = createOnce("createSeedSet", call);
const importSeedSet = createOnce("importSeedSet", call);

export function useCreateSeedSet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createSeedSet">["body"]) => createSeedSet({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.seedSets.all }),
  });
}

/** All lines or none; a refusal lists the bad lines in the error's `details.errors`. */
export function useImportSeedSet() {
  const queries = useQueryClient();
  return useUpload({
    send: (input: InputOf<"importSeedSet">, onProgress) => importSeedSet(input, onProgress),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.seedSets.all }),
  });
}

export function useDeleteSeedSet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (seedSetId: string) => call("deleteSeedSet", { params: { seedSetId } }),
    onSuccess: (_, seedSetId) => {
      queries.removeQueries({ queryKey: queryKeys.seedSets.one(seedSetId) });
      return queries.invalidateQueries({ queryKey: queryKeys.seedSets.list });
    },
  });
}
