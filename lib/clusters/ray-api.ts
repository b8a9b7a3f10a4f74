import { PlaceFault } from "@/lib/domain/place-fault";
import { readComplaint } from "@/lib/outbound/complaint";
import { retryAfterMs } from "@/lib/outbound/retry-after";
import { excerpt } from "@/lib/outbound/secrets";
import { type Answer, NoAnswer, type OpenAnswer, open, type Sending, send } from "@/lib/outbound/send";

export type RayAddress = {
  /** Of the dashboard, such as http://ray-head:8265; a path before /api stays. */
  url: string;
  /** Where the cluster, or a proxy before it, asks for one. */
  token: string | null;
};

type Asked = Omit<Sending, "url"> & { path: string };

/** The dashboard of a Ray cluster; its token goes to its own origin alone. */
export class RayApi {
  readonly host: string;
  private readonly base: string;
  constructor(private readonly address: RayAddress) {
    this.base = address.url.replace(/\/+$/, "");
    this.host = new URL(address.url).host;
  }

  /** Asks, and hears whatever comes of it. Throws a fault where nothing does. */
  hear(asked: Asked): Promise<Answer> {
    return this.within(() => send(this.sendingOf(asked)));
  }

  /** The same for what may be too long to be held. */
  async open(asked: Asked): Promise<OpenAnswer> {
    const answer = await this.within(() => open(this.sendingOf(asked)));
    return { ...answer, pieces: this.guarded(answer.pieces) };
  }

  /** Asks for JSON; what is not a success is thrown as a fault. */
  async ask(asked: Asked): Promise<unknown> {
    const answer = await this.hear(asked);
    if (answer.status < 200 || answer.status >= 300) throw this.faultOf(answer);
    try {
      return JSON.parse(answer.text);
    } catch (cause) {
      throw new PlaceFault("fix", `${this.host} does not answer as a Ray cluster does. ${correct}`, { cause });
    }
  }

  /** What went wrong, from an answer that is no success, and what to do. */
  faultOf({ status, text, header }: Answer): PlaceFault {
    const said = this.excerptOf(text);
    const words = said && ` It says: ${said}`;
    if (status === 401 || status === 403)
      return new PlaceFault("fix", `${this.host} does not let this token in. Enter it anew at the place.${words}`);
    if (status === 404) return new PlaceFault("gone", `${this.host} does not know that.${words}`);
    if (status >= 300 && status < 400)
      return new PlaceFault(
        "fix",
        `${this.host} redirects elsewhere, which is never followed with a token. ${correct}`,
      );
    if (status === 413)
      return new PlaceFault("fix", `${this.host}, or a proxy before it, takes nothing so large.${words}`);
    if (status === 429 || status >= 500 || status === 408) {
      const about = status === 429 ? "asks to slow down" : `fails just now (status ${status})`;
      const wait = retryAfterMs({ get: header });
      return new PlaceFault("retry", `${this.host} ${about}.${words}`, { retryAfterMs: wait });
    }
    return new PlaceFault("fix", `${this.host} refused it with status ${status}.${words}`);
  }

  /** Python tells what happened in the last line of its trace. */
  excerptOf(text: string): string {
    const trace = /^Traceback/m.test(text) ? text.trimEnd().slice(text.trimEnd().lastIndexOf("\n") + 1) : text;
    return excerpt(readComplaint(trace).message, { secrets: [this.address.token ?? ""] });
  }

  private sendingOf({ path, headers, ...rest }: Asked): Sending {
    const { token } = this.address;
    const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    return { ...rest, url: `${this.base}${path}`, headers: { ...headers, ...authorization } };
  }

  private async within<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw faultOfNoAnswer(error);
    }
  }

  private async *guarded(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces;
    } catch (error) {
      throw faultOfNoAnswer(error);
    }
  }
}

const correct = "Correct its address: that of the dashboard, such as http://ray-head:8265.";

function faultOfNoAnswer(error: unknown): unknown {
  if (!(error instanceof NoAnswer)) return error;
  const words = error.why === "no_host" ? `${error.message} ${correct}` : error.message;
  // Its cause stays here: a refused connection further down would be taken for the database's.
  return new PlaceFault(error.why === "connection" ? "retry" : "fix", words, { wasAnswered: false });
}
