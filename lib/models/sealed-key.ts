import { AppError } from "@/lib/base/app-error";
import { seal, unseal } from "@/lib/outbound/envelope";

/** What a stored key may be used for: the catalogue entry it was entered for, and scheme, host and port it may be sent to. */
export type KeyBinding = { modelId: string; origin: string };

/** Seals a provider's API key: it opens for this model and this origin alone. */
export function sealKey(apiKey: string, { modelId, origin }: KeyBinding, secret: string): Uint8Array<ArrayBuffer> {
  return seal(apiKey, [modelId, origin], secret);
}

/**
 * Opens what {@link sealKey} made. Throws `AppError("invalid")` when the envelope was sealed for another model or
 * origin, under another secret, in an unknown version, or was altered: in each case the key must be entered again.
 */
export function openKey(envelope: Uint8Array, { modelId, origin }: KeyBinding, secret: string): string {
  const opened = unseal(envelope, [modelId, origin], secret);
  if (opened.ok) return opened.text;
  const words = {
    version: "The stored API key cannot be read by this version. Enter the key again.",
    secret:
      "The stored API key was sealed under another REALCHAT_SECRET. Start with that secret again, or enter the key again.",
    altered: `The stored API key was not entered for ${origin}, so it was not sent there. Enter the key again.`,
  };
  throw new AppError("invalid", words[opened.why], { cause: opened.cause });
}
