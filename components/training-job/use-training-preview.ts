import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { bodyOfTraining, faultsOfTraining, type TrainingDraft } from "./training-draft";

/** What a draft would be; asked once, whoever shows it. `isTold`: enough is chosen to be asked about. */
export function useTrainingPreview(draft: TrainingDraft) {
  const settled = useDeferredValue(draft);
  const isTold = settled.snapshotId !== "" && Object.keys(faultsOfTraining(settled)).length === 0;
  // Its name changes nothing of what it would be.
  const body = isTold ? bodyOfTraining({ ...settled, name: "As it would be" }) : null;
  const found = useQuery({ ...trainedQueries.preview(body), placeholderData: keepPreviousData });
  return Object.assign(found, { isTold });
}
