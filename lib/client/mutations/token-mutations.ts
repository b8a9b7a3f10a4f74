import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callHouse } from "../call-house";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const createApiToken = createOnce("createApiToken", callHouse);

/** The answer holds the token, which is shown only now. */
export function useCreateApiToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createApiToken">["body"]) => createApiToken({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.tokens.all }),
  });
}

export function useRevokeApiToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (apiTokenId: string) => callHouse("deleteApiToken", { params: { apiTokenId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.tokens.all }),
  });
}

/** Revokes a member's token in the project of the page. */
export function useShutOutToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (apiTokenId: string) => callHouse("shutOutToken", { params: { apiTokenId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.tokens.all }),
  });
}
