import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { usePromptSets } from "@/lib/client/mutations/judge-mutations";
import { useImportBenchmark } from "@/lib/client/mutations/judging-mutations";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FileButton, FileInput } from "../ui/file-input";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { UploadProgress } from "../ui/upload-progress";

/** What belongs to benchmarks besides their list. */
export const belowBenchmarks = { ImportDialog, PromptSets };

/** Takes a question file, and reference answers if there are some: all lines or none, with what to mend. */
function ImportDialog({ onClose }: { onClose: () => void }) {
  const importing = useImportBenchmark();
  const form = useForm({
    initial: { name: "", questions: null as File | null, references: null as File | null },
    send: async ({ name, questions, references }) => {
      if (!questions) return;
      const benchmark = await importing.mutateAsync({ name, questions, references });
      doneToast(`${benchmark.questions} questions imported`);
      onClose();
    },
  });

  function takeQuestions(file: File | null) {
    form.change(({ name }) => ({ questions: file, name: name || (file?.name.replace(/\.\w+$/, "") ?? "") }));
  }

  return (
    <FormDialog
      form={form}
      title="Import a benchmark"
      description="One JSON object a line, as FastChat publishes them: question_id, category, turns."
      act="Import"
      onClose={onClose}
    >
      <Field label="Questions" name="questions" hint="question.jsonl">
        <FileInput required accept={acceptedEndings(readableFormats("questions"))} onChange={takeQuestions} />
      </Field>
      <Field label="Reference answers" name="references" hint="reference_answer/gpt-4.jsonl" optional>
        <FileInput accept={acceptedEndings(readableFormats("answers"))} onChange={form.choice("references").onChange} />
      </Field>
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      <UploadProgress sent={importing.sent} />
    </FormDialog>
  );
}

type PromptSet = AnswerOf<"listPromptSets">["items"][number];

/** What model judges are asked: the studio's own prompts and imported ones, word by word. */
function PromptSets() {
  const sets = useInfiniteQuery(judgeQueries.promptSets());
  const manages = useMay("evaluation.manage");
  const items = sets.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title="Judge prompts"
      description="What model judges are asked. The studio's own fence the texts off and seal the verdict; imported ones are used as they are."
      aside={manages && <ImportButton />}
    >
      {sets.isError && <QueryError what="the judge prompts" error={sets.error} onRetry={sets.refetch} />}
      {sets.isPending && <SkeletonRows rows={2} label="Reading the judge prompts" />}
      <ul className="divide-y divide-line">
        {items.map((set) => (
          <li key={set.id} className="py-3 first:pt-0 last:pb-0">
            <SetView set={set} mayDelete={manages && set.origin !== "own"} />
          </li>
        ))}
      </ul>
      {sets.hasNextPage && <LoadMore list={sets} shown={items.length} noun="set" />}
    </Panel>
  );
}

function SetView({ set, mayDelete }: { set: PromptSet; mayDelete: boolean }) {
  const { remove } = usePromptSets();
  const [isAsked, ask] = useState(false);
  return (
    <div className="space-y-2">
      {isAsked && (
        <AskFirst
          open
          onOpenChange={ask}
          title={`Delete ${set.name}?`}
          description="No judge can be asked with it any more. A set that a judge has used stays."
          act="Delete the prompts"
          onConfirm={() => remove.mutate(set.id, { onError: (error) => errorToast(messageOf(error)) })}
        />
      )}
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <h3 dir="auto" className="font-medium">
          {set.name}
        </h3>
        {set.origin === "own" ? (
          <Badge>ships with the studio</Badge>
        ) : (
          <span className="text-ink-faint text-xs">
            imported <RelativeTime at={set.createdAt} />
          </span>
        )}
        {mayDelete && (
          <Button size="sm" variant="quiet" className="ml-auto" pending={remove.isPending} onClick={() => ask(true)}>
            Delete<span className="sr-only"> {set.name}</span>
          </Button>
        )}
      </div>
      {set.prompts.map(({ name, mode, hasReference, turns, system, template }) => (
        <details key={name} className="rounded-md border border-line px-3 py-1.5 text-sm">
          <summary className="flex cursor-pointer flex-wrap items-baseline gap-2">
            <span className="font-mono text-xs">{name}</span>
            <span className="text-ink-faint text-xs">
              {mode === "pair" ? "two of them" : "one by itself"},{" "}
              {turns === 0 ? "whole dialogues" : turns === 1 ? "one turn" : "two turns"}
              {hasReference && ", with a reference"}
            </span>
          </summary>
          <pre dir="auto" className="mt-2 whitespace-pre-wrap font-mono text-ink-soft text-xs [overflow-wrap:anywhere]">
            {system && `${system}\n\n`}
            {template}
          </pre>
        </details>
      ))}
    </div>
  );
}

function ImportButton() {
  const { importing } = usePromptSets();
  function take(file: File) {
    importing.mutate(file, {
      onSuccess: ({ prompts }) => doneToast(`${prompts.length} prompts imported`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }
  return (
    <FileButton
      accept={acceptedEndings(readableFormats("judge_prompts"))}
      aria-label="File of judge prompts"
      pending={importing.isPending}
      onFile={take}
    >
      Import prompts
    </FileButton>
  );
}
