import * as z from "zod";
import { PlaceFault } from "@/lib/domain/place-fault";
import type { TuningApi } from "./tuning-api";

/** Of a server that keeps on telling of more, no more than this is heard at once. */
const mostPages = 100;

const listSchema = z.object({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });

const namedSchema = z.object({ id: z.union([z.string(), z.number()]).transform(String) });

/** `id`: its own, where it has one, else what it says, so that the same is known again. */
export type Listed = { id: string; value: unknown };

type Asked = {
  path: string;
  query?: Readonly<Record<string, string>>;
  pageSize: number;
  /** Begins behind this one. */
  after?: string;
  signal: AbortSignal;
};

/**
 * A list, page after page as `after` leads on, until `isEnough` says so; what comes twice is left out. null where the server has
 * no such list.
 */
export async function readList(
  api: TuningApi,
  { path, query, pageSize, signal, ...asked }: Asked,
  isEnough: (page: readonly Listed[]) => boolean,
): Promise<Listed[] | null> {
  const seen = new Map<string, Listed>();
  let after = asked.after;
  for (let pages = 0; pages < mostPages; pages++) {
    const all = Object.assign({ limit: String(pageSize) }, query, after === undefined ? {} : { after });
    const answer = await api.hear({ method: "GET", path, query: all, signal });
    if (isNoRoute(answer.status)) return null;
    if (answer.status < 200 || answer.status >= 300) throw api.faultOf(answer);
    const { data, has_more: hasMore } = listOf(api, api.parse(answer));
    const page = data.map((value) => ({ id: idOf(value) ?? JSON.stringify(value), value }));
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const one of fresh) seen.set(one.id, one);
    after = idOf(page.at(-1)?.value);
    // A server that knows no `after` tells the same again, of which nothing is new.
    if (after === undefined || hasMore !== true || fresh.length === 0 || isEnough(page)) break;
  }
  return [...seen.values()];
}

function idOf(value: unknown): string | undefined {
  return namedSchema.safeParse(value).data?.id;
}

/** A route that a server does not have; a job or file that it does not know is told by the same status. */
export function isNoRoute(status: number): boolean {
  return status === 404 || status === 405 || status === 501;
}

function listOf(api: TuningApi, value: unknown): z.infer<typeof listSchema> {
  const read = listSchema.safeParse(Array.isArray(value) ? { data: value } : value);
  if (read.success) return read.data;
  throw new PlaceFault("retry", `${api.host} answered with what is no list.`);
}
