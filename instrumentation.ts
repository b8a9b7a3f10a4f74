/** Next calls this once when the web process starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { trustDeclaredProxiesOnly } = await import("@/lib/http/client-address");
  trustDeclaredProxiesOnly();
  const { sendSecurityHeaders } = await import("@/lib/http/security-headers");
  sendSecurityHeaders();
  const { answerForeignHosts } = await import("@/lib/http/own-hosts");
  answerForeignHosts();
  const { answerMalformedAddresses } = await import("@/lib/http/malformed-address");
  answerMalformedAddresses();
  const { letUploadsFlow } = await import("@/lib/http/flowing-uploads");
  letUploadsFlow();
  const { endEarlyRequests } = await import("@/lib/http/before-next");
  endEarlyRequests();
  const { ensureAdmin } = await import("@/lib/operations/ensure-admin");
  await ensureAdmin();
}
