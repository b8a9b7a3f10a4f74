"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { Field } from "../ui/field";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";

/** What it says to the same openings before training and at any look since, side by side. */
export function TrainingSamples({ trainingId }: { trainingId: string }) {
  const { data: samples = [] } = useQuery(trainedQueries.samples(trainingId));
  const [chosen, choose] = useState<string>("");
  const steps = [...new Set(samples.map(({ step }) => step))];
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return null;
  const shown = chosen === "" ? last : Number(chosen);
  const at = (step: number, opening: number) =>
    samples.find((one) => one.step === step && one.opening === opening)?.text;
  const openings = samples.filter(({ step }) => step === first);
  return (
    <Panel
      title="What it says"
      description="To the same openings at each look: one sees what it leaves behind, and whom it begins to sound like."
      aside={
        <Field label="At step" isLabelHidden name="step">
          <Select value={chosen} onChange={({ target }) => choose(target.value)} aria-label="At which step">
            <option value="">The last look, step {last}</option>
            {steps.map((step) => (
              <option key={step} value={step}>
                Step {step}
              </option>
            ))}
          </Select>
        </Field>
      }
    >
      <ol id="samples" className="divide-y divide-line">
        {openings.map(({ opening, prompt }) => (
          <li key={opening} className="grid gap-x-6 gap-y-2 py-3 text-sm md:grid-cols-3">
            <Said title={prompt === "" ? "It opens the dialogue" : "Said before"} text={prompt} isQuiet />
            <Said title={first === 0 ? "Before training" : `Step ${first}`} text={at(first, opening)} />
            {shown !== first && <Said title={`Step ${shown}`} text={at(shown, opening)} />}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Said({ title, text, isQuiet }: { title: string; text: string | undefined; isQuiet?: boolean }) {
  return (
    <div className="min-w-0">
      <p className="text-ink-faint text-xs">{title}</p>
      <p
        dir="auto"
        className={`mt-0.5 line-clamp-6 whitespace-pre-wrap [overflow-wrap:anywhere] ${isQuiet ? "text-ink-soft" : ""}`}
      >
        {text === undefined ? "Not told." : text === "" && !isQuiet ? "(nothing: it ends the dialogue)" : text}
      </p>
    </div>
  );
}
