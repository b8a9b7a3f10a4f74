"use client";

import { Check } from "lucide-react";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { ImportWay } from "./import-way";

/** The way to the first dialogue, while there is none. */
export function FirstSteps({ hasEndpoint }: { hasEndpoint: boolean }) {
  const leads = useMay("run.manage");
  const steps = [
    {
      title: "Connect a model",
      text: "Any OpenAI-compatible endpoint plays the user or the assistant. To look around first, skip this: two small embedded models are on board.",
      href: hrefs.newModel,
      act: "Connect a model",
      done: hasEndpoint,
    },
    {
      title: "Start a run",
      text: "Choose who plays the user, who answers, and how many dialogues you want. Ten take about a minute.",
      href: hrefs.newRun,
      act: "Set up a run",
      done: false,
    },
    {
      title: "Watch, correct, accept",
      text: "Follow the dialogues as they are written, edit or redo any turn, and accept what is good enough to train on.",
      href: hrefs.live,
      act: "Open the live wall",
      done: false,
    },
  ];
  return (
    <section aria-label="First steps">
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
        {steps.map(({ title, text, href, act, done }, i) => (
          <li key={title} className="flex flex-wrap items-center gap-x-5 gap-y-3 p-5">
            <span
              aria-hidden
              className={cx(
                "flex size-8 shrink-0 items-center justify-center rounded-full border font-serif text-base",
                done ? "border-ok/40 bg-ok-soft text-ok" : "border-line-strong text-ink-soft",
              )}
            >
              {done ? <Check className="size-4" /> : i + 1}
            </span>
            <div className="min-w-60 flex-1">
              <h2 className="font-semibold text-base">
                {title}
                {done && <span className="sr-only"> (done)</span>}
              </h2>
              <p className="mt-0.5 max-w-prose text-ink-soft text-sm">{text}</p>
            </div>
            {leads && (
              <Button asChild variant={i === 1 ? "primary" : "secondary"}>
                <Link href={href}>{act}</Link>
              </Button>
            )}
          </li>
        ))}
      </ol>
      <ImportWay before="Or begin with dialogues that you have: " />
      {!leads && (
        <p className="mt-3 text-ink-soft text-sm">A lead connects models and starts runs; you will see them here.</p>
      )}
    </section>
  );
}
