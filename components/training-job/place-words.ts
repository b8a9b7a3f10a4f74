import type { PlaceAbilities, PlaceKind, TuningServer } from "@/lib/domain/training-job/place";

export const placeKindWords: Record<PlaceKind, { label: string; hint: string; example: string }> = {
  ray: {
    label: "Ray cluster",
    hint: "The address of its dashboard. The bundle of a training is sent there and run.",
    example: "http://127.0.0.1:8265",
  },
  fine_tuning: {
    label: "Fine-tuning server",
    hint: "Its base URL up to /v1. The file of a training is uploaded there, and paid for as that server has it.",
    example: "https://api.example.com/v1",
  },
};

export const serverWords: Record<TuningServer, string> = {
  auto: "Find out by looking",
  openai: "OpenAI (closes on 6 January 2027)",
  unsloth: "Unsloth Studio",
  nebius: "Nebius",
  azure: "Azure",
  other: "Another one",
};

/** What a place can do, as far as it tells: "5 models, masks, no cancel". */
export function tellAbilities({ server, version, models, cores, gpus, ...can }: PlaceAbilities): string {
  const words = {
    masks: "masks",
    validation: "held-out loss",
    cancel: "cancel",
    lora: "adapters",
    full: "all weights",
  };
  const told = (Object.keys(words) as (keyof typeof words)[]).flatMap((key) => {
    const is = can[key];
    return is === null ? [] : [is ? words[key] : `no ${words[key]}`];
  });
  const parts = [
    [server, version].filter(Boolean).join(" "),
    models.length > 0 ? `${models.length} models` : "",
    cores === null ? "" : `${cores} cores`,
    gpus === null ? "" : `${gpus} GPUs`,
    ...told,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
