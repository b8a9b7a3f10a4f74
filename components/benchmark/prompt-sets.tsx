"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { usePromptSets } from "@/lib/client/mutations/judge-mutations";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { FileButton } from "../ui/file-input";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";

type PromptSet = AnswerOf<"listPromptSets">["items"][number];

/** What model judges are asked: the studio's own prompts and imported ones, word by word. */
export function PromptSets() {
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
