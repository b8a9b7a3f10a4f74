"use client";

import { useQuery } from "@tanstack/react-query";
import { CloudUpload } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { dataKeys } from "@/lib/client/data-keys";
import { useDestinations, useNewsOf } from "@/lib/client/mutations/destination-mutations";
import { destinationQueries } from "@/lib/client/queries/destination-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Destination } from "@/lib/domain/destination";
import { placeOf } from "@/lib/domain/destination-place";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { kindWords, testStand } from "./destination-words";

/** Where exports can be pushed, how the last test of each went, and what can be done about it. */
export function DestinationList() {
  const found = useQuery(destinationQueries.list());
  const { remove } = useDestinations();
  useNewsOf("destination_test", dataKeys.destinations.all);
  const [asked, setAsked] = useState<{ one: Destination; about: "change" | "remove" } | null>(null);
  if (found.isPending) return <SkeletonRows label="Reading the destinations" />;
  if (found.isError) return <QueryError what="the destinations" error={found.error} onRetry={found.refetch} />;
  const { items } = found.data;
  if (items.length === 0)
    return (
      <NothingYet
        icon={CloudUpload}
        title="No destination yet"
        way={{ href: dataHrefs.newDestination, label: "Add a destination" }}
      >
        A repository of a Hugging Face hub, or a bucket that speaks S3, of your team&apos;s own: once it is here,
        exports can be pushed to it from their pages, and trained models published. Nothing is sent before somebody asks
        for it.
      </NothingYet>
    );
  return (
    <>
      <ul aria-label="Destinations" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {items.map((one) => (
          <DestinationRow
            key={one.id}
            one={one}
            onChange={() => setAsked({ one, about: "change" })}
            onRemove={() => setAsked({ one, about: "remove" })}
          />
        ))}
      </ul>
      {asked?.about === "change" && <ChangeDestination one={asked.one} onClose={() => setAsked(null)} />}
      {asked?.about === "remove" && (
        <AskFirst
          open
          onOpenChange={() => setAsked(null)}
          title={`Remove ${asked.one.name}?`}
          description="Its key is deleted here, and nothing can be pushed there any more. What was pushed stays where it is, and the exports go on telling of it."
          act="Remove destination"
          onConfirm={() => remove.mutate(asked.one.id, { onError: (error) => errorToast(messageOf(error)) })}
        />
      )}
    </>
  );
}

type DestinationRowProps = { one: Destination; onChange: () => void; onRemove: () => void };

function DestinationRow({ one, onChange, onRemove }: DestinationRowProps) {
  const { test } = useDestinations();
  const stand = testStand(one);
  const isUnderWay = test.isPending || one.test?.status === "waiting" || one.test?.status === "running";
  const start = () => test.mutate(one.id, { onError: (error) => errorToast(messageOf(error)) });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words font-medium text-sm">
          <bdi>{one.name}</bdi>
        </p>
        <p className="break-all font-mono text-ink-soft text-xs">{placeOf(one.address)}</p>
        <p className="mt-0.5 text-ink-faint text-xs">
          {kindWords[one.address.kind]}
          {one.address.kind === "hub" && one.address.holds === "model" && ", of a model"} · added by{" "}
          <bdi>{one.createdBy.name}</bdi> <RelativeTime at={one.createdAt} />
        </p>
        {!one.hasKey && <p className="mt-1 text-warn text-xs">It has no key on this server. Enter it anew.</p>}
        <div aria-live="polite">
          {stand && (
            <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs">
              <Badge tone={stand.tone}>{stand.label}</Badge>
              {stand.words && (
                <span className={stand.tone === "danger" ? "text-danger" : "text-ink-soft"}>{stand.words}</span>
              )}
            </p>
          )}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={start} pending={isUnderWay} disabled={!one.hasKey}>
          Test<span className="sr-only"> {one.name}</span>
        </Button>
        <Button size="sm" variant="quiet" onClick={onChange}>
          Name and key<span className="sr-only"> of {one.name}</span>
        </Button>
        <Button size="sm" variant="quiet" onClick={onRemove}>
          Remove<span className="sr-only"> {one.name}</span>
        </Button>
      </div>
    </li>
  );
}

/** Another name, another key. Left empty, the key that is stored stays. */
function ChangeDestination({ one, onClose }: { one: Destination; onClose: () => void }) {
  const { change } = useDestinations();
  const isBucket = one.address.kind === "bucket";
  const form = useForm({
    initial: { name: one.name, accessKey: "", secret: "" },
    check: ({ accessKey, secret }): Record<string, string> =>
      isBucket && accessKey !== "" && secret === ""
        ? { "key.secret": "The secret that belongs to the access key" }
        : {},
    send: async ({ name, accessKey, secret }) => {
      const key = isBucket ? { accessKey: accessKey || undefined, secret } : { secret };
      await change.mutateAsync({ destinationId: one.id, body: secret === "" ? { name } : { name, key } });
      onClose();
    },
  });
  const stored = one.hasKey ? "••••••••  (stored)" : "";
  return (
    <FormDialog form={form} title={one.name} description={placeOf(one.address)} act="Save changes" onClose={onClose}>
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      {isBucket && (
        <Field label="Access key" optional name="key.accessKey">
          <Input autoComplete="off" className="font-mono" placeholder={stored} {...form.text("accessKey")} />
        </Field>
      )}
      <Field
        label={isBucket ? "Secret key" : "Token"}
        optional={one.hasKey}
        hint="Left empty, the stored one stays."
        name="key.secret"
      >
        <Input type="password" autoComplete="off" className="font-mono" placeholder={stored} {...form.text("secret")} />
      </Field>
    </FormDialog>
  );
}
