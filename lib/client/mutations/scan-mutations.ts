import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callData } from "../call-data";
import { createOnce } from "../create-once";
import { dataKeys } from "../data-keys";

const createScan = createOnce("createScan", callData);

export function useCreateScan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createScan">["body"]) => createScan({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.scans.all }),
  });
}

/** Says of findings that they stay, or that they do not after all. */
export function useLeaveFindings(scanId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"leaveFindings">["body"]) => callData("leaveFindings", { params: { scanId }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: dataKeys.scans.one(scanId) }),
  });
}
