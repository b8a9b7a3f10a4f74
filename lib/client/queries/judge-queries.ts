import { queryOptions } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { queryKeys } from "../query-keys";

export const judgeQueries = {
  promptSets: () =>
    queryOptions({
      queryKey: queryKeys.judging.promptSets,
      queryFn: ({ signal }) => call("listPromptSets", { signal }),
      select: (answer) => answer.items,
    }),
  judgeRuns: (evaluationId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.judgeRuns(evaluationId),
      queryFn: ({ signal }) => call("listJudgeRuns", { params: { evaluationId }, signal }),
      select: (answer) => answer.items,
    }),
  /** What a pass would take; nothing is called for it. */
  preview: (evaluationId: string, body: InputOf<"previewJudgeRun">["body"]) =>
    queryOptions({
      queryKey: queryKeys.judging.preview(evaluationId, body),
      queryFn: ({ signal }) => call("previewJudgeRun", { params: { evaluationId }, body, signal }),
      enabled: body.modelId !== "" && body.promptSetId !== "",
    }),
};
