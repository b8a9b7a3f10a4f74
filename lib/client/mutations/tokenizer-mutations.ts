import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";

/** All that can be done to tokenizers; each reads the list again. */
export function useTokenizers() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: dataKeys.tokenizers.all });
  return {
    add: useMutation({
      mutationFn: (body: InputOf<"addTokenizer">["body"]) => callData("addTokenizer", { body }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (tokenizerId: string) => callData("removeTokenizer", { params: { tokenizerId } }),
      onSuccess,
    }),
  };
}
