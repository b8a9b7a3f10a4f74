import { ProgressBar } from "./progress-bar";

/** How much of a file has left; nothing while none is on its way. */
export function UploadProgress({ sent }: { sent: number | null }) {
  if (sent === null) return null;
  const percent = Math.round(sent * 100);
  return (
    <div className="space-y-1">
      <ProgressBar label="File sent" value={percent} max={100} />
      <p className="text-ink-faint text-xs tabular-nums">
        {percent < 100 ? `${percent} % sent` : "Sent; it is being read"}
      </p>
    </div>
  );
}
