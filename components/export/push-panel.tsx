"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { dataKeys } from "@/lib/client/data-keys";
import { useNewsOf, usePush } from "@/lib/client/mutations/destination-mutations";
import { destinationQueries } from "@/lib/client/queries/destination-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { DestinationAddress } from "@/lib/domain/destination";
import { placeOf, takes } from "@/lib/domain/destination-place";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import { pushWords } from "../destination/destination-words";
import { SendingPanel } from "../destination/sending-panel";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

const words = { doing: "Pushing", done: "Pushed", list: "Pushes", noun: "destination" };

/** Sends an export's files to a place of the team's own, says beforehand what that does, and tells where they were sent. */
export function PushPanel({ one }: { one: TrainingExport }) {
  const destinations = useQuery(destinationQueries.list());
  const pushes = useInfiniteQuery(destinationQueries.pushes(one.id));
  useNewsOf("push", dataKeys.exports.all);
  return (
    <SendingPanel title="Push" sent={pushes} words={words}>
      {destinations.isError && (
        <QueryError what="the destinations" error={destinations.error} onRetry={destinations.refetch} />
      )}
      {destinations.data && <PushChoice one={one} destinations={destinations.data.items} />}
    </SendingPanel>
  );
}

type PushChoiceProps = { one: TrainingExport; destinations: readonly Parameters<typeof optionOf>[0][] };

function PushChoice({ one, destinations }: PushChoiceProps) {
  const push = usePush(one.id);
  const [chosenId, setChosenId] = useState("");
  const offered = destinations.filter(({ address }) => takes(address, "dataset"));
  const chosen = offered.find(({ id }) => id === chosenId) ?? offered[0];
  if (!chosen)
    return (
      <p className="text-ink-soft text-sm">
        No destination yet.{" "}
        <Link href={dataHrefs.newDestination} className="text-accent underline">
          Add one
        </Link>{" "}
        with its address and key; then this export can be pushed there.
      </p>
    );
  const files = (one.files?.length ?? 0) + 2;
  const folder = `${one.archiveName.replace(/\.tar$/, "")}-${one.id}`;
  return (
    <div className="space-y-2.5">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Destination" className="min-w-0 flex-1 basis-64">
          <Select value={chosen.id} onChange={({ target }) => setChosenId(target.value)}>
            {offered.map(optionOf)}
          </Select>
        </Field>
        <Button onClick={() => push.mutate(chosen.id)} pending={push.isPending} disabled={!chosen.hasKey}>
          Push to {chosen.name.length > 24 ? "it" : chosen.name}
        </Button>
      </div>
      <p className="max-w-prose break-words text-ink-soft text-sm">
        {pushWords(chosen.address, { files, folder, what: "export" })}
      </p>
      {!chosen.hasKey && (
        <p className="text-sm text-warn">It has no key on this server. Enter it under Destinations.</p>
      )}
      {push.isError && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(push.error)}
        </p>
      )}
    </div>
  );
}

type Offered = {
  id: string;
  name: string;
  hasKey: boolean;
  address: DestinationAddress;
};

function optionOf({ id, name, address }: Offered) {
  return (
    <option key={id} value={id}>
      {name} ({placeOf(address)})
    </option>
  );
}
