"use client";

import { useQuery } from "@tanstack/react-query";
import { Puzzle } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useTokenizers } from "@/lib/client/mutations/tokenizer-mutations";
import { tokenizerQueries } from "@/lib/client/queries/tokenizer-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { ProjectTokenizer } from "@/lib/domain/training/tokenizer";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";

/** How the models that the project trains read. */
export function TokenizerList() {
  const found = useQuery(tokenizerQueries.whole());
  const { remove } = useTokenizers();
  const [asked, setAsked] = useState<ProjectTokenizer | null>(null);
  if (found.isPending) return <SkeletonRows label="Reading the tokenizers" />;
  if (found.isError) return <QueryError what="the tokenizers" error={found.error} onRetry={found.refetch} />;
  const { items } = found.data;
  if (items.length === 0)
    return (
      <NothingYet
        icon={Puzzle}
        title="No tokenizer yet"
        way={{ href: dataHrefs.newTokenizer, label: "Add a tokenizer" }}
      >
        A stand-in counts tokens until then, near enough to see what is cut. With the files of the model that you train,
        audits and previews of exports are exact, and files of tokens hold its own ids.
      </NothingYet>
    );
  return (
    <>
      <ul aria-label="Tokenizers" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {items.map((one) => (
          <TokenizerRow key={one.id} one={one} onRemove={() => setAsked(one)} />
        ))}
      </ul>
      {asked && (
        <AskFirst
          open
          onOpenChange={() => setAsked(null)}
          title={`Remove ${asked.name}?`}
          description="No new export can name it. Those that were made by it can still be taken, byte by byte the same."
          act="Remove tokenizer"
          onConfirm={() => remove.mutate(asked.id, { onError: (error) => errorToast(messageOf(error)) })}
        />
      )}
    </>
  );
}

function TokenizerRow({ one, onRemove }: { one: ProjectTokenizer; onRemove: () => void }) {
  const { name, tokens, hasTemplate, sha256, notes, createdBy, createdAt } = one;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64 space-y-0.5">
        <p className="break-words font-medium text-sm">
          <bdi>{name}</bdi>
        </p>
        <p className="text-ink-soft text-xs">
          {formatNumber(tokens)} tokens · {hasTemplate ? "its own chat template" : "no chat template: ChatML stands in"}
        </p>
        <p className="break-all font-mono text-ink-faint text-xs">{sha256}</p>
        {notes.map((note) => (
          <p key={note} className="max-w-prose text-warn text-xs">
            {note}
          </p>
        ))}
        <p className="text-ink-faint text-xs">
          added by <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />
        </p>
      </div>
      <Button size="sm" variant="quiet" onClick={onRemove}>
        Remove<span className="sr-only"> {name}</span>
      </Button>
    </li>
  );
}
