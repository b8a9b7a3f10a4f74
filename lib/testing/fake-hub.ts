import { must } from "@/lib/base/assert";
import { jsonOf, sha1, sha256, startFakeLfs } from "./fake-lfs";
import { type Heard, inJson, type Reply, startOutsideServer } from "./outside-server";

const gitOid = (content: Buffer) => sha1(Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]));

type HubOptions = {
  token?: string;
  role?: "read" | "write";
  /** From so many bytes on a file is a large one. */
  largeFrom?: number;
  /** Large files are sent in parts of so many bytes; 0: whole. */
  chunk?: number;
};

/** A server that speaks as a Hugging Face hub does where data sets and models are written. */
export async function startFakeHub(options: HubOptions = {}) {
  const { token = "hf_right0token", role = "write", largeFrom = 2_000, chunk = 0 } = options;
  const repos = new Map<string, Repo>();
  const lfs = await startFakeLfs(chunk);
  const hub = await startOutsideServer((heard) => {
    const { path, headers } = heard;
    if (path === "/complete") return lfs.complete(heard);
    if (headers.authorization !== `Bearer ${token}`) return inJson({ error: "Invalid credentials" }, 401);
    if (path === "/api/whoami-v2") return inJson({ name: "lea", auth: { accessToken: { role } } });
    if (path === "/api/repos/create") return role === "write" ? create(jsonOf(heard)) : forbidden();
    const [, ofSets, large = "", act] = /^\/(datasets\/)?([^/]+\/[^/]+)\.git\/info\/lfs\/(.+)$/.exec(path) ?? [];
    const inApi = /^\/api\/(dataset|model)s\/([^/]+\/[^/]+)(\/(.+))?$/.exec(path) ?? [];
    const [, type = ofSets ? "dataset" : "model", named = large, , rest = ""] = inApi;
    const repo = repos.get(named);
    if (repo?.type !== type) return inJson({ error: "Repository not found" }, 404, { "x-error-code": "RepoNotFound" });
    if (role === "read" && !/^(?:paths-info|revision|)(?:\/|$)/.test(rest)) return forbidden();
    if (act !== undefined) return lfs.answer(act, heard, { hub: hub.url, named: `${ofSets ?? ""}${named}` });
    return inRepo(repo, rest, heard);
  });

  function create(asked: { type: string; name: string; organization: string; private: boolean }): Reply {
    const name = `${asked.organization}/${asked.name}`;
    if (asked.type !== "dataset" && asked.type !== "model") return { status: 400 };
    if (repos.has(name)) return inJson({ error: "You already created this dataset repo" }, 409);
    repos.set(name, newRepo(name, asked.type, asked.private));
    return inJson({ url: `${hub.url}/${asked.type === "model" ? "" : "datasets/"}${name}` });
  }

  function inRepo(repo: Repo, rest: string, heard: Heard): Reply {
    const [act = "", given = ""] = rest.split("/");
    const revision = decodeURIComponent(given);
    const branch = repo.branches.get(act === "" ? "main" : revision);
    if (act === "branch") {
      if (branch) return inJson({ error: "Reference already exists" }, 409);
      repo.branches.set(revision, [...must(repo.branches.get("main"), "main")]);
      return inJson({});
    }
    const head = branch?.at(-1) ?? [...repo.branches.values()].flat().find(({ oid }) => oid === revision);
    if (!head) return inJson({ error: "Invalid rev id" }, 404, { "x-error-code": "RevisionNotFound" });
    if (act === "" || act === "revision") return inJson({ sha: head.oid });
    if (act === "paths-info") return inJson(pathsIn(head, jsonOf<{ paths: string[] }>(heard).paths));
    if (act === "preupload") return inJson({ files: jsonOf<{ files: Preuploaded[] }>(heard).files.map(sorted) });
    if (act !== "commit" || !branch) return { status: 404 };
    if (heard.headers["content-type"] !== "application/x-ndjson") return { status: 415 };
    return addCommit(branch, heard.body, lfs.objects);
  }

  type Preuploaded = { path: string; size: number; sample: string };
  function sorted({ path, size, sample }: Preuploaded) {
    const isSample = Buffer.from(sample, "base64").length === Math.min(size, 512);
    return { path, uploadMode: size >= largeFrom ? "lfs" : "regular", shouldIgnore: !isSample };
  }

  return {
    url: hub.url,
    token,
    hub,
    storage: lfs.storage,
    repos,
    /** The commits of a branch, oldest first. */
    commits: (name: string, branch = "main") => repos.get(name)?.branches.get(branch) ?? [],
    async close() {
      await Promise.all([hub.close(), lfs.storage.close()]);
    },
  };
}

function forbidden(): Reply {
  return inJson({ error: "Forbidden: you must use a write token" }, 403);
}

type File = { content: Buffer; isLarge: boolean };

type Commit = { oid: string; title: string; files: ReadonlyMap<string, File> };

type Repo = { type: string; private: boolean; branches: Map<string, Commit[]> };

type Line =
  | { key: "header"; value: { summary: string; parentCommit?: string } }
  | { key: "file"; value: { path: string; encoding: string; content: string } }
  | { key: "lfsFile"; value: { path: string; algo: string; oid: string; size: number } };

/** As a hub makes one: with a first commit of its own. */
function newRepo(name: string, type: string, isPrivate: boolean): Repo {
  const attributes = { content: Buffer.from("*.parquet filter=lfs\n"), isLarge: false };
  const first = { oid: sha1(name), title: "initial commit", files: new Map([[".gitattributes", attributes]]) };
  return { type, private: isPrivate, branches: new Map([["main", [first]]]) };
}

function pathsIn({ files }: Commit, paths: string[]) {
  return paths.flatMap((path) => {
    const file = files.get(path);
    if (!file) return [];
    const { content, isLarge } = file;
    const [size, digest] = [content.length, sha256(content)];
    const own = { type: "file", path, size };
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${size}\n`;
    return isLarge
      ? [{ ...own, oid: gitOid(Buffer.from(pointer)), lfs: { oid: digest, size } }]
      : [{ ...own, oid: gitOid(content) }];
  });
}

/** A commit in NDJSON, onto the branch's last one. */
function addCommit(branch: Commit[], body: Buffer, objects: ReadonlyMap<string, Buffer>): Reply {
  const head = branch.at(-1);
  const files = new Map(head?.files);
  let title = "";
  for (const text of body.toString("utf8").trim().split("\n")) {
    const line = JSON.parse(text) as Line;
    if (line.key === "header") {
      title = line.value.summary;
      if (line.value.parentCommit !== undefined && line.value.parentCommit !== head?.oid)
        return inJson({ error: "A commit has happened since. Please refresh and try again." }, 412);
    } else if (line.key === "file") {
      files.set(line.value.path, { content: Buffer.from(line.value.content, "base64"), isLarge: false });
    } else {
      const content = objects.get(line.value.oid);
      if (content?.length !== line.value.size) return inJson({ error: "LFS object is not there" }, 400);
      files.set(line.value.path, { content, isLarge: true });
    }
  }
  const oid = sha1(`${head?.oid} ${title} ${branch.length}`);
  branch.push({ oid, title, files });
  return inJson({ success: true, commitOid: oid, commitUrl: `https://elsewhere.example/${oid}` });
}
