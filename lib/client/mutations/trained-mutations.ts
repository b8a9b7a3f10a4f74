import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { callTraining } from "../call-training";
import { createOnce } from "../create-once";
import { trainingKeys } from "../training-keys";

export type TrainingBody = InputOf<"createTraining">["body"];
export type PlaceBody = InputOf<"createTrainingPlace">["body"];
type PlaceChange = { placeId: string; body: InputOf<"updateTrainingPlace">["body"] };

const createTraining = createOnce("createTraining", callTraining);
const createPublication = createOnce("createPublication", callTraining);
const createPlace = createOnce("createTrainingPlace", callTraining);

/** Asks for a model to be trained. */
export function useCreateTraining() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: TrainingBody) => createTraining({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: trainingKeys.all }),
  });
}

/** All that can be done to a training under way, or after it. */
export function useSteerTraining(trainingId: string) {
  const queries = useQueryClient();
  const params = { trainingId };
  const onSettled = () => queries.invalidateQueries({ queryKey: trainingKeys.all });
  return {
    stop: useMutation({ mutationFn: () => callTraining("stopTraining", { params }), onSettled }),
    retry: useMutation({ mutationFn: () => callTraining("retryTraining", { params }), onSettled }),
    drop: useMutation({
      mutationFn: (step: number) => callTraining("dropCheckpoint", { params: { trainingId, step: `${step}` } }),
      onSettled,
    }),
  };
}

/** Enters what came of a bundle in the catalogue. */
export function useRegisterResult(trainingId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"registerTrainingResult">["body"]) =>
      callTraining("registerTrainingResult", { params: { trainingId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: trainingKeys.all }),
  });
}

/** Has its model published; a trainer host does it. */
export function usePublish(trainingId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (destinationId: string) => createPublication({ params: { trainingId }, body: { destinationId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: trainingKeys.one(trainingId) }),
  });
}

/** All that can be done to places; each reads the list again. */
export function useTrainingPlaces() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trainingKeys.places });
  return {
    add: useMutation({ mutationFn: (body: PlaceBody) => createPlace({ body }), onSuccess }),
    change: useMutation({
      mutationFn: ({ placeId, body }: PlaceChange) =>
        callTraining("updateTrainingPlace", { params: { placeId }, body }),
      onSuccess,
    }),
    test: useMutation({
      mutationFn: (placeId: string) => callTraining("testTrainingPlace", { params: { placeId } }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (placeId: string) => callTraining("removeTrainingPlace", { params: { placeId } }),
      onSuccess,
    }),
  };
}
