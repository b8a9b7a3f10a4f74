"use client";

import { useQuery } from "@tanstack/react-query";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { trainingKeys } from "@/lib/client/training-keys";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { partWords } from "../export/export-words";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { statisticsMoment } from "../statistics/statistics-moment";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatDuration, formatMoney, formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { BundlePanel } from "./bundle-panel";
import { TrainingAfterwards } from "./training-afterwards";
import { TrainingLog } from "./training-log";
import { TrainingSamples } from "./training-samples";
import { TrainingSteering } from "./training-steering";
import { percentOf, targetWords, trainingStatusWords, wayWords } from "./training-words";

const TrainingCurves = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.TrainingCurves);

/** Of fewer turns a share swings by more than ten points. */
const fewTurns = 25;

/** One training: how it stands, its curves as they grow, what it says to the same openings, and what to do with what came of it. */
export function TrainingPage({ trainingId, beside }: { trainingId: string; beside?: string }) {
  const seesAll = useMay("job.manage");
  const found = useQuery(trainedQueries.one(trainingId));
  useNewsAbout(trainingId, trainingKeys.one(trainingId), seesAll ? "all" : "mine");
  if (found.isPending) return <SkeletonRows label="Reading the training" />;
  if (found.isError) return <QueryError what="the training" error={found.error} onRetry={found.refetch} />;
  const training = found.data;
  const { label, tone } = trainingStatusWords[training.status];
  return (
    <Page
      title={training.name}
      lead={<Lead training={training} />}
      actions={
        <>
          <Button asChild>
            <Link href={trainingHrefs.lineage({ training: trainingId })}>Lineage</Link>
          </Button>
          <TrainingSteering training={training} />
        </>
      }
    >
      <div className="space-y-6">
        <section aria-label="How it stands" aria-live="polite" className="space-y-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <Badge tone={tone}>{label}</Badge>
            {training.error && <span className="text-danger">{training.error}</span>}
            {training.outcome?.note && <span className="text-ink-soft">{training.outcome.note}</span>}
          </p>
          <Progress training={training} />
        </section>
        {training.model && <TrainingAfterwards training={training} model={training.model} />}
        {training.spec.way === "bundle" && training.status === "done" && <BundlePanel training={training} />}
        <Figures training={training} />
        <TrainingCurves training={training} beside={beside} />
        <TrainingSamples trainingId={trainingId} />
        <TrainingLog training={training} />
      </div>
    </Page>
  );
}

function Lead({ training: { spec, createdBy, createdAt, takes } }: { training: TrainingJob }) {
  const snapshots = [...new Map(takes.map((one) => [one.snapshotId, one])).values()];
  return (
    <>
      {targetWords[spec.target].hint} Way: {wayWords[spec.way].label}. From{" "}
      {snapshots.map(({ snapshotId, dataSetName, number }, i) => (
        <span key={snapshotId}>
          {i > 0 && ", "}
          <Link href={dataHrefs.snapshot(snapshotId)} className="text-accent underline">
            <bdi>{dataSetName}</bdi>, No. {number}
          </Link>{" "}
          (
          {takes
            .filter((one) => one.snapshotId === snapshotId)
            .map(({ part, dialogues }) => `${formatNumber(dialogues)} ${partWords[part].toLowerCase()}`)
            .join(", ")}
          )
        </span>
      ))}
      . Asked for by <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />.
    </>
  );
}

function Progress({ training: { status, last } }: { training: TrainingJob }) {
  const isUnderWay = status === "running" || status === "preparing" || status === "stopping";
  if (!isUnderWay || last?.of == null) return null;
  return <ProgressBar value={last.step} max={last.of} label={`Step ${last.step} of ${last.of}`} />;
}

function Figures({ training }: { training: TrainingJob }) {
  const { outcome, last, spec, host, place, startedAt, endedAt } = training;
  const took = startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null;
  const left = leftOf(training);
  const heldOut = outcome?.heldOut;
  return (
    <Panel title="Figures">
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        {last && (
          <Stat name="Step">{last.of ? `${formatNumber(last.step)} of ${formatNumber(last.of)}` : last.step}</Stat>
        )}
        {last?.loss != null && <Stat name="Loss">{last.loss.toFixed(3)}</Stat>}
        {last?.tokensPerSecond != null && (
          <Stat name="Tokens a second">{formatNumber(Math.round(last.tokensPerSecond))}</Stat>
        )}
        {last?.memory != null && <Stat name="Memory of the device">{(last.memory / 2 ** 30).toFixed(1)} GB</Stat>}
        {left !== null && <Stat name="Time left">{formatDuration(left)}</Stat>}
        {took !== null && took > 0 && <Stat name="Took">{formatDuration(took)}</Stat>}
        {outcome?.cost != null && outcome.cost > 0 && <Stat name="Cost">{formatMoney(outcome.cost)}</Stat>}
        {outcome && outcome.cost === null && spec.way === "fine_tuning" && <Stat name="Cost">Not told</Stat>}
        {heldOut?.loss != null && <Stat name="Held-out loss">{heldOut.loss.toFixed(3)}</Stat>}
        {heldOut?.recall && (
          <>
            <Stat name="True next turn found first">{percentOf(heldOut.recall.at1)}</Stat>
            <Stat name="Among the first ten">{percentOf(heldOut.recall.at10)}</Stat>
            <Stat name="Mean reciprocal rank">{heldOut.mrr?.toFixed(3) ?? "not told"}</Stat>
          </>
        )}
        <Stat name="Base">{baseOf(spec.base)}</Stat>
        {spec.way !== "embedded" && <Stat name="Method">{spec.method.kind === "lora" ? "LoRA" : "All weights"}</Stat>}
        {host && <Stat name="Host">{host.name}</Stat>}
        {place && <Stat name="Where">{place.name}</Stat>}
      </dl>
      {heldOut?.n != null && (
        <p className="mt-3 text-ink-faint text-xs">
          Of {formatNumber(heldOut.n)} turns of dialogues that it never learned, each among{" "}
          {formatNumber(heldOut.among ?? 0)} candidates.{heldOut.n < fewTurns && " Too few to tell much."}
        </p>
      )}
    </Panel>
  );
}

/** By what its steps took so far, in ms; null before that can be told. */
function leftOf({ status, last, startedAt }: TrainingJob): number | null {
  if (status !== "running" || !last?.of || last.step === 0 || !startedAt) return null;
  return ((Date.now() - Date.parse(startedAt)) / last.step) * (last.of - last.step);
}

function baseOf(base: TrainingJob["spec"]["base"]): string {
  if (base.kind === "embedded") return "the studio's own";
  if (base.kind === "folder") return base.path.split("/").at(-1) ?? base.path;
  return base.kind === "hub" ? base.repo : base.model;
}
