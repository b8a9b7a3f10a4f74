import { log } from "@/lib/base/log";
import { inProject } from "@/lib/data/project-at-work";
import { type NotificationChannel, openNotificationChannel } from "./notifications";

const pollMs = 1_000;
/** A project that nobody watches needs no connection after this. */
const idleMs = 60_000;

type Watch = {
  channel: "live" | "news";
  projectId: string;
  /** Reads what is new, of these ids first of all, and hands it on. */
  round: (notified: Set<string>) => Promise<void>;
  /** Each second: what nobody was told of may have changed, too. */
  look: () => void;
  /** The connection listens (again); what was told before it did was missed. */
  onConnect: () => void;
  /** What is said in the log when a round fails. */
  onFailure: string;
};

/**
 * How a hub works: one listening connection of a project and one round at a time, as soon as something was notified for,
 * each second otherwise, for as long as anybody watches.
 */
export class WakeLoop {
  private notified = new Set<string>();
  private isWatched = false;
  private awake = false;
  private again = false;
  private channel: NotificationChannel | undefined;
  private poll: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly watch: Watch) {}

  /** Somebody watches. */
  begin(): void {
    const { channel, look, onConnect } = this.watch;
    this.isWatched = true;
    clearTimeout(this.idle);
    this.poll ??= setInterval(look, pollMs).unref();
    this.channel ??= openNotificationChannel(channel, { onNotify: (ids) => this.notice(ids), onConnect });
  }

  /** Nobody watches any more. */
  rest(): void {
    this.isWatched = false;
    clearInterval(this.poll);
    this.poll = undefined;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.close(), idleMs).unref();
  }

  /** Has a round look at these. */
  notice(ids: Iterable<string>): void {
    for (const id of ids) this.notified.add(id);
    this.wake();
  }

  /** Has a round begin at once, or right after the one that is under way. */
  wake(): void {
    this.again = true;
    if (!this.awake) void inProject(this.watch.projectId, () => this.work());
  }

  async close(): Promise<void> {
    this.isWatched = false;
    clearInterval(this.poll);
    clearTimeout(this.idle);
    this.poll = undefined;
    const { channel } = this;
    this.channel = undefined;
    await channel?.close();
  }

  private async work(): Promise<void> {
    this.awake = true;
    try {
      while (this.again && this.isWatched) {
        this.again = false;
        const { notified } = this;
        this.notified = new Set();
        await this.watch.round(notified);
      }
    } catch (error) {
      log.warn({ err: error }, this.watch.onFailure);
    } finally {
      this.awake = false;
    }
  }
}
