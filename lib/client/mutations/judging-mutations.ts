import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";
import { useUpload } from "../use-upload";

type NewBenchmark = { name: string; questions: File; references: File | null };

const createEvaluation = createOnce("createEvaluation", call);
const addCandidate = createOnce("addCandidate", call);
const importBenchmark = createOnce("importBenchmark", call);

export function useCreateEvaluation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createEvaluation">["body"]) => createEvaluation({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.judging.all }),
  });
}

export function useImportBenchmark() {
  const queries = useQueryClient();
  return useUpload({
    send: async ({ name, questions, references }: NewBenchmark, onProgress) => {
      const benchmark = await importBenchmark({ query: { name }, body: questions }, onProgress);
      if (!references) return benchmark;
      const params = { benchmarkId: benchmark.id };
      try {
        return await call("importReferences", { params, body: references, onProgress });
      } catch (error) {
        // All or nothing: what was made a moment ago goes again when its references are refused.
        await call("deleteBenchmark", { params });
        throw error;
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.judging.benchmarks }),
  });
}

export function useDeleteBenchmark() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (benchmarkId: string) => call("deleteBenchmark", { params: { benchmarkId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.judging.benchmarks }),
  });
}

/** What a lead does to an evaluation; each answers with how it stands then. */
export function useSteerEvaluation(evaluationId: string) {
  const queries = useQueryClient();
  const params = { evaluationId };
  const onSuccess = (detail: AnswerOf<"getEvaluation">) => {
    queries.setQueryData(queryKeys.judging.evaluation(evaluationId), detail);
    return queries.invalidateQueries({ queryKey: queryKeys.judging.all });
  };
  const launch = useMutation({ mutationFn: () => call("launchEvaluation", { params }), onSuccess });
  const retry = useMutation({ mutationFn: () => call("retryResponses", { params }), onSuccess });
  const update = useMutation({
    mutationFn: (body: InputOf<"updateEvaluation">["body"]) => call("updateEvaluation", { params, body }),
    onSuccess,
  });
  const revise = useMutation({
    mutationFn: (body: InputOf<"reviseDraft">["body"]) => call("reviseDraft", { params, body }),
    onSuccess,
  });
  const add = useMutation({
    mutationFn: (body: InputOf<"addCandidate">["body"]) => addCandidate({ params, body }),
    onSuccess,
  });
  const importAnswers = useUpload({
    send: ({ candidateId, file }: { candidateId: string; file: File }, onProgress) =>
      call("importAnswers", {
        params: { evaluationId, candidateId },
        query: { fileName: file.name },
        body: file,
        onProgress,
      }),
    onSuccess: ({ detail }) => onSuccess(detail),
  });
  const remove = useMutation({
    mutationFn: () => call("deleteEvaluation", { params }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.judging.all }),
  });
  return { launch, retry, update, revise, add, importAnswers, remove };
}

export function useSetGold(comparisonId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"setComparisonGold">["body"]) =>
      call("setComparisonGold", { params: { comparisonId }, body }),
    onSuccess: (comparison) => {
      queries.setQueryData(queryKeys.judging.comparison(comparisonId), comparison);
      return queries.invalidateQueries({ queryKey: queryKeys.judging.all });
    },
  });
}
