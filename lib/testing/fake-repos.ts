import { sha1, sha256 } from "./fake-lfs";
import { inJson, type Reply } from "./outside-server";

type File = { content: Buffer; isLarge: boolean };
type Commit = { oid: string; title: string; files: ReadonlyMap<string, File> };
export type Repo = { private: boolean; branches: Map<string, Commit[]> };

type Line =
  | { key: "header"; value: { summary: string; parentCommit?: string } }
  | { key: "file"; value: { path: string; encoding: string; content: string } }
  | { key: "lfsFile"; value: { path: string; algo: string; oid: string; size: number } };

/** As a hub makes one: with a first commit of its own. */
export function newRepo(name: string, isPrivate: boolean): Repo {
  const attributes = { content: Buffer.from("*.parquet filter=lfs\n"), isLarge: false };
  const first = { oid: sha1(name), title: "initial commit", files: new Map([[".gitattributes", attributes]]) };
  return { private: isPrivate, branches: new Map([["main", [first]]]) };
}

export function pathsIn({ files }: Commit, paths: string[]) {
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
export function addCommit(branch: Commit[], body: Buffer, objects: ReadonlyMap<string, Buffer>): Reply {
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

const gitOid = (content: Buffer) => sha1(Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]));
