import type { PlaceBody } from "@/lib/client/mutations/trained-mutations";
import type { PlaceKind, TrainingPlace, TuningServer } from "@/lib/domain/training-job/place";

/** A place to train as it is typed. */
export type PlaceDraft = {
  kind: PlaceKind;
  name: string;
  baseUrl: string;
  key: string;
  server: TuningServer;
  storage: string;
  packages: string;
  gpus: string;
  servesAt: string;
  baseRate: string;
};
export const newPlace: PlaceDraft = {
  kind: "ray",
  name: "",
  baseUrl: "",
  key: "",
  server: "auto",
  storage: "",
  packages: "",
  gpus: "0",
  servesAt: "",
  baseRate: "",
};

/** What is sent. */
export function bodyOfPlace({
  kind,
  name,
  baseUrl,
  key,
  server,
  storage,
  packages,
  gpus,
  servesAt,
  baseRate,
}: PlaceDraft): Omit<PlaceBody, "kind"> {
  const named = packages.split(/[\s,]+/).filter((one) => one !== "");
  const isServer = kind === "fine_tuning";
  const settings = {
    server,
    storage,
    packages: named,
    gpus: Number(gpus) || 0,
    servesAt,
    baseRate: isServer ? rateOf(baseRate) : null,
  };
  return { name, baseUrl, settings, ...(key !== "" && { key }) };
}

/** As typed, with a comma or a point; null where nothing is. */
function rateOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text.trim().replace(",", "."));
}

/** What cannot be sent, by the field that it stands in. */
export function faultsOfPlace({ kind, baseRate }: PlaceDraft): Record<string, string> {
  const rate = rateOf(baseRate);
  if (kind === "ray" || rate === null || (rate > 0 && rate <= 1)) return {};
  return { "settings.baseRate": "A rate above 0 and at most 1, such as 0.0002 or 2e-4; empty where it is not known" };
}

/** One that is there, to be changed. */
export function draftOfPlace({ kind, name, baseUrl, settings }: TrainingPlace): PlaceDraft {
  const { server, storage, packages, gpus, servesAt, baseRate } = settings;
  return {
    kind,
    name,
    baseUrl,
    key: "",
    server,
    storage,
    packages: packages.join(", "),
    gpus: `${gpus}`,
    servesAt,
    baseRate: baseRate === null ? "" : `${baseRate}`,
  };
}
