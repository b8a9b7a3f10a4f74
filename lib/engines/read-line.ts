import { type TrainingEvent, trainingEventSchema } from "@/lib/domain/training-job/event";

/**
 * Reads what an engine prints, line by line, as events: our own script's are events already; of other trainers built on
 * transformers, dictionaries in Python's words ({'loss': 0.5, 'epoch': 0.1}), of LLaMA-Factory also the lines of its
 * trainer_log.jsonl. What is none of these is a line of the log; empty ones and progress bars are nothing. `lastStep`: the one that
 * was told before, where steps have no number.
 */
export function createLineReader(totalSteps: () => number | null = () => null, lastStep = 0) {
  let step = lastStep;

  function ofFigures(said: Readonly<Record<string, unknown>>): TrainingEvent | null {
    const figure = (...names: string[]) =>
      names.map((name) => numberOf(said[name])).find((one) => one !== null) ?? null;
    const at = figure("current_steps", "step", "global_step");
    if (figure("eval_loss") !== null)
      return parsed({ type: "evaluation", step: at ?? step, loss: figure("eval_loss") });
    if (isNoNumber(said.loss)) return parsed({ type: "failed", kind: "nan_loss", error: nanWords });
    if (figure("loss") === null) return null;
    step = at ?? step + 1;
    const of = figure("total_steps", "max_steps") ?? totalSteps();
    const learningRate = figure("learning_rate", "lr");
    const tokensPerSecond = figure("throughput", "tokens_per_second_per_gpu");
    const memory = gigabytes(figure("memory/max_active (GiB)", "memory/max_mem_active(gib)"));
    return parsed({
      type: "step",
      step,
      of,
      epoch: figure("epoch"),
      loss: figure("loss"),
      learningRate,
      tokensPerSecond,
      memory,
    });
  }

  return (line: string): TrainingEvent | null => {
    const text = line.replaceAll(colours, "").trim();
    if (text === "" || isBar(text)) return null;
    const own = text.startsWith("{") ? asJson(text) : null;
    if (own) return parsed(own) ?? ofFigures(own) ?? { type: "line", text: text.slice(0, longest) };
    const figures = text.startsWith("{'") ? ofPython(text) : null;
    return (figures && ofFigures(figures)) ?? { type: "line", text: text.slice(0, longest) };
  };
}

const longest = 2_000;
/** By which terminals are told colours. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

function parsed(given: unknown): TrainingEvent | null {
  const read = trainingEventSchema.safeParse(given);
  return read.success ? read.data : null;
}

function asJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A flat dictionary of names and figures, as Python prints it; figures may be quoted. */
function ofPython(text: string): Record<string, unknown> {
  const pairs = text.matchAll(/'([^']+)': '?([-+.\w]+)'?/g);
  return Object.fromEntries([...pairs].map(([, name = "", value = ""]) => [name, value]));
}

/** NaN is none. */
function numberOf(value: unknown): number | null {
  const given =
    typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(given) ? given : null;
}

/** A loss that went astray, as Python prints it. */
function isNoNumber(value: unknown): boolean {
  return typeof value === "string" && /^[-+]?(nan|inf)$/i.test(value);
}

const nanWords =
  "The loss is no number any more. Lower the learning rate, raise the warm-up, or train in fp32, and go on from the last checkpoint.";

function gigabytes(value: number | null): number | null {
  return value === null ? null : Math.round(value * 2 ** 30);
}

function isBar(text: string): boolean {
  return /^\s*\d{1,3}%\|/.test(text) || /\|\s*\d+\/\d+ \[/.test(text);
}
