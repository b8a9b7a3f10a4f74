import { env } from "@/lib/base/env";
import type { Cluster } from "@/lib/clusters/cluster";
import { openRay } from "@/lib/clusters/ray";
import { findSealedPlace } from "@/lib/data/training/training-places";
import { originOf } from "@/lib/domain/model";
import type { TrainingPlace } from "@/lib/domain/training-job/place";
import { serverOf, type TuningDialect, tuningDialects } from "@/lib/domain/tuning-dialects";
import { sealKey } from "@/lib/models/sealed-key";
import { seal, unseal } from "@/lib/outbound/envelope";
import { openTuning } from "@/lib/tuning/open-tuning";
import type { TuningServer } from "@/lib/tuning/tuning-server";

type Place = Pick<TrainingPlace, "name" | "baseUrl" | "settings" | "abilities">;

/** A place with its key, ready to be asked; or why it is not, in words. */
export type OpenedPlace =
  | { kind: "ray"; place: Place; cluster: Cluster }
  | {
      kind: "fine_tuning";
      place: Place;
      server: TuningServer;
      dialect: TuningDialect;
      /** The place's key, sealed for a model that answers at the same origin; null where it does not, or there is none. */
      keyFor: (model: { id: string; baseUrl: string }) => Uint8Array<ArrayBuffer> | null;
    }
  | { kind: "none"; error: string };

/** Why nothing can be asked of it by a way that goes to another kind of place. */
export function whyNot(opened: OpenedPlace): string {
  return opened.kind === "none" ? opened.error : `${opened.place.name} is a place of another kind. Choose another one.`;
}

/** The place where a training happens. A removed one, too: what went there is followed to its end. */
export async function openPlaceOf({ placeId }: { placeId: string | null }): Promise<OpenedPlace> {
  const found = placeId === null ? null : await findSealedPlace(placeId);
  if (!found) return { kind: "none", error: "The place where it was to happen is gone. Choose another one." };
  const { id, kind, name, baseUrl, settings, abilities, sealedKey } = found;
  const opened = sealedKey && unseal(sealedKey, boundToPlace(id, baseUrl), env().REALCHAT_SECRET);
  if (opened && !opened.ok)
    return {
      kind: "none",
      error: `${name}: its stored key cannot be opened here, so nothing was sent. Enter it anew.`,
    };
  const key = opened?.text ?? null;
  const place = { name, baseUrl, settings, abilities };
  if (kind === "ray") return { kind, place, cluster: openRay({ url: baseUrl, token: key }) };
  const dialect = serverOf(place);
  // Azure takes its keys under its own header alone, tokens of its directory under the usual one.
  const keyHeader = dialect === "azure" ? "api-key" : "authorization";
  return {
    kind,
    place,
    server: openTuning({ url: baseUrl, key, keyHeader }, settings.server),
    dialect: tuningDialects[dialect],
    keyFor: (model) => keyFor(model, { baseUrl, key }),
  };
}

function keyFor(
  model: { id: string; baseUrl: string },
  { baseUrl, key }: { baseUrl: string; key: string | null },
): Uint8Array<ArrayBuffer> | null {
  const { origin } = new URL(model.baseUrl);
  if (key === null || origin !== new URL(baseUrl).origin) return null;
  return sealKey(key, { modelId: model.id, origin }, env().REALCHAT_SECRET);
}

/** A place's key, sealed for the row and the origin that it was entered for. */
export function sealPlaceKey(key: string, id: string, baseUrl: string): Uint8Array<ArrayBuffer> {
  return seal(key, boundToPlace(id, baseUrl), env().REALCHAT_SECRET);
}

function boundToPlace(id: string, baseUrl: string): string[] {
  return ["training place", id, originOf(baseUrl)];
}
