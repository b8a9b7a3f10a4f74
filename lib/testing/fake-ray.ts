import { type Heard, inJson, type Reply, startOutsideServer } from "./outside-server";

type RayJob = { status: string; message: string; log: string; body: Record<string, unknown> };

/** A server that speaks as the dashboard of a Ray cluster does where jobs are submitted. `log`: each has done its work at once, and wrote this. */
export async function startFakeRay({ token = null, log = null }: { token?: string | null; log?: string | null } = {}) {
  const jobs = new Map<string, RayJob>();
  const packages = new Map<string, Buffer>();
  const server = await startOutsideServer((heard) => {
    const { method, path, headers, body } = heard;
    if (token !== null && headers.authorization !== `Bearer ${token}`) return { status: 401, body: "Unauthorized" };
    if (path === "/api/version") return inJson({ version: "4", ray_version: "2.60.0", ray_commit: "x" });
    if (path === "/api/cluster_status") return inJson(usage);
    const [, name = ""] = /^\/api\/packages\/gcs\/(.+)$/.exec(path) ?? [];
    if (name !== "") {
      if (method === "PUT") packages.set(name, body);
      return packages.has(name) ? { status: 200 } : { status: 404, body: `Package gcs://${name} does not exist` };
    }
    if (path === "/api/jobs/")
      return method === "POST" ? submit(heard) : inJson([...jobs].map(([id, job]) => told(id, job)));
    const [, id = "", act = ""] = /^\/api\/jobs\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const job = jobs.get(id);
    if (!job) return { status: 404, body: `Job ${id} does not exist` };
    if (act === "logs") return inJson({ logs: job.log });
    if (act === "stop") {
      if (["PENDING", "RUNNING"].includes(job.status))
        Object.assign(job, { status: "STOPPED", message: "Job was intentionally stopped." });
      return inJson({ stopped: true });
    }
    return inJson(told(id, job));
  });

  function submit({ body }: Heard): Reply {
    const asked = JSON.parse(body.toString("utf8")) as { submission_id: string; runtime_env: { working_dir: string } };
    const name = asked.runtime_env.working_dir.replace("gcs://", "");
    if (!packages.has(name))
      return { status: 500, body: "Traceback (most recent call last):\n  …\nRuntimeError: no such package" };
    if (jobs.has(asked.submission_id))
      return {
        status: 500,
        body: `Traceback (most recent call last):\n  File "job_head.py"\nRuntimeError: Job with submission_id ${asked.submission_id} already exists. Please use a different submission_id.`,
      };
    const [status, message] = log === null ? ["PENDING", "Job has not started yet."] : ["SUCCEEDED", ""];
    jobs.set(asked.submission_id, { status, message, log: log ?? "", body: asked });
    return inJson({ job_id: asked.submission_id, submission_id: asked.submission_id });
  }

  return {
    url: server.url,
    server,
    jobs,
    packages,
    /** Has a job write this, and come to that status. */
    play(id: string, text: string, status = "RUNNING", message = "") {
      const job = jobs.get(id);
      if (!job) throw new Error(`The cluster has no job ${id}`);
      job.log += text;
      Object.assign(job, { status, message });
    },
    /** As after a restart of its head: it knows nothing of what it was asked. */
    forget: () => void jobs.clear(),
    close: () => server.close(),
  };
}

export type FakeRay = Awaited<ReturnType<typeof startFakeRay>>;

const usage = {
  data: { clusterStatus: { loadMetricsReport: { usage: { CPU: [1, 8], GPU: [0, 2], memory: [0, 1e9] } } } },
};

function told(id: string, { status, message, body }: RayJob) {
  return {
    type: "SUBMISSION",
    submission_id: id,
    status,
    message,
    entrypoint: body.entrypoint,
    metadata: body.metadata,
  };
}
