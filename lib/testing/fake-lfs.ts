import { createHash } from "node:crypto";
import { type Heard, inJson, type Reply, startOutsideServer } from "./outside-server";

export function jsonOf<T>({ body }: Heard): T {
  return JSON.parse(body.toString("utf8")) as T;
}

export const sha1 = (of: string | Buffer) => createHash("sha1").update(of).digest("hex");
export const sha256 = (of: string | Buffer) => createHash("sha256").update(of).digest("hex");

type Named = { oid: string; size: number };

type Where = { hub: string; named: string };

/** Whoever is let in is told by the address alone: a token of the hub has no business there. */
function isLetIn({ headers, query }: Heard): boolean {
  return headers.authorization === undefined && query.get("signed") === "yes";
}

/** The large files of a hub: Git LFS on storage of another origin, in parts of `chunk` bytes, or whole where that is 0. */
export async function startFakeLfs(chunk: number) {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Buffer>();
  const storage = await startOutsideServer(store);

  function store(heard: Heard): Reply {
    const { method, path, headers, body } = heard;
    if (!isLetIn(heard)) return { status: 400 };
    if (method !== "PUT" || headers["content-length"] !== String(body.length)) return { status: 411 };
    const [, oid = "", part] = path.split("/");
    if (part !== undefined) {
      parts.set(`${oid} ${part}`, body);
      return { status: 200, headers: { etag: `"${sha1(body)}"` } };
    }
    if (sha256(body) !== oid) return { status: 400 };
    objects.set(oid, body);
    return { status: 200 };
  }

  function complete(heard: Heard): Reply {
    if (!isLetIn(heard)) return { status: 400 };
    const { oid, parts: told } = jsonOf<{ oid: string; parts: { partNumber: number; etag: string }[] }>(heard);
    const bodies = told.map(({ partNumber }) => parts.get(`${oid} ${partNumber}`) ?? Buffer.alloc(0));
    const isTold = told.every(({ etag }, i) => etag === `"${sha1(bodies[i] ?? "")}"`);
    const whole = Buffer.concat(bodies);
    if (!isTold || sha256(whole) !== oid) return inJson({ error: "Parts do not make the object" }, 422);
    objects.set(oid, whole);
    return inJson({});
  }

  function actionsFor({ oid, size }: Named, { hub, named }: Where) {
    if (objects.has(oid)) return { oid, size };
    const verify = { href: `${hub}/${named}.git/info/lfs/verify` };
    if (chunk === 0) return { oid, size, actions: { upload: { href: `${storage.url}/${oid}?signed=yes` }, verify } };
    const header: Record<string, string> = { chunk_size: String(chunk) };
    for (let n = 1; (n - 1) * chunk < size; n++)
      header[String(n).padStart(5, "0")] = `${storage.url}/${oid}/${n}?signed=yes`;
    return { oid, size, actions: { upload: { href: `${hub}/complete?signed=yes`, header }, verify } };
  }

  /** What the hub itself is asked of the large files of a repository. */
  function answer(act: string, heard: Heard, where: Where): Reply {
    if (act === "objects/batch") {
      const { objects: asked } = jsonOf<{ objects: Named[] }>(heard);
      const found = asked.map((one) => actionsFor(one, where));
      return inJson({ transfer: chunk > 0 ? "multipart" : "basic", objects: found });
    }
    const { oid, size } = jsonOf<Named>(heard);
    return objects.get(oid)?.length === size ? inJson({}) : inJson({ message: "No such object" }, 404);
  }

  return { storage, objects, answer, complete };
}
