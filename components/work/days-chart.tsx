import type { DayOfWork } from "@/lib/domain/work";
import { sayDuration } from "./work-words";

/** Dialogues judged by day, as bars; each tells its day and number. */
export function DaysChart({ days }: { days: DayOfWork[] }) {
  const most = Math.max(1, ...days.map(({ decisions }) => decisions));
  return (
    <figure>
      <ol className="flex h-24 items-end gap-px" aria-label="Dialogues judged by day">
        {days.map(({ day, decisions, activeSeconds }) => (
          <li
            key={day}
            className="group relative h-full min-w-0 flex-1"
            title={`${day}: ${decisions} judged in ${sayDuration(activeSeconds)}`}
          >
            <span className="sr-only">
              {day}: {decisions}
            </span>
            <span
              aria-hidden
              className={`absolute inset-x-0 bottom-0 rounded-t-sm ${decisions > 0 ? "bg-accent group-hover:bg-accent-hover" : "bg-line"}`}
              style={{ height: decisions > 0 ? `max(2px, ${(decisions / most) * 100}%)` : "1px" }}
            />
          </li>
        ))}
      </ol>
      <figcaption className="mt-1.5 flex justify-between text-ink-faint text-xs tabular-nums">
        <span>{days[0]?.day}</span>
        <span>most in a day: {most === 1 && days.every(({ decisions }) => decisions === 0) ? 0 : most}</span>
        <span>{days.at(-1)?.day}</span>
      </figcaption>
    </figure>
  );
}
