import { type Heard, inJson, type Reply, startOutsideServer } from "./outside-server";

type FakeFile = { id: string; filename: string; bytes: number; purpose: string; status: string; content: string };
type FakeEvent = { id: string; created_at: number; level: string; message: string; data?: Record<string, unknown> };
export type FakeTuningJob = {
  id: string;
  status: string;
  body: Record<string, unknown>;
  fine_tuned_model: string | null;
  error: unknown;
  result_files: unknown[];
  events: FakeEvent[];
  checkpoints: Record<string, unknown>[];
  finished_at: number | null;
};

export type TuningQuirks = {
  key?: string | null;
  keyHeader?: "authorization" | "api-key";
  /** Asked for in the query of every request. */
  apiVersion?: string;
  listsFiles?: boolean;
  listsJobs?: boolean;
  cancels?: boolean;
  /** Of its lists of events. */
  order?: "newest" | "oldest";
  /** Leaves the ids of events out. */
  eventIds?: boolean;
  pageSize?: number;
  /** How long a file is read before it can be trained on, in looks. */
  looksAtFile?: number;
  models?: string[];
  /** A job is done as soon as it is begun, with two steps told. */
  isQuick?: boolean;
  describes?: Record<string, unknown>;
};

/** A server that speaks OpenAI's fine-tuning API, with the habits of whichever one is stood in for. */
export async function startFakeTuning(quirks: TuningQuirks = {}) {
  const {
    key = "ft-right0key",
    keyHeader = "authorization",
    listsFiles = true,
    listsJobs = true,
    cancels = true,
  } = quirks;
  const files = new Map<string, FakeFile & { looks: number }>();
  const jobs = new Map<string, FakeTuningJob>();
  const models = [...(quirks.models ?? ["base-1b"])];
  let made = 0;
  const notFound = (what: string) =>
    inJson({ error: { message: `No such ${what}`, type: "invalid_request_error" } }, 404);
  const noRoute = () => inJson({ detail: "Not Found" }, 404);

  const server = await startOutsideServer((heard) => {
    const { path, headers, query } = heard;
    const sent = keyHeader === "api-key" ? headers["api-key"] : headers.authorization?.replace("Bearer ", "");
    if (key !== null && sent !== key) return inJson({ error: { message: `Incorrect API key provided: ${sent}` } }, 401);
    if (quirks.apiVersion !== undefined && query.get("api-version") !== quirks.apiVersion) return noRoute();
    if (path === "/openapi.json") return quirks.describes ? inJson(quirks.describes) : noRoute();
    if (path === "/v1/models") return inJson({ object: "list", data: models.map((id) => ({ id })) });
    if (path.startsWith("/v1/files")) return ofFiles(heard, path.slice("/v1/files/".length));
    const found = /^\/v1\/fine_tuning\/jobs(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path);
    if (!found) return noRoute();
    const [, id = "", act = ""] = found;
    return ofJobs(heard, decodeURIComponent(id), act);
  });

  function ofFiles({ method, body, query }: Heard, id: string): Reply {
    if (method === "POST") return inJson(shownFile(takeFile(body.toString("utf8"))));
    if (id === "")
      return listsFiles
        ? page([...files.values()].reverse().map(shownFile), query)
        : inJson({ detail: "Method Not Allowed" }, 405);
    const file = files.get(id);
    if (!file) return notFound(`File object: ${id}`);
    file.looks += 1;
    return inJson(Object.assign(shownFile(file), file.looks <= (quirks.looksAtFile ?? 0) ? { status: "pending" } : {}));
  }

  function takeFile(form: string): FakeFile & { looks: number } {
    const [, filename = ""] = /filename="([^"]+)"/.exec(form) ?? [];
    const [, purpose = ""] = /name="purpose"\r\n\r\n(\S+)\r\n/.exec(form) ?? [];
    const [, content = ""] = /Content-Type: application\/jsonl\r\n\r\n([\s\S]*)\r\n--[^\r]+--\r\n$/.exec(form) ?? [];
    const file = {
      id: `file-${++made}`,
      filename,
      purpose,
      content,
      bytes: Buffer.byteLength(content),
      status: "processed",
      looks: 0,
    };
    files.set(file.id, file);
    return file;
  }

  function ofJobs({ method, body, query }: Heard, id: string, act: string): Reply {
    if (id === "" && method === "POST") return create(JSON.parse(body.toString("utf8")));
    if (id === "") return listsJobs ? page([...jobs.values()].reverse().map(shownJob), query) : noRoute();
    if (act === "cancel" && !cancels) return inJson({ detail: "Method Not Allowed" }, 405);
    const job = jobs.get(id);
    if (!job) return notFound(`fine-tuning job: ${id}`);
    if (act === "events")
      return page((quirks.order === "oldest" ? job.events : job.events.toReversed()).map(shownEvent), query);
    if (act === "checkpoints") return page(job.checkpoints.toReversed(), query);
    if (act === "cancel") {
      if (!/queued|running|validating/.test(job.status))
        return inJson({ error: { message: `job has already ${job.status}` } }, 400);
      job.status = "cancelled";
    }
    return inJson(shownJob(job));
  }

  function tell(job: FakeTuningJob, message: string, data?: Record<string, unknown>): void {
    const created_at = 1_700_000_000 + job.events.length;
    job.events.push({ id: `ftevent-${++made}`, created_at, level: "info", message, data });
  }

  function create(body: Record<string, unknown>): Reply {
    if (!models.includes(String(body.model)))
      return inJson({ error: { message: `model ${body.model} is not available for fine-tuning` } }, 400);
    if (!files.has(String(body.training_file)))
      return inJson({ error: { message: "no such file", param: "training_file" } }, 400);
    const id = `ftjob-${++made}`;
    const none = {
      fine_tuned_model: null,
      error: null,
      result_files: [],
      events: [],
      checkpoints: [],
      finished_at: null,
    };
    const job: FakeTuningJob = Object.assign({ id, status: "queued", body }, none);
    jobs.set(id, job);
    if (quirks.isQuick) {
      for (const step of [1, 2]) tell(job, "", { step, total_steps: 2, train_loss: 2 / step });
      Object.assign(job, { status: "succeeded", fine_tuned_model: `ft:${body.suffix}` });
    }
    return inJson(shownJob(job));
  }

  const shownEvent = (event: FakeEvent) =>
    quirks.eventIds === false ? Object.assign({}, event, { id: undefined }) : event;

  function page(all: object[], query: URLSearchParams): Reply {
    const after = query.get("after");
    const at = after === null ? -1 : all.findIndex((one) => (one as { id?: string }).id === after);
    const size = Math.min(Number(query.get("limit") ?? 20), quirks.pageSize ?? 100);
    const rest = all.slice(at + 1);
    return inJson({ object: "list", data: rest.slice(0, size), has_more: rest.length > size });
  }

  return {
    url: `${server.url}/v1`,
    server,
    files,
    jobs,
    models,
    key: key ?? "",
    only(): FakeTuningJob {
      const [job, another] = [...jobs.values()];
      if (!job || another) throw new Error(`The server has ${jobs.size} jobs`);
      return job;
    },
    /** Has a job tell this of a step; without figures, in words alone. */
    tell,
    close: () => server.close(),
  };
}

export type FakeTuning = Awaited<ReturnType<typeof startFakeTuning>>;

function shownFile({ id, filename, purpose, bytes, status }: FakeFile) {
  return { id, object: "file", filename, purpose, bytes, status };
}

function shownJob({ body, events: _, checkpoints: __, ...job }: FakeTuningJob) {
  const { model, training_file, validation_file, suffix, metadata, hyperparameters } = body;
  const told = {
    object: "fine_tuning.job",
    model,
    training_file,
    validation_file: validation_file ?? null,
    hyperparameters,
  };
  return Object.assign(told, { user_provided_suffix: suffix ?? null, metadata: metadata ?? null }, job);
}
