import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { queryKeys } from "../query-keys";
import { useUpload } from "../use-upload";

type JudgmentImport = NonNullable<InputOf<"importJudgments">["query"]> & { file: File };
type Act = InputOf<"steerJudgeRun">["body"]["act"];

/** What a lead does about the judges of an evaluation. */
export function useJudges(evaluationId: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: queryKeys.judging.evaluation(evaluationId) });
  const create = useMutation({
    mutationFn: (body: InputOf<"createJudgeRun">["body"]) => call("createJudgeRun", { params: { evaluationId }, body }),
    onSuccess,
  });
  const steer = useMutation({
    mutationFn: ({ judgeRunId, act }: { judgeRunId: string; act: Act }) =>
      call("steerJudgeRun", { params: { judgeRunId }, body: { act } }),
    onSuccess,
  });
  const importJudgments = useUpload({
    send: ({ file, ...query }: JudgmentImport, onProgress) =>
      call("importJudgments", {
        params: { evaluationId },
        query: { ...query, fileName: file.name.slice(0, 300) },
        body: file,
        onProgress,
      }),
    onSuccess,
  });
  return { create, steer, importJudgments };
}

/** What a lead decides about whose votes count. */
export function useRuling(evaluationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"makeRuling">["body"]) => call("makeRuling", { params: { evaluationId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.judging.evaluation(evaluationId) }),
  });
}

/** Sets of judge prompts come from files; one that no judge used may go. */
export function usePromptSets() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: queryKeys.judging.promptSets });
  const importing = useMutation({
    mutationFn: (file: File) => call("importPromptSet", { query: { name: file.name }, body: file }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (promptSetId: string) => call("deletePromptSet", { params: { promptSetId } }),
    onSuccess,
  });
  return { importing, remove };
}
