import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ClientError } from "./client-error";
import { lookWhetherBack, lookWhetherLeft } from "./left-project";
import { noteSession } from "./signed-out";

/** A cache with the studio's habits; one per page load in the browser, one per request on the server. */
export function newQueryClient(): QueryClient {
  const session = { onError: noteError, onSuccess: noteAnswer };
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

function noteAnswer() {
  noteSession(true);
  lookWhetherBack();
}

/** A session that ended, or a project that one was taken out of, is told in the page and not by leaving it: somebody may be in the middle of a sentence. */
function noteError(error: Error) {
  if (!(error instanceof ClientError)) return;
  if (error.code === "unauthenticated") noteSession(false);
  if (error.code === "not_found") void lookWhetherLeft();
}
