import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ClientError } from "./client-error";
import { noteSession } from "./signed-out";

/** A cache with the studio's habits; one per page load in the browser, one per request on the server. */
export function newQueryClient(): QueryClient {
  const session = { onError: noteError, onSuccess: () => noteSession(true) };
  return new QueryClient({
    queryCache: new QueryCache(session),
    mutationCache: new MutationCache(session),
    defaultOptions: {
      queries: {
        // What the server rendered with is fresh enough not to be asked for again at once.
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ClientError && error.code === "offline",
      },
    },
  });
}

/** A session that ended is told in the page and not by leaving it: somebody may be in the middle of a sentence. */
function noteError(error: Error) {
  if (error instanceof ClientError && error.code === "unauthenticated") noteSession(false);
}
