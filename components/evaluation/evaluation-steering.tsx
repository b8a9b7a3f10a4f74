"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSteerEvaluation } from "@/lib/client/mutations/judging-mutations";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import type { EvaluationStatus } from "@/lib/domain/judging/evaluation";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";

/** Launch, pause, go on, close; with what a launch will cost before it is done. */
export function EvaluationSteering({ detail }: { detail: EvaluationDetail }) {
  const { evaluation } = detail;
  const manages = useMay("evaluation.manage");
  const { launch, update, remove } = useSteerEvaluation(evaluation.id);
  const [asked, ask] = useState<"close" | "delete" | null>(null);
  const go = useGo();
  if (!manages) return null;
  const { name, spec, status } = evaluation;
  const to = (next: EvaluationStatus) => update.mutate({ name, spec, status: next });
  const error = launch.error ?? update.error ?? remove.error;
  return (
    <Panel title="Steering" description={status === "draft" ? whatLaunchTakes(detail) : statusTold[status]}>
      <div className="flex flex-wrap items-center gap-2">
        {status === "draft" && (
          <>
            <Button variant="primary" pending={launch.isPending} onClick={() => launch.mutate()}>
              Launch
            </Button>
            <Button variant="quiet" onClick={() => ask("delete")}>
              Delete the draft
            </Button>
          </>
        )}
        {status === "open" && <Button onClick={() => to("paused")}>Pause</Button>}
        {status === "paused" && (
          <Button variant="primary" onClick={() => to("open")}>
            Go on
          </Button>
        )}
        {status === "closed" && <Button onClick={() => to("open")}>Open again</Button>}
        {(status === "open" || status === "paused") && <Button onClick={() => ask("close")}>Close</Button>}
        {error && (
          <p role="alert" className="min-w-0 flex-1 text-danger text-sm">
            {messageOf(error)}
          </p>
        )}
      </div>
      <ConfirmDialog
        open={asked === "close"}
        onOpenChange={() => ask(null)}
        title="Close this evaluation?"
        description="Names and results are shown to everybody then. Whoever has seen them cannot vote blind any more, even if you open it again. All votes are kept."
        act="Close it"
        onConfirm={() => to("closed")}
      />
      <ConfirmDialog
        open={asked === "delete"}
        onOpenChange={() => ask(null)}
        title="Delete this draft?"
        description="Its set-up and the files that were imported into it are gone then. Models, benchmarks and runs stay."
        act="Delete the draft"
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => go(hrefs.evaluations) })}
      />
    </Panel>
  );
}

const statusTold = {
  open: "Missing answers are written and votes are taken.",
  paused: "Nothing is written and no comparison is handed out; votes on what raters have before them still count.",
  closed: "Results are for everybody, and no vote is taken any more.",
} as const;

/** In words, from what candidates lack. */
function whatLaunchTakes({ candidates, evaluation }: EvaluationDetail): string {
  const items = evaluation.progress.items;
  const estimates = candidates.flatMap(({ estimate, missing }) => (estimate && missing > 0 ? [estimate] : []));
  if (items === 0) return "There is nothing to compare yet: import the files first.";
  if (estimates.length === 0)
    return candidates.some(({ missing }) => missing > 0)
      ? "A launch calls no model; what is missing comes from files."
      : "Everything is there; a launch calls no model.";
  const tokens = estimates.reduce((sum, one) => sum + one.tokens, 0);
  const cost = estimates.reduce((sum, one) => sum + one.cost, 0);
  const missing = candidates.reduce((sum, one) => sum + (one.estimate ? one.missing : 0), 0);
  return `A launch has ${formatNumber(missing)} answers written: ${formatCompact(tokens)} tokens if each is as long as it may be, which costs ${formatMoney(cost)} at the catalogue's prices.`;
}
