import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DialogueAct } from "@/lib/domain/decision";
import { call } from "../call";
import { messageOf } from "../client-error";
import { queryKeys } from "../query-keys";

/** What came of acts on several dialogues: the decisions, by which they can be taken back, and why others were refused. */
export type ManyOutcome = { decisionIds: string[]; refusals: string[] };

/** Does one thing to each of several dialogues, one after another; a refusal stops none of the others. */
export function useActOnEach() {
  return useEach(({ dialogueId, act }: { dialogueId: string; act: DialogueAct }) =>
    call("actOnDialogue", { params: { dialogueId }, body: { act } }),
  );
}

/** Takes several decisions back. */
export function useUndoEach() {
  return useEach((decisionId: string) => call("undoDecision", { params: { decisionId } }));
}

export function useUpdateDuplicateSetting() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (threshold: number) => call("updateDuplicateSetting", { body: { threshold } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.duplicates.all }),
  });
}

function useEach<T>(send: (one: T) => Promise<{ decision: { id: string } }>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (all: T[]): Promise<ManyOutcome> => {
      const outcome: ManyOutcome = { decisionIds: [], refusals: [] };
      for (const one of all)
        await send(one).then(
          ({ decision }) => outcome.decisionIds.push(decision.id),
          (error: unknown) => outcome.refusals.push(messageOf(error)),
        );
      return outcome;
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: queryKeys.duplicates.all }),
        queries.invalidateQueries({ queryKey: queryKeys.dialogues.all }),
      ]),
  });
}
