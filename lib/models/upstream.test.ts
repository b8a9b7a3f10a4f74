import { expect, it, vi } from "vitest";
import { RefusedAddress } from "@/lib/outbound/metadata-address";
import { faultOfError } from "./faults";
import { post } from "./upstream";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

it("nothing is sent to an address at which clouds hand out credentials, nor to a name that leads there", async () => {
  const dialect = { keyHeader: "authorization", headers: {}, apiVersion: null } as const;
  const upstream = { baseUrl: "http://169.254.169.254/v1", apiKey: "k", dialect, connectMs: 10 };
  const told = { origin: upstream.baseUrl, secrets: [] };
  const sent = post(upstream, "/chat/completions", {}, told, AbortSignal.timeout(50));
  await expect(sent).rejects.toThrow(RefusedAddress);
  const wrapped = new TypeError("fetch failed", { cause: new RefusedAddress() });
  expect(faultOfError(wrapped, told)).toMatchObject({
    kind: "bad_request",
    message: expect.stringContaining("credentials"),
  });
});
