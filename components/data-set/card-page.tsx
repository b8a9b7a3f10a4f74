"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { urlOfData } from "@/lib/client/call-data";
import { useUpdateCard } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import type { SnapshotCard } from "@/lib/domain/training/snapshot-card";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { doneToast } from "../ui/toasts";
import { useMayAs } from "./use-may-as";

/** The card of a snapshot: made of its facts until somebody writes one; every version is kept. */
export function CardPage({ snapshotId }: { snapshotId: string }) {
  const [snapshot, card] = [useQuery(snapshotQueries.one(snapshotId)), useQuery(snapshotQueries.card(snapshotId))];
  const failed = [snapshot, card].find(({ isError }) => isError);
  if (failed?.error) return <QueryError what="the card" error={failed.error} onRetry={failed.refetch} />;
  if (!snapshot.data || !card.data) return <SkeletonRows label="Reading the card" />;
  const { dataSetName, number } = snapshot.data;
  const params = { params: { snapshotId } };
  return (
    <Page
      title="Card"
      lead={
        <>
          What goes along with{" "}
          <Link href={dataHrefs.snapshot(snapshotId)} className="text-accent underline">
            <bdi>{`${dataSetName}, No. ${number}`}</bdi>
          </Link>{" "}
          to whoever gets its files: a Hugging Face data set card, and Croissant beside it.
        </>
      }
      actions={
        <>
          <Button asChild>
            <a href={urlOfData("downloadCroissant", params)} download>
              <Download aria-hidden className="size-4" />
              Croissant
            </a>
          </Button>
          <Button asChild>
            <a href={urlOfData("downloadCard", params)} download>
              <Download aria-hidden className="size-4" />
              README.md
            </a>
          </Button>
        </>
      }
    >
      <div className="space-y-6">
        <CardForm key={card.data.version} snapshot={snapshot.data} card={card.data} />
        <Versions snapshotId={snapshotId} current={card.data.version} />
      </div>
    </Page>
  );
}

type CardFormProps = { snapshot: Pick<Snapshot, "id" | "dataSetId">; card: SnapshotCard };

function CardForm({ snapshot: { id: snapshotId, dataSetId }, card }: CardFormProps) {
  const update = useUpdateCard();
  const curates = useMayAs("curator", useQuery(dataSetQueries.one(dataSetId)).data);
  const form = useForm({
    initial: { text: card.text },
    send: async ({ text }) => {
      await update.mutateAsync({ snapshotId, text, basedOn: card.version });
      doneToast("The card is saved as a new version");
    },
  });
  const hint =
    card.version === 0
      ? "Made of what was so when the data set was frozen. Write on: what you save is kept as a version, and the facts stay as they are."
      : `Version ${card.version}, written by ${card.writtenBy?.name}.`;
  return (
    <Form form={form} guarded className="space-y-4">
      <Field label="Card, in markdown with its YAML header" name="text" hint={hint}>
        <Textarea
          rows={28}
          dir="auto"
          spellCheck={false}
          maxLength={200_000}
          readOnly={!curates}
          className="font-mono text-xs leading-5"
          {...form.text("text")}
        />
      </Field>
      {curates && (
        <FormEnd>
          <SubmitButton disabled={!form.isDirty}>Save a version</SubmitButton>
        </FormEnd>
      )}
    </Form>
  );
}

function Versions({ snapshotId, current }: { snapshotId: string; current: number }) {
  const versions = useInfiniteQuery({ ...snapshotQueries.cardVersions(snapshotId), enabled: current > 0 });
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label="Versions">
      <h2 className="mb-3 font-semibold">Versions</h2>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
        {items.map(({ version, text, writtenBy, createdAt }) => (
          <li key={version} className="px-4 py-2">
            <details>
              <summary className="cursor-pointer">
                Version {version}, <bdi>{writtenBy?.name}</bdi> {createdAt && <RelativeTime at={createdAt} />}
              </summary>
              <pre className="mt-2 max-h-96 overflow-auto whitespace-pre-wrap break-words font-mono text-xs">
                {text}
              </pre>
            </details>
          </li>
        ))}
      </ol>
      <LoadMore list={versions} shown={items.length} noun="version" />
    </section>
  );
}
