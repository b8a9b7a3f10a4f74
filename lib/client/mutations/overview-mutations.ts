import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { NewAlertRule } from "@/lib/domain/statistics/alert";
import type { Target } from "@/lib/domain/training/target";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";

/** All that is done to alerts; each reads them again. */
export function useAlerts() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: dataKeys.alerts.all });
  return {
    see: useMutation({
      mutationFn: (alertId: string) => callStatistics("seeAlert", { params: { alertId } }),
      onSuccess,
    }),
    add: useMutation({ mutationFn: (body: NewAlertRule) => callStatistics("createAlertRule", { body }), onSuccess }),
    remove: useMutation({
      mutationFn: (alertRuleId: string) => callStatistics("removeAlertRule", { params: { alertRuleId } }),
      onSuccess,
    }),
  };
}

/** Sets what a data set is to have; null for nothing any more. */
export function useSetTarget(dataSetId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (target: Target | null) => callStatistics("setTarget", { params: { dataSetId }, body: { target } }),
    onSuccess: (answer) => queries.setQueryData(dataKeys.dataSets.target(dataSetId), answer),
  });
}
