import { liveDialogues, newestOfRun, runsOf } from "@/lib/data/live";
import { type LiveSubscriber, maxFollowed } from "./live-subscriber";

const remembered = 20_000;

/** Decides which dialogues the open selections (a run, the live wall) hold. */
export class LiveMembership {
  /** A dialogue's run, null of an imported one, never changes; remembered to tell at a notification whom it concerns. */
  private readonly runs = new Map<string, string | null>();

  /** Asks the database what each open selection holds now. */
  async renew(subscribers: Iterable<LiveSubscriber>): Promise<void> {
    for (const subscriber of subscribers) {
      const { scope, runId } = subscriber.selection;
      if (scope === "live") subscriber.followOnly(await liveDialogues([...subscriber.members], maxFollowed));
      else if (runId !== undefined) subscriber.followOnly(await newestOfRun(runId, maxFollowed));
    }
  }

  /** Lets notified dialogues join the open selections they belong to. */
  async admit(subscribers: Iterable<LiveSubscriber>, notified: Set<string>): Promise<void> {
    const open = [...subscribers].filter(({ isOpen }) => isOpen);
    if (open.length === 0) return;
    if (this.runs.size > remembered) this.runs.clear();
    const strange = [...notified].filter((id) => !this.runs.has(id));
    if (strange.length > 0) for (const [id, runId] of await runsOf(strange)) this.runs.set(id, runId);
    for (const id of notified) {
      const runId = this.runs.get(id);
      if (runId !== undefined) for (const subscriber of open) if (subscriber.wants(runId)) subscriber.join(id);
    }
  }
}
