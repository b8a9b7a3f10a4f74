import type { JobProgress } from "@/lib/domain/job";

type News = Omit<JobProgress, "unit">;

const everyMs = 200;

/** Writes progress at most each 200 ms, however often it is reported; `flush` writes what was reported last. */
export function reportProgress(start: News, write: (news: News, result?: unknown) => Promise<void>) {
  let news: News = start;
  let result: unknown;
  let isWritten = true;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> | undefined;

  function begin(): Promise<void> {
    isWritten = true;
    writtenAt = performance.now();
    writing = write(news, result).finally(() => {
      writing = undefined;
    });
    return writing;
  }
  return {
    async report(more: Partial<News>, soFar?: unknown): Promise<void> {
      news = { ...news, ...more };
      result = soFar ?? result;
      isWritten = false;
      if (!writing && performance.now() - writtenAt >= everyMs) await begin();
    },
    async flush(): Promise<void> {
      await writing;
      if (!isWritten) await begin();
    },
  };
}
