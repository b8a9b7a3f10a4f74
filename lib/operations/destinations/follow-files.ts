import type { OutgoingFile } from "@/lib/destinations/place";

type Report = (progress: { done?: number; total?: number; sentence?: string }) => Promise<void>;

/** Files that are there are counted, never fewer than before; of the one under way it is told how much has been sent. */
export function followFiles(files: readonly OutgoingFile[], before: number, report: Report) {
  const settled = new Set<string>();
  const sent = new Map<string, number>();
  const total = files.length;
  return {
    async sent({ name, bytes }: OutgoingFile, more: number) {
      const all = (sent.get(name) ?? 0) + more;
      sent.set(name, all);
      await report({ total, sentence: `${name}: ${inMegabytes(all)} of ${inMegabytes(bytes)} MB` });
    },
    async settled({ name }: OutgoingFile) {
      settled.add(name);
      await report({ done: Math.max(before, settled.size), total });
    },
  };
}

const inMegabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
