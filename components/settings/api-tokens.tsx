"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateApiToken, useRevokeApiToken } from "@/lib/client/mutations/team-mutations";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { ApiToken } from "@/lib/domain/api-token";
import { QueryError } from "../layout/query-error";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SecretOnce } from "../ui/secret-once";
import { Skeleton } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";

/** The viewer's own tokens: what scripts use to act as this person. */
export function ApiTokens() {
  const tokens = useQuery(teamQueries.apiTokens());
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const revoke = useRevokeApiToken();

  function confirm(token: ApiToken) {
    revoke.mutate(token.id, {
      onSuccess: () => doneToast(`${token.name} no longer works.`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <Panel title="API tokens" description="For scripts that act as you, with your rights. Send one as a Bearer token.">
      {tokens.isPending && <Skeleton className="h-10" />}
      {tokens.isError && <QueryError what="your tokens" error={tokens.error} onRetry={() => tokens.refetch()} />}
      <ul className="mb-5 divide-y divide-line">
        {tokens.data?.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p className="truncate font-medium text-sm">{token.name}</p>
              <p className="text-ink-faint text-xs">
                made <RelativeTime at={token.createdAt} /> ·{" "}
                {token.lastUsedAt ? (
                  <>
                    last used <RelativeTime at={token.lastUsedAt} />
                  </>
                ) : (
                  "never used"
                )}
              </p>
            </div>
            <Button size="sm" variant="quiet" onClick={() => setRevoking(token)}>
              Revoke<span className="sr-only"> {token.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <NewApiToken />
      {revoking && (
        <AskFirst
          open
          onOpenChange={() => setRevoking(null)}
          title={`Revoke ${revoking.name}?`}
          description="Scripts that use it are refused from now on. It cannot be brought back; make a new one instead."
          act="Revoke token"
          onConfirm={() => confirm(revoking)}
        />
      )}
    </Panel>
  );
}

function NewApiToken() {
  const create = useCreateApiToken();
  const form = useForm({
    initial: { name: "" },
    send: async ({ name }) => {
      await create.mutateAsync(name);
      return { name: "" };
    },
  });

  return (
    <div className="space-y-4">
      {create.isSuccess && (
        <SecretOnce
          label={`${create.data.apiToken.name}: shown only now. Keep it where passwords are kept.`}
          secret={create.data.token}
        />
      )}
      <Form form={form} className="space-y-2">
        <div className="flex flex-wrap items-start gap-2">
          <Field label="New token" name="name" className="min-w-48 flex-1">
            <Input required maxLength={120} placeholder="What is it for?" {...form.text("name")} />
          </Field>
          <SubmitButton variant="secondary" className="sm:mt-6.5">
            Make a token
          </SubmitButton>
        </div>
        <FormFailure />
      </Form>
    </div>
  );
}
