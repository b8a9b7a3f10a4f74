import { useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";
import { useUpload } from "../use-upload";

const createImport = createOnce("createImport");

/** Sends a file of dialogues; what comes back is the import that a job goes on with. */
export function useCreateImport() {
  const queries = useQueryClient();
  return useUpload({
    send: (input: InputOf<"createImport">, onProgress) => createImport(input, onProgress),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.imports.all }),
  });
}
