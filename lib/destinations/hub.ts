import type { HubAddress } from "@/lib/domain/destination";
import { DestinationFault } from "@/lib/domain/destination-fault";
import { gitOid } from "./bytes";
import { HubApi } from "./hub-api";
import { sendCommit, sendLarge, sortFiles } from "./hub-files";
import type { OutgoingFile, Parcel, Place, PushTools } from "./place";

/** So often another commit may come in between before a person is told. */
const mostRaces = 5;

/** A repository on a Hugging Face hub, of a data set or a model: all files of a push are one commit, after which they stand at its root. */
export function openHub(address: HubAddress, token: string): Place {
  const api = new HubApi(address, token);
  return {
    test: (signal) => testHub(api, signal),
    async push(parcel, tools) {
      await makeWhatIsMissing(api, tools.signal);
      for (let races = 0; races < mostRaces; races++) {
        const commit = await pushOnto(api, parcel, tools);
        if (commit !== null) return { url: `${api.page}/tree/${commit}` };
      }
      throw new DestinationFault("retry", `Others write to ${address.repo} so often that no commit got through.`);
    },
  };
}

/** The commit at which all files stand; null where another one came in between. */
async function pushOnto(api: HubApi, { title, files }: Parcel, tools: PushTools): Promise<string | null> {
  const head = await findHead(api, tools.signal);
  const parent = head.commit ?? null;
  const missing = parent === null ? [...files] : await missingAt(api, parent, files, tools);
  if (missing.length === 0 && parent !== null) return parent;
  const { large, small } = await sortFiles(api, missing, tools.signal);
  await sendLarge(api, large, tools);
  const commit = await sendCommit(api, { title, parent, large, small }, tools);
  if (commit !== null) for (const file of small) await tools.settled(file);
  return commit;
}

type There = { type: string; path: string; oid: string; size: number; lfs?: { oid: string } | null };

async function missingAt(
  api: HubApi,
  commit: string,
  files: readonly OutgoingFile[],
  { signal, settled }: PushTools,
): Promise<OutgoingFile[]> {
  const json = { paths: files.map(({ name }) => name) };
  const there = await api.ask<There[]>({ method: "POST", url: `${api.repo}/paths-info/${commit}`, json, signal });
  const missing: OutgoingFile[] = [];
  for (const file of files) {
    const found = there.find(({ path, type }) => path === file.name && type === "file");
    const isSame = found?.lfs
      ? found.lfs.oid === file.sha256
      : found?.size === file.bytes && found.oid === (await gitOid(file));
    if (isSame) await settled(file);
    else missing.push(file);
  }
  return missing;
}

type Head = { missing: "repository" | "branch"; commit?: undefined } | { missing: null; commit: string | null };

async function findHead(api: HubApi, signal: AbortSignal): Promise<Head> {
  const answer = await api.hear({ method: "GET", url: `${api.repo}/revision/${api.revision}`, signal });
  if (answer.status !== 404)
    return { missing: null, commit: api.parse<{ sha?: string }>(api.mustDo(answer)).sha ?? null };
  const repo = await api.hear({ method: "GET", url: api.repo, signal });
  if (repo.status === 404) return { missing: "repository" };
  api.mustDo(repo);
  return { missing: "branch" };
}

/** Repository and branch, where they are not there and may be made. */
async function makeWhatIsMissing(api: HubApi, signal: AbortSignal): Promise<void> {
  const { repo, creates, holds } = api.address;
  let head = await findHead(api, signal);
  if (head.missing === null) return;
  if (!creates) throw faultOfMissing(api, head.missing);
  if (head.missing === "repository") {
    const [organization, name] = repo.split("/");
    const body = JSON.stringify({ type: holds, name, organization, private: true });
    const headers = { "content-type": "application/json" };
    const made = await api.hear({ method: "POST", url: `${api.base}/api/repos/create`, headers, body, signal });
    // Somebody else has just made it.
    if (made.status !== 409) api.mustDo(made);
    head = await findHead(api, signal);
  }
  if (head.missing !== "branch") return;
  const made = await api.hear({
    method: "POST",
    url: `${api.repo}/branch/${api.revision}`,
    headers: { "content-type": "application/json" },
    body: "{}",
    signal,
  });
  if (made.status !== 409) api.mustDo(made);
  if ((await findHead(api, signal)).missing !== null) throw faultOfMissing(api, "branch");
}

function faultOfMissing({ host, address, noun }: HubApi, missing: "repository" | "branch"): DestinationFault {
  const what =
    missing === "repository"
      ? `${host} has no ${noun} ${address.repo}, or the token may not see it. Make it there, or correct the name`
      : `${address.repo} has no branch ${address.revision}. Make it there`;
  return new DestinationFault(
    "fix",
    `${what}; or let the studio make it: add the destination anew with that switched on.`,
  );
}

type WhoAmI = { name?: string; auth?: { accessToken?: { role?: string } } };

async function testHub(api: HubApi, signal: AbortSignal): Promise<string> {
  const { repo, revision, creates } = api.address;
  const who = await api.ask<WhoAmI>({ method: "GET", url: `${api.base}/api/whoami-v2`, signal });
  if (who.auth?.accessToken?.role === "read")
    throw api.fix(`This token may only read. Make one at ${api.host} that may write, and enter it here.`);
  const { missing } = await findHead(api, signal);
  const known = `${api.host} knows the token${who.name ? ` of ${who.name}` : ""}`;
  if (missing === null) return `${known}, and ${repo} is there, at ${revision}.`;
  if (!creates) throw faultOfMissing(api, missing);
  return missing === "repository"
    ? `${known}. ${repo} is not there yet; the first push makes it, private.`
    : `${known}. ${repo} has no branch ${revision} yet; the first push makes it.`;
}
