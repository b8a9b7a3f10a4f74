import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { insertApiToken } from "@/lib/data/api-tokens";
import type { ApiToken } from "@/lib/domain/api-token";
import type { Viewer } from "@/lib/domain/viewer";
import { adminTokenName } from "./ensure-admin";
import { makeSecret } from "./secret";

/** Makes a token that carries its owner's rights, whatever they are when it is used. It is in this answer only. */
export async function createApiToken(viewer: Viewer, name: string): Promise<{ apiToken: ApiToken; token: string }> {
  if (name === adminTokenName)
    throw new AppError(
      "invalid",
      `${name} is the name of the environment's own token. No token was made; name it otherwise.`,
    );
  const { secret, hash } = makeSecret("rct");
  const apiToken = await insertApiToken({ id: newId("apiToken"), personId: viewer.id, name, tokenHash: hash });
  return { apiToken, token: secret };
}
