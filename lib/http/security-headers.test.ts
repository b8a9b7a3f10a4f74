import { expect, it } from "vitest";
import { contentPolicy, securityHeaders } from "./security-headers";

const page = { nonce: "bm9uY2U=", tls: false, development: false };

it("runs the scripts of one answer alone, and no text as a script", () => {
  const policy = contentPolicy(page);
  expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=';");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  for (const shut of ["object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) expect(policy).toContain(shut);
});

it("asks for TLS for a year where people come over it, and only there", () => {
  expect(securityHeaders(page)).not.toHaveProperty("strict-transport-security");
  const over = securityHeaders({ ...page, tls: true });
  expect(over["strict-transport-security"]).toBe("max-age=31536000");
  expect(over["content-security-policy"]).toContain("upgrade-insecure-requests");
});
