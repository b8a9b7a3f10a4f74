import type { ReactNode } from "react";
import type { Model } from "@/lib/domain/model";
import { Badge } from "../ui/badge";
import { formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";

/** A model's settings to read, not to change. */
export function ModelFacts({ model }: { model: Model }) {
  const embedded = model.kind === "embedded";
  return (
    <Panel title="Settings">
      {embedded && (
        <p className="mb-4 max-w-prose text-ink-soft text-sm">
          <Badge tone="warn">for trying the studio, not for data</Badge>
          <span className="mt-2 block">
            A small model that runs inside the worker, with nothing to install. It plays the{" "}
            {model.trainedOn ?? "user or the assistant"} well enough to see every screen move; what it says is not worth
            training on.
          </span>
        </p>
      )}
      {model.archived && <p className="mb-4 text-ink-soft text-sm">Archived: new runs cannot choose it.</p>}
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name="Model id">
          <span className="font-mono">{model.upstreamModel}</span>
        </Fact>
        {!embedded && (
          <Fact name="Address">
            <span className="break-all font-mono">{model.baseUrl}</span>
          </Fact>
        )}
        <Fact name="Context window">{formatNumber(model.contextWindow)} tokens</Fact>
        <Fact name="Prompt form">{model.rendering === "chat" ? "Chat messages" : "Dyadic text, continued"}</Fact>
        {!embedded && (
          <Fact name="Price per million tokens">
            {formatMoney(model.inputPrice)} in, {formatMoney(model.outputPrice)} out
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
