import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import type pg from "pg";
import { pool, projectPool } from "@/lib/data/pool";
import { acrossProjects } from "@/lib/data/project-at-work";
import { queryAsOwner } from "./query";

const lives = new AsyncLocalStorage<Life>();

/**
 * A worker's life inside the test's own process, so that it can end at each boundary between two statements instead of
 * at whatever moment a signal happens to arrive. Once it has fallen nothing of it reaches the database any more and none
 * of its promises settles: it is dead, unless it is woken, and then a zombie.
 */
export class Life {
  statements = 0;
  fallen = false;
  /** Called after each statement of a zombie, outside its life. */
  onZombieStatement: (() => Promise<void>) | undefined;
  private readonly held = new Set<pg.PoolClient>();
  private readonly underway = new Set<Promise<unknown>>();
  private readonly fall = moment();
  private readonly awake = moment();
  private isAwake = false;

  /** It falls before its n-th statement, counted from 1: the one before it was done and is the last that it did. */
  constructor(private readonly last: number) {}

  /** Does `work` as this life; resolves when it is done or the life has fallen, and says which. */
  async live(work: () => Promise<void>): Promise<"done" | "fallen"> {
    this.work = lives.run(this, work);
    this.work.catch(() => undefined);
    return Promise.race([this.work.then(() => "done" as const), this.fall.comes.then(() => "fallen" as const)]);
  }
  private work: Promise<void> = Promise.resolve();

  /**
   * As the system does with the sockets of a dead process, and Postgres with a transaction that idles for too long. What
   * was under way outside of a transaction is waited for: after this nothing of the life takes effect any more.
   */
  async cutConnections(): Promise<void> {
    const pids = [...this.held].map((client) => (client as unknown as { processID: number }).processID);
    // Only the owner may: the studio's own roles cut nobody off.
    await queryAsOwner`SELECT pg_terminate_backend(pid) FROM unnest(${pids}::int[]) AS pid`;
    const areThere = "SELECT FROM pg_stat_activity WHERE pid = ANY($1::int[])";
    while ((await pool().query(areThere, [pids])).rowCount) await setTimeout(2);
    await Promise.allSettled(this.underway);
  }

  /** For a dead life: hands its connections back to the pool, which throws them away. */
  bury(): void {
    for (const client of this.held) client.release(true);
    this.held.clear();
  }

  /** Lets it go on where it fell; resolves when it is through. */
  wake(): Promise<void> {
    this.isAwake = true;
    this.awake.come();
    return this.work;
  }

  async pass<T>(statement: () => Promise<T>): Promise<T> {
    await this.gate(++this.statements);
    const sent = statement();
    this.underway.add(sent);
    try {
      return await sent;
    } finally {
      this.underway.delete(sent);
      await this.gate(0); // what was under way when the life fell is done, but nobody hears of it
      if (this.isAwake) await lives.exit(async () => this.onZombieStatement?.());
    }
  }

  async borrow(connect: () => Promise<pg.PoolClient>): Promise<Pick<pg.PoolClient, "query" | "release">> {
    if (this.fallen) await this.awake.comes;
    const client = await connect();
    if (this.fallen && !this.isAwake) {
      client.release(); // it fell while it waited for a connection, and a dead one holds none
      await this.awake.comes;
      return this.borrow(connect);
    }
    this.held.add(client);
    const query = (...args: unknown[]) =>
      this.pass(() => (client.query as (...all: unknown[]) => Promise<unknown>)(...args));
    const release = (broken?: Error | boolean) => {
      if (this.held.delete(client)) client.release(broken);
    };
    return { query: query as pg.PoolClient["query"], release };
  }

  private async gate(statement: number): Promise<void> {
    if (statement === this.last && !this.fallen) {
      this.fallen = true;
      this.fall.come();
    }
    if (this.fallen) await this.awake.comes;
  }
}

/** Something that happens once, and can be waited for. */
function moment() {
  let come = () => {};
  const comes = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { comes, come };
}

const kept = globalThis as typeof globalThis & { realchatPool?: pg.Pool; realchatAcrossPool?: pg.Pool };

/** From here on, whatever runs inside a {@link Life} reaches the process's pools only through it. */
export function makePoolMortal(): void {
  kept.realchatPool = mortal(projectPool());
  kept.realchatAcrossPool = mortal(acrossProjects(pool));
}

function mortal(target: pg.Pool): pg.Pool {
  return new Proxy(target, {
    get(_, key) {
      const life = lives.getStore();
      if (life && key === "query")
        return (...args: unknown[]) =>
          life.pass(() => (target.query as (...all: unknown[]) => Promise<unknown>)(...args));
      if (life && key === "connect") return () => life.borrow(() => target.connect());
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
