import pg from "pg";
import { projectAtWork } from "./project-at-work";

type Given = (error: Error | undefined, client: pg.PoolClient | undefined, release: (broken?: unknown) => void) => void;

/**
 * A pool whose connections know, before anybody gets one, for which project they work: Postgres shows them that project's
 * rows and gives new rows to it. Told only when it changes, so with one project it is told once per connection.
 */
export class ProjectPool extends pg.Pool {
  private readonly told = new WeakMap<object, string>();

  override connect(): Promise<pg.PoolClient>;
  override connect(given: Given): void;
  override connect(given?: Given): Promise<pg.PoolClient> | undefined {
    const ready = this.ready(projectAtWork() ?? "");
    if (!given) return ready;
    ready.then(
      (client) => given(undefined, client, (broken) => client.release(broken as Error | undefined)),
      (error: Error) => given(error, undefined, () => undefined),
    );
    return undefined;
  }

  private async ready(projectId: string): Promise<pg.PoolClient> {
    const client = await super.connect();
    if ((this.told.get(client) ?? "") === projectId) return client;
    try {
      await client.query("SELECT set_config('app.project_id', $1, false)", [projectId]);
      this.told.set(client, projectId);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
