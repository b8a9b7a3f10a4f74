"use client";

import { Copy, Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import type { Command } from "@/lib/client/commands";
import { type RunVerb, useSteerRun } from "@/lib/client/mutations/run-mutations";
import { useCommands } from "@/lib/client/use-commands";
import { hrefs } from "@/lib/contract/hrefs";
import type { Run } from "@/lib/domain/run";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { errorToast } from "../ui/toasts";

/** Pauses, resumes, stops and copies a run. Stopping is asked about, since it ends all its dialogues for good. */
export function RunSteering({ run }: { run: Run }) {
  const steer = useSteerRun(run.id);
  const [asking, setAsking] = useState(false);
  const mayRun = useMay("run.manage");
  const { status } = run;
  const open = status === "running" || status === "paused";

  const send = (verb: RunVerb) => steer.mutate(verb, { onError: (error) => errorToast(messageOf(error)) });
  const group = "The run";
  const pauseOrResume: Command = {
    id: "run-steer",
    label: status === "paused" ? "Go on" : "Pause",
    keys: ["space"],
    group,
    run: () => send(status === "paused" ? "resume" : "pause"),
    when: () => mayRun && open && !steer.isPending,
  };
  const stop: Command = {
    id: "run-stop",
    label: "Stop",
    keys: ["."],
    group,
    run: () => setAsking(true),
    when: () => mayRun && open && !steer.isPending,
  };
  useCommands([pauseOrResume, stop]);

  if (!mayRun) return null;
  return (
    <>
      <Button asChild>
        <Link href={hrefs.duplicateRun(run.id)}>
          <Copy aria-hidden className="size-4" />
          Duplicate
        </Link>
      </Button>
      {open && (
        <>
          <CommandButton command={stop} icon={Square} variant="danger" />
          <CommandButton
            command={pauseOrResume}
            icon={status === "paused" ? Play : Pause}
            variant="primary"
            pending={steer.isPending}
          />
        </>
      )}
      {asking && (
        <AskFirst
          open
          onOpenChange={setAsking}
          title="Stop this run?"
          description="Its open dialogues end on their last answer and no new ones begin. Everything written is kept. A stopped run cannot go on; it can be duplicated."
          act="Stop the run"
          onConfirm={() => send("stop")}
        />
      )}
    </>
  );
}
