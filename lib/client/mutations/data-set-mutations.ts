import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callData } from "../call-data";
import { createOnce } from "../create-once";
import { dataKeys } from "../data-keys";
import { queryKeys } from "../query-keys";

const createDataSet = createOnce("createDataSet", callData);
const createSnapshot = createOnce("createSnapshot", callData);

export function useCreateDataSet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createDataSet">["body"]) => createDataSet({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.dataSets.all }),
  });
}

type Said = { dataSetId: string } & InputOf<"updateDataSet">["body"];

export function useUpdateDataSet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ dataSetId, ...body }: Said) => callData("updateDataSet", { params: { dataSetId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.dataSets.all }),
  });
}

type Named = { dataSetId: string; memberId: string } & InputOf<"setDataSetMember">["body"];

/** Names what somebody may do with a data set. */
export function useSetDataSetMember() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ dataSetId, memberId, ...body }: Named) =>
      callData("setDataSetMember", { params: { dataSetId, memberId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.dataSets.all }),
  });
}

type Some = { dataSetId: string; body: InputOf<"addToDataSet">["body"] };

/** Puts dialogues on the list of a data set, or takes them off. */
export function useChangeList(act: "addToDataSet" | "removeFromDataSet") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ dataSetId, body }: Some) => callData(act, { params: { dataSetId }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: dataKeys.dataSets.all });
      await queries.invalidateQueries({ queryKey: queryKeys.dialogues.lists });
    },
  });
}

export function useCreateSnapshot() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ dataSetId, note }: { dataSetId: string; note: string }) =>
      createSnapshot({ params: { dataSetId }, body: { note } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataKeys.dataSets.all }),
  });
}

/** Asks for what is measured of a snapshot: a worker counts it. */
export function useMeasureSnapshot() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (snapshotId: string) => callData("measureSnapshot", { params: { snapshotId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.lists }),
  });
}

type Written = { snapshotId: string } & InputOf<"updateCard">["body"];

export function useUpdateCard() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ snapshotId, ...body }: Written) => callData("updateCard", { params: { snapshotId }, body }),
    onSuccess: (_, { snapshotId }) => queries.invalidateQueries({ queryKey: dataKeys.snapshots.card(snapshotId) }),
  });
}
