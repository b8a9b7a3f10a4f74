import { vi } from "vitest";
import type { AppErrorCode } from "@/lib/base/app-error";
import { splitPath } from "@/lib/contract/fill-path";
import { type EndpointName, paths } from "@/lib/contract/paths";

type Asked = { name: EndpointName; params: Record<string, string>; body: unknown };
/** What it answers: the JSON, or what {@link refusal} makes. */
type Reply = (asked: Asked) => unknown;

class Refusal {
  constructor(
    readonly status: number,
    readonly problem: object,
  ) {}
}

/** A refused request, as a problem document. */
export function refusal(code: AppErrorCode, detail: string, status = 409): Refusal {
  return new Refusal(status, { code, detail, requestId: "req_test" });
}

/**
 * A studio at the edge of the network: `fetch` is all that is stood in for. It answers by the names of endpoints,
 * notes what it was asked, and can be out of reach.
 */
export function fakeStudio(replies: { [Name in EndpointName]?: Reply }) {
  const asked: Asked[] = [];
  const line = { isUp: true };
  vi.stubGlobal("fetch", async (url: string, { method = "GET", body }: { method?: string; body?: string } = {}) => {
    if (!line.isUp) throw new TypeError("Failed to fetch");
    const { pathname } = new URL(url, "http://studio.test");
    for (const [name, reply] of Object.entries(replies) as [EndpointName, Reply][]) {
      const params = paramsOf(name, method, pathname);
      if (!params) continue;
      const one = { name, params, body: body === undefined ? undefined : JSON.parse(body) };
      asked.push(one);
      const answer = await reply(one);
      if (answer instanceof Refusal) return new Response(JSON.stringify(answer.problem), { status: answer.status });
      return new Response(JSON.stringify(answer ?? {}), { status: 200 });
    }
    throw new TypeError(`The fake studio knows no ${method} ${pathname}`);
  });
  return {
    asked,
    line,
    bodiesOf: (name: EndpointName) => asked.filter((one) => one.name === name).map(({ body }) => body),
  };
}

function paramsOf(name: EndpointName, method: string, pathname: string): Record<string, string> | null {
  const wanted = splitPath(paths[name]);
  if (wanted.method !== method) return null;
  // Short, or with the project that the page is in.
  const path = wanted.path.replace("/projects/{project}", "(?:/projects/{project})?");
  const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  return pattern.exec(pathname)?.groups ?? (pattern.test(pathname) ? {} : null);
}
