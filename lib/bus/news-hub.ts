import { assertNever } from "@/lib/base/assert";
import { readFiguresNews } from "@/lib/data/judging/figures";
import { findJobs, listNewJobs, readCountMarks } from "@/lib/data/live";
import type { Job } from "@/lib/domain/job";
import type { CountedNoun, NewsFrame } from "@/lib/domain/live";
import { oneAProject } from "./one-a-project";
import { WakeLoop } from "./wake-loop";

/** What a page follows besides dialogues. */
export type NewsSelection = {
  /** Jobs of one person, or (null) of everybody; left out, none. */
  jobsOf?: { personId: string | null };
  /** The evaluation whose figures are on the page. */
  evaluationId?: string;
  /** Whose counts stand on the page. */
  counts?: CountedNoun[];
};

type Receive = (frame: NewsFrame) => unknown;
type Subscriber = {
  selection: NewsSelection;
  receive: Receive;
  isNew: boolean;
  /** What it was told last of each job and evaluation, so that looking around tells nobody anything twice. */
  told: Map<string, string>;
};

/**
 * Follows jobs and figures of a project for all its pages of a web process, as the live hub follows dialogues: state, not events. Each
 * round reads what was notified for, or (each second) what changed within the last few; newcomers get what is at work now.
 * A frame carries the whole state and its version, so one that comes twice or late does no harm.
 */
export class NewsHub {
  private readonly subscribers = new Set<Subscriber>();
  private readonly loop: WakeLoop;
  private lookAround = false;

  constructor(projectId: string) {
    const look = () => this.look();
    this.loop = new WakeLoop({
      channel: "news",
      projectId,
      round: (notified) => this.round(notified),
      look,
      onConnect: look,
      onFailure: "News of jobs could not be read; the next look is within a second",
    });
  }

  subscribe(selection: NewsSelection, receive: Receive): { close(): void } {
    const subscriber: Subscriber = { selection, receive, isNew: true, told: new Map() };
    this.subscribers.add(subscriber);
    this.loop.begin();
    this.loop.wake();
    return {
      close: () => {
        if (this.subscribers.delete(subscriber) && this.subscribers.size === 0) this.loop.rest();
      },
    };
  }

  /** Ends everything, e.g. for a graceful stop. */
  async close(): Promise<void> {
    this.subscribers.clear();
    await this.loop.close();
  }

  private look(): void {
    this.lookAround = true;
    this.loop.wake();
  }

  private async round(notified: Set<string>): Promise<void> {
    const newcomers = [...this.subscribers].filter(({ isNew }) => isNew);
    for (const subscriber of newcomers) subscriber.isNew = false;
    const isLooking = this.lookAround || newcomers.length > 0;
    this.lookAround = false;

    const jobIds = [...notified].filter((id) => id.startsWith("job_"));
    const jobs = [...(await findJobs(jobIds)), ...(isLooking ? await listNewJobs() : [])];
    for (const job of jobs) this.tell((selection) => sees(selection, job), { type: "job", id: job.id, job });

    const followed = new Set([...this.subscribers].flatMap(({ selection }) => selection.evaluationId ?? []));
    const asked = isLooking ? [...followed] : [...notified].filter((id) => followed.has(id));
    for (const { id, votesVersion, computed } of await readFiguresNews(asked))
      this.tell(({ evaluationId }) => evaluationId === id, { type: "results", id, votesVersion, computed });

    // Not with each vote: counts once a second are what anybody can read. What figures follow is told of by its name.
    const counted = [...new Set([...this.subscribers].flatMap(({ selection }) => selection.counts ?? []))];
    for (const { id, mark } of await readCountMarks(isLooking ? counted : counted.filter((noun) => notified.has(noun))))
      this.tell(({ counts }) => counts?.includes(id) ?? false, { type: "counts", id, mark });
  }

  private tell(isFor: (selection: NewsSelection) => boolean, frame: NewsFrame): void {
    const state = stateOf(frame);
    for (const { selection, receive, told } of this.subscribers) {
      if (!isFor(selection) || told.get(frame.id) === state) continue;
      told.set(frame.id, state);
      receive(frame);
    }
  }
}

/** What differs between two frames of one thing that are worth telling. */
function stateOf(frame: NewsFrame): string {
  switch (frame.type) {
    case "job":
      return `${frame.job.version}`;
    case "results":
      return `${frame.votesVersion} ${frame.computed}`;
    case "counts":
      return frame.mark;
    default:
      return assertNever(frame);
  }
}

function sees({ jobsOf }: NewsSelection, { createdBy }: Job): boolean {
  return jobsOf !== undefined && (jobsOf.personId === null || jobsOf.personId === createdBy?.id);
}

/** The hub of the project at work. */
export const newsHub = oneAProject("news", (projectId) => new NewsHub(projectId));
