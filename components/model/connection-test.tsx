"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSaveModel, useStartProbe } from "@/lib/client/mutations/model-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import type { Model, Probe } from "@/lib/domain/model";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatDuration } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { doneToast, errorToast } from "../ui/toasts";
import { changesIn } from "./dialect-draft";
import { bodyOf, draftOf } from "./model-draft";

type ConnectionTestProps = { model: Model; unsaved: boolean };

/** Asks the model for a short reply of either side, through the worker that will make the real calls. */
export function ConnectionTest({ model, unsaved }: ConnectionTestProps) {
  const start = useStartProbe();
  const probe = useQuery({ ...modelQueries.probe(start.data?.id ?? ""), enabled: start.data !== undefined }).data;
  const underWay = start.isPending || probe?.status === "queued" || probe?.status === "running";
  return (
    <Panel
      title="Connection test"
      description="A short reply of either side, asked for as dialogues do, by the worker that makes the real calls."
      aside={
        <Button onClick={() => start.mutate(model.id)} pending={underWay} disabled={unsaved}>
          Test connection
        </Button>
      }
    >
      {unsaved && <p className="text-ink-soft text-sm">Save first: the test uses what is stored.</p>}
      {start.isError && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(start.error)}
        </p>
      )}
      {probe && <ProbeReport key={probe.id} probe={probe} />}
      {probe?.proposal && !unsaved && <ProbeProposal model={model} proposal={probe.proposal} />}
    </Panel>
  );
}

const patienceMs = 8_000;

function ProbeReport({ probe }: { probe: Probe }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-live="polite">
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <ProbeStatus probe={probe} />
        {probe.firstTokenMs !== null && <span>first token after {formatDuration(probe.firstTokenMs)}</span>}
        {probe.totalMs !== null && (
          <span className="text-ink-soft">
            {probe.status === "failed" ? "after" : "whole reply in"} {formatDuration(probe.totalMs)}
          </span>
        )}
      </div>
      {probe.status === "queued" && late && (
        <p className="mt-2 text-sm text-warn">No worker has taken this up yet. Is the worker process running?</p>
      )}
      {probe.text !== "" && (
        <blockquote dir="auto" className="script mt-3 border-assistant/40 border-l-2 pl-4">
          {probe.text}
          {probe.status === "running" && (
            <span aria-hidden className="ml-0.5 inline-block h-4 w-0.5 animate-caret bg-ink align-middle" />
          )}
        </blockquote>
      )}
      {probe.error && (
        <p className="mt-3 text-sm">
          <span className="text-danger">{probe.error}</span> Check that the server runs, that the base URL, the model id
          and the key below are right, and test again.
        </p>
      )}
    </div>
  );
}

function ProbeStatus({ probe: { status, proposal } }: { probe: Probe }) {
  if (proposal) return <Badge tone="warn">It works with other settings</Badge>;
  if (status === "passed") return <Badge tone="ok">It works</Badge>;
  if (status === "failed") return <Badge tone="danger">It failed</Badge>;
  return <Badge tone="accent">{status === "queued" ? "Waiting for a worker" : "Replying"}</Badge>;
}

type ProbeProposalProps = { model: Model; proposal: NonNullable<Probe["proposal"]> };

/** What a connection test found to work, to be taken over with one press. */
function ProbeProposal({ model, proposal }: ProbeProposalProps) {
  const save = useSaveModel(model.id);
  const changes = changesIn(proposal, model.dialect);
  if (changes.length === 0) return null;

  function take() {
    const body = { ...bodyOf(model, draftOf(model)), dialect: proposal };
    save.mutate(body, {
      onSuccess: () => doneToast("Saved. From now on it is asked like this."),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <div className="mt-3 flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <span className="min-w-0 flex-1">
        It refuses how it is asked now, and answers with other settings: {changes.join(", ")}.
      </span>
      <Button onClick={take} pending={save.isPending}>
        Use these settings
      </Button>
    </div>
  );
}
