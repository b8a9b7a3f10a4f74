import { PlaceFault } from "@/lib/domain/place-fault";
import { readComplaint } from "@/lib/outbound/complaint";
import { retryAfterMs } from "@/lib/outbound/retry-after";
import { excerpt } from "@/lib/outbound/secrets";
import { type Answer, NoAnswer, type Sending, send } from "@/lib/outbound/send";

export type TuningAddress = {
  /** Up to and including /v1; Azure's may end in ?api-version=…, which goes along with every request. */
  url: string;
  /** null for servers that ask for none. */
  key: string | null;
  /** Azure's older addresses want the key under its own header. */
  keyHeader: "authorization" | "api-key";
};

export type Asked = Omit<Sending, "url" | "body"> & {
  /** Behind the base URL. */
  path: string;
  query?: Readonly<Record<string, string>>;
  json?: unknown;
  body?: Sending["body"];
};

/** A server with OpenAI's fine-tuning API; its key goes to its own origin alone. */
export class TuningApi {
  readonly host: string;
  constructor(readonly address: TuningAddress) {
    this.host = new URL(address.url).host;
  }

  /** The same server from its root on, where some publish what they can. */
  root(): TuningApi {
    const { key, keyHeader, url } = this.address;
    return new TuningApi({ key, keyHeader, url: new URL(url).origin });
  }

  /** Asks, and hears whatever comes of it. Throws a fault where nothing does. */
  async hear({ path, query = {}, json, headers, body, ...rest }: Asked): Promise<Answer> {
    const url = new URL(this.address.url);
    url.pathname = `${url.pathname.replace(/\/+$/, "")}${path}`;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const typed: Record<string, string> = json === undefined ? {} : { "content-type": "application/json" };
    const text = json === undefined ? body : JSON.stringify(json);
    try {
      const all = { accept: "application/json", ...typed, ...headers, ...this.credentials() };
      return await send({ ...rest, url: url.href, headers: all, body: text });
    } catch (error) {
      throw this.faultOfNoAnswer(error);
    }
  }

  /** Asks for JSON; what is not a success, or no JSON, is thrown as a fault. */
  async ask(asked: Asked): Promise<unknown> {
    const answer = await this.hear(asked);
    if (answer.status < 200 || answer.status >= 300) throw this.faultOf(answer);
    return this.parse(answer);
  }

  parse({ text, status }: Answer): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      const isPage = /^\s*</.test(text);
      if (isPage) throw new PlaceFault("fix", `${this.host} answers with a web page. ${correct}`, { cause });
      // It did what was asked, as far as its status tells, and what it said of it is lost.
      throw new PlaceFault("retry", `${this.host} answered ${status} with what is no JSON.`, {
        wasAnswered: false,
        cause,
      });
    }
  }

  /** What went wrong, from an answer that is no success, and what to do. */
  faultOf(answer: Answer): PlaceFault {
    const { status, text, header } = answer;
    const told = readComplaint(text, status);
    const said = this.excerptOf(told.message);
    const words = said && ` It says: ${said}`;
    if (status === 401 || status === 403)
      return new PlaceFault("fix", `${this.host} does not let this key in. Enter it anew at the place.${words}`);
    if (status === 402 || /insufficient_(?:quota|balance|funds|credits?)|billing_hard_limit/i.test(told.code))
      return new PlaceFault("fix", `The account at ${this.host} has no money left for this.${words}`);
    if (status === 404 || status === 410) return new PlaceFault("gone", `${this.host} does not know that.${words}`);
    if (status >= 300 && status < 400)
      return new PlaceFault("fix", `${this.host} redirects elsewhere, which is never followed with a key. ${correct}`);
    if (status === 429 || status === 408 || status === 409 || status === 425 || status >= 500) {
      const about = status === 429 ? "asks to slow down" : `fails just now (status ${status})`;
      const wait = retryAfterMs({ get: header }) ?? told.waitMs;
      return new PlaceFault("retry", `${this.host} ${about}.${words}`, { retryAfterMs: wait });
    }
    return new PlaceFault("fix", `${this.host} refused it with status ${status}.${words}`);
  }

  excerptOf(text: string): string {
    return excerpt(text, { secrets: [this.address.key ?? ""] });
  }

  private credentials(): Record<string, string> {
    const { key, keyHeader } = this.address;
    if (key === null) return {};
    return keyHeader === "api-key" ? { "api-key": key } : { authorization: `Bearer ${key}` };
  }

  private faultOfNoAnswer(error: unknown): unknown {
    if (!(error instanceof NoAnswer)) return error;
    const words = error.why === "no_host" ? `${error.message} ${correct}` : error.message;
    const remedy = error.why === "connection" ? "retry" : "fix";
    // Its cause stays here: a refused connection further down would be taken for the database's.
    return new PlaceFault(remedy, words, { wasAnswered: false });
  }
}

const correct = "Correct its address: the base URL up to /v1, such as https://api.example.com/v1.";
