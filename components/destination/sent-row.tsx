import { useInfiniteQuery } from "@tanstack/react-query";
import { hasEnded } from "@/lib/client/follow-job";
import { useSteerJob } from "@/lib/client/mutations/job-mutations";
import { jobQueries } from "@/lib/client/queries/job-queries";
import { useJobNews } from "@/lib/client/use-job-news";
import { placeOf } from "@/lib/domain/destination-place";
import type { Push } from "@/lib/domain/training/push";
import { JobProgress } from "../job/job-progress";
import { standOf } from "../job/stand-of";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { RelativeTime } from "../ui/relative-time";

/** What was sent to a destination: of an export, or of a model. */
export type Sent = Omit<Push, "exportId">;
export type StandWords = { doing: string; done: string };
type SentRowProps = { sent: Sent; words: StandWords };

/** Where it went, by whom, and how it stands: how far it is, what went wrong, or where the files lie. */
export function SentRow({ sent, words }: SentRowProps) {
  const { destination, createdBy, createdAt, outcome, job } = sent;
  const { label, tone } = standOf(sent, words);
  return (
    <li className="space-y-1.5 py-3 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{label}</Badge>
        <span className="min-w-0 break-words font-medium">
          <bdi>{destination.name}</bdi>
        </span>
        <span className="text-ink-faint text-xs sm:order-1 sm:ml-auto">
          <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />
        </span>
        <span className="min-w-0 break-all font-mono text-ink-soft text-xs max-sm:w-full">
          {placeOf(destination.address)}
        </span>
      </div>
      {outcome && <WhereItLies url={outcome.url} files={outcome.files} />}
      {!outcome && job && <UnderWay subject={sent.id} job={job} name={destination.name} />}
    </li>
  );
}

function WhereItLies({ url, files }: { url: string; files: number }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-xs">
      {files} files, each with the SHA-256 of the manifest, at
      {url.startsWith("http") ? (
        <a href={url} target="_blank" rel="noreferrer" className="break-all font-mono text-accent hover:underline">
          {url}
        </a>
      ) : (
        <code className="break-all">{url}</code>
      )}
      <CopyButton text={url} label="Copy the address" />
    </p>
  );
}

type UnderWayProps = { subject: string; job: NonNullable<Sent["job"]>; name: string };

function UnderWay({ subject, job, name }: UnderWayProps) {
  useJobNews("all");
  const steer = useSteerJob();
  const { data } = useInfiniteQuery(jobQueries.list({ subject }));
  const live = data?.pages.flatMap(({ items }) => items).find(({ id }) => id === job.id);
  const isOver = hasEnded(job);
  return (
    <div className="space-y-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        {live && <JobProgress job={live} className="flex-1 basis-64" />}
        <Button
          size="sm"
          variant="quiet"
          pending={steer.isPending}
          disabled={!isOver && live?.cancelRequested}
          onClick={() => steer.mutate({ jobId: job.id, act: isOver ? "retry" : "cancel" })}
        >
          {isOver ? "Try again" : "Cancel"}
          <span className="sr-only">: what goes to {name}</span>
        </Button>
      </div>
      {job.error && <p className="max-w-prose text-danger text-xs">{job.error}</p>}
      {job.status === "cancelled" && (
        <p className="text-ink-soft text-xs">What is there already stays, and is not sent again when it goes on.</p>
      )}
    </div>
  );
}
