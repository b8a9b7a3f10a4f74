"use client";

import { useQuery } from "@tanstack/react-query";
import { exportQueries } from "@/lib/client/queries/export-queries";
import type { Signal, SignalCounts, SignalTarget } from "@/lib/domain/training/signal";
import { signalsOf } from "@/lib/domain/training/signals-of-target";
import { Checkbox } from "../ui/checkbox";
import { FieldGroup } from "../ui/field-group";
import type { FormOf } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { signalWords } from "./export-words";
import type { RecipeDraft } from "./recipe-draft";

type SignalFieldsProps = { form: FormOf<RecipeDraft>; target: SignalTarget; snapshotId: string };

/** Whose turns, and what of all that people said of them becomes rows: each signal with how many it gives. */
export function SignalFields({ form, target, snapshotId }: SignalFieldsProps) {
  const { side, signals } = form.draft;
  const { data: counts, error } = useQuery(exportQueries.signals(snapshotId));
  const found = counts && (target === "binary" ? counts[side].labels : counts[side].pairs).bySignal;
  const turn = (signal: Signal, isOn: boolean) =>
    form.change((before) => ({
      signals: isOn ? [...before.signals, signal] : before.signals.filter((one) => one !== signal),
    }));
  return (
    <Panel title="What people said" description={counts && summary(counts, target, side)} className="space-y-4">
      <Segmented
        legend="Whose turns"
        value={side}
        options={[
          { value: "assistant", label: "Of the assistant" },
          { value: "user", label: "Of the user" },
        ]}
        onChange={(chosen) => form.change(() => ({ side: chosen }))}
      />
      {error && (
        <p role="alert" className="text-danger text-sm">
          {error.message}
        </p>
      )}
      <FieldGroup legend="What becomes rows" name="signals" className="space-y-2.5">
        {signalsOf[target].map((signal) => (
          <Checkbox
            key={signal}
            label={found ? `${signalWords[signal].label} · ${formatNumber(found[signal])}` : signalWords[signal].label}
            hint={signalWords[signal].hint}
            checked={signals.includes(signal)}
            onChange={({ target: box }) => turn(signal, box.checked)}
          />
        ))}
      </FieldGroup>
    </Panel>
  );
}

/** All that there is of a snapshot, whatever is switched on. */
function summary(counts: SignalCounts, target: SignalTarget, side: "assistant" | "user"): string {
  const { pairs, labels } = counts[side];
  const opposed = target === "binary" ? counts.opposed.labels : counts.opposed.pairs;
  const held =
    target === "binary"
      ? `In this snapshot: good texts ${formatNumber(labels.good)}, bad ones ${formatNumber(labels.bad)}.`
      : `Pairs in this snapshot: ${formatNumber(pairs.all)}. What several signals tell is counted for each, and written once.`;
  return opposed === 0 ? held : `${held} Left out, since people said opposite things: ${formatNumber(opposed)}.`;
}
