import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callHouse } from "../call-house";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const admitPerson = createOnce("admitPerson", callHouse);

/** Takes somebody into any project. The answer holds the link where one is needed, which is shown only now. */
export function useAdmit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"admitPerson">["body"]) => admitPerson({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.server.all }),
  });
}

/** Closes an account in all its projects, or opens it again. */
export function useSetAccountActive() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ accountId, active }: { accountId: string; active: boolean }) =>
      callHouse(active ? "openAccount" : "closeAccount", { params: { accountId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.server.all }),
  });
}
