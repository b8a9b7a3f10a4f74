import pg from "pg";
import { env } from "@/lib/base/env";

export type Listener = { close(): Promise<void> };

type Events = {
  onNotify: (payload: string) => void;
  /** Comes once, at the first sign that nothing will be heard any more; never when `listen` itself rejects. */
  onLost: (error?: Error) => void;
};

const checkMs = 15_000;

/** Opens a connection of its own that listens on `channel`; resolves once it hears. Notifications sent before are not heard. */
export async function listen(channel: "live" | "control" | "news", { onNotify, onLost }: Events): Promise<Listener> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    application_name: `realchat-${channel}-listener`,
  });
  let hearing = false;
  let check: NodeJS.Timeout | undefined;
  const lose = (error?: Error) => {
    if (!hearing) return;
    hearing = false;
    clearInterval(check);
    client.end().catch(() => undefined);
    onLost(error);
  };
  client.on("error", lose);
  client.on("end", () => lose());
  client.on("notification", ({ payload }) => onNotify(payload ?? ""));
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
  hearing = true;
  // A peer that vanished without a word (a sleeping laptop, a dropped route) shows only when it is spoken to.
  check = setInterval(() => client.query("SELECT 1").catch(lose), checkMs).unref();
  return {
    async close() {
      hearing = false;
      clearInterval(check);
      await client.end();
    },
  };
}
