"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useCreateApiToken, useRevokeApiToken } from "@/lib/client/mutations/token-mutations";
import { tokenQueries } from "@/lib/client/queries/token-queries";
import type { ApiToken, Scope } from "@/lib/domain/api-token";
import type { Role } from "@/lib/domain/viewer";
import { useProject } from "../layout/project-context";
import { QueryError } from "../layout/query-error";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { SecretOnce } from "../ui/secret-once";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { TokenList } from "./token-list";

const scopes: Record<Scope, string> = {
  read: "Read what is there",
  annotate: "Act on dialogues, review, comment",
  evaluate: "Vote in evaluations",
  manage: "Set up runs, models, queues, people",
  export: "Download training files and results",
};

const allScopes = Object.keys(scopes) as Scope[];

const roles: readonly Role[] = ["lead", "annotator", "evaluator"];

const lifetimes = { "30": "In 30 days", "90": "In 90 days", "365": "In a year", "": "Never" } as const;

const initial: Draft = { name: "", scopes: ["read"], project: "", role: "", days: "90" };

const revoking = () =>
  "Scripts that use it are refused from now on. It cannot be brought back; make a new one instead.";

/** The viewer's own tokens: what scripts use to act as this person. */
export function ApiTokens() {
  const tokens = useQuery(tokenQueries.own());
  const revoke = useRevokeApiToken();

  function onRevoke(token: ApiToken) {
    revoke.mutate(token.id, {
      onSuccess: () => doneToast(`${token.name} no longer works.`),
      onError: (error) => errorToast(messageOf(error)),
    });
  }

  return (
    <Panel
      title="API tokens"
      description="For scripts that act as you, with no more rights than you have. Send one as a Bearer token."
    >
      {tokens.isPending && <Skeleton className="h-10" />}
      {tokens.isError && <QueryError what="your tokens" error={tokens.error} onRetry={() => tokens.refetch()} />}
      <div className="mb-5">
        <TokenList
          tokens={tokens.data ?? []}
          more={({ project }) => project && ` · in ${project.name}`}
          revoking={revoking}
          onRevoke={onRevoke}
        />
      </div>
      <NewApiToken />
    </Panel>
  );
}

type Draft = { name: string; scopes: Scope[]; project: string; role: "" | Role; days: keyof typeof lifetimes };

/** Asks what a token is for and what it may, and shows it once. */
function NewApiToken() {
  const create = useCreateApiToken();
  const form = useForm<Draft>({
    initial,
    check: (draft): Record<string, string> => (draft.scopes.length > 0 ? {} : { scopes: "Choose what it may do." }),
    send: async ({ name, scopes, project, role, days }) => {
      const limits = { project: project || null, role: role || null, expiresAt: endOfDayIn(days) };
      await create.mutateAsync({ name, scopes, ...limits });
      return initial;
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
      <Form form={form} className="space-y-4">
        <Field label="New token" name="name">
          <Input required maxLength={120} placeholder="What is it for?" {...form.text("name")} />
        </Field>
        <ScopeChoice {...form.choice("scopes")} />
        <Limits form={form} />
        <SubmitButton variant="secondary">Make a token</SubmitButton>
        <FormFailure />
      </Form>
    </div>
  );
}

/** To the day, so that a repeat of a request whose answer was lost says the same. */
function endOfDayIn(days: string): string | null {
  if (days === "") return null;
  const day = new Date(Date.now() + Number(days) * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T23:59:59.000Z`;
}

function Limits({ form }: { form: ReturnType<typeof useForm<Draft>> }) {
  const memberships = useProject()?.memberships ?? [];
  const { project } = form.draft;
  const own = memberships.filter((one) => project === "" || one.project.slug === project).flatMap((one) => one.roles);
  const offered = own.includes("lead") ? roles : roles.filter((role) => own.includes(role));
  return (
    <div className="flex flex-wrap gap-3">
      {memberships.length > 1 && (
        <Field label="Opens" name="project" className="min-w-36 flex-1">
          <Select {...form.text("project")}>
            <option value="">All of your projects</option>
            {memberships.map((one) => (
              <option key={one.project.id} value={one.project.slug}>
                {one.project.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Role" name="role" className="min-w-36 flex-1">
        <Select {...form.text("role")}>
          <option value="">Yours</option>
          {offered.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Expires" name="expiresAt" className="min-w-36 flex-1">
        <Select {...form.text("days")}>
          {Object.entries(lifetimes).map(([days, label]) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function ScopeChoice({ value, onChange }: { value: Scope[]; onChange: (scopes: Scope[]) => void }) {
  function toggle(scope: Scope, on: boolean) {
    onChange(allScopes.filter((other) => (other === scope ? on : value.includes(other))));
  }
  return (
    <FieldGroup legend="It may" name="scopes">
      <div className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
        {allScopes.map((scope) => (
          <Checkbox
            key={scope}
            label={scope}
            hint={scopes[scope]}
            checked={value.includes(scope)}
            onChange={(event) => toggle(scope, event.target.checked)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
