import type { Job } from "@/lib/domain/job";
import { call } from "./call";
import { followNews } from "./follow-news";

/** Tells of each change of a job until it has ended; resolves with how it ended. */
export function followJob(jobId: string, onChange: (job: Job) => void): Promise<Job> {
  return new Promise((resolve, reject) => {
    let known: Job | undefined;
    const close = followNews({ jobs: "mine" }, (frame) => {
      if (frame.type === "job" && frame.id === jobId) hear(frame.job);
    });
    function hear(job: Job): void {
      if (known && known.version >= job.version) return;
      known = job;
      onChange(job);
      if (!hasEnded(job)) return;
      close();
      resolve(job);
    }
    // It may have ended before the stream was open.
    call("getJob", { params: { jobId } }).then(
      ({ job }) => hear(job),
      (error: unknown) => {
        close();
        reject(error);
      },
    );
  });
}

export function hasEnded({ status }: Pick<Job, "status">): boolean {
  return status !== "waiting" && status !== "running";
}
