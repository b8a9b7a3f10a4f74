import type { HubAddress } from "@/lib/domain/destination";
import { DestinationFault } from "@/lib/domain/destination-fault";
import { hostOf } from "@/lib/domain/destination-place";
import { retryAfterMs } from "@/lib/outbound/retry-after";
import { excerpt } from "@/lib/outbound/secrets";
import type { Answer, Sending } from "@/lib/outbound/send";
import { send } from "./send";

/** What a hub is asked under; its token goes to its own origin alone. */
export class HubApi {
  readonly base: string;
  readonly host: string;
  constructor(
    readonly address: HubAddress,
    readonly token: string,
  ) {
    this.base = address.url.replace(/\/+$/, "");
    this.host = hostOf(address);
  }

  /** Of the repository, in the API. */
  get repo(): string {
    return `${this.base}/api/${this.address.holds}s/${this.address.repo}`;
  }

  /** Of the repository, as people open it: of models it stands at the root. */
  get page(): string {
    return `${this.base}/${this.address.holds === "model" ? "" : "datasets/"}${this.address.repo}`;
  }

  /** What the repository is of, in words. */
  get noun(): string {
    return this.address.holds === "model" ? "model" : "data set";
  }

  get revision(): string {
    return encodeURIComponent(this.address.revision);
  }

  /** Asks, and hears whatever comes of it. */
  hear(asked: Sending): Promise<Answer> {
    const isOwn = new URL(asked.url).origin === new URL(this.base).origin;
    const authorization: Record<string, string> = isOwn ? { authorization: `Bearer ${this.token}` } : {};
    return send({ ...asked, headers: { ...asked.headers, ...authorization } });
  }

  /** Asks for JSON; what is not a success is thrown as a fault. */
  async ask<T>(asked: Omit<Sending, "body"> & { json?: unknown }, type = "application/json"): Promise<T> {
    const { json, headers, ...rest } = asked;
    const body = json === undefined ? undefined : JSON.stringify(json);
    const typed = { accept: type, ...(body !== undefined && { "content-type": type }), ...headers };
    return this.parse<T>(this.mustDo(await this.hear({ ...rest, headers: typed, body })));
  }

  parse<T>({ text }: Answer): T {
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new DestinationFault("fix", `${this.host} does not answer as a hub does. Correct its address.`, { cause });
    }
  }

  mustDo(answer: Answer): Answer {
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw this.faultOf(answer);
  }

  faultOf(answer: Answer): DestinationFault {
    const { status } = answer;
    const { repo } = this.address;
    const said = excerpt(complaintIn(answer), { secrets: [this.token] });
    const words = said && ` It says: ${said}`;
    if (status === 401)
      return this.fix(
        `${this.host} does not know the token. Make one there that may write, and enter it anew.${words}`,
      );
    if (status === 403)
      return this.fix(
        `The token may not write to ${repo}. Give it the right to at ${this.host}, or enter another.${words}`,
      );
    if (status === 404)
      return this.fix(`${this.host} has no ${this.noun} ${repo}, or the token may not see it.${words}`);
    if (status >= 300 && status < 400)
      return this.fix(
        `${this.host} redirects elsewhere, which is never followed with a token: ${repo} may have been renamed. Add it as a destination under its new name.`,
      );
    if (status === 409 || status === 412)
      return new DestinationFault("retry", `Somebody else is writing to ${repo} just now.${words}`);
    if (status === 429)
      return new DestinationFault("retry", `${this.host} asks to slow down.${words}`, { retryAfterMs: waitOf(answer) });
    if (status >= 500 || status === 408)
      return new DestinationFault("retry", `${this.host} fails just now (status ${status}).${words}`, {
        retryAfterMs: waitOf(answer),
      });
    return this.fix(`${this.host} refused the push with status ${status}.${words}`);
  }

  fix(message: string): DestinationFault {
    return new DestinationFault("fix", message);
  }
}

function waitOf(answer: Answer): number | undefined {
  return retryAfterMs({ get: answer.header });
}

function complaintIn({ text, header }: Answer): string {
  const told = header("x-error-message");
  if (told) return told;
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown };
    return typeof error === "string" ? error : typeof message === "string" ? message : "";
  } catch {
    return "";
  }
}
