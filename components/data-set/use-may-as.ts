import type { DataSet } from "@/lib/domain/training/data-set";
import type { DataSetRole } from "@/lib/domain/training/data-set-role";
import { isNamed } from "@/lib/domain/training/member-role";
import { useMay, useViewer } from "../layout/viewer-context";

/** True when the viewer may do this with a data set: leads may do everything, others what a lead let them. */
export function useMayAs(role: DataSetRole, dataSet: Pick<DataSet, "members"> | undefined): boolean {
  const leads = useMay("dataSet.manage");
  const { id } = useViewer();
  return leads || (dataSet !== undefined && isNamed(role, id, dataSet));
}
