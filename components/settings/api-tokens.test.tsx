import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import type { ComponentProps, ReactNode } from "react";
import { expect, it, vi } from "vitest";
import type { ApiToken } from "@/lib/domain/api-token";
import type { Membership } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { fakeStudio } from "@/lib/testing/fake-studio";
import { ProjectProvider } from "../layout/project-context";
import { ApiTokens } from "./api-tokens";

const membership = (name: string, roles: Role[]): Membership => ({
  project: { id: name, name, slug: name.toLowerCase(), archivedAt: null },
  roles,
});
const medical = membership("Medical", ["annotator"]);
const chinese = membership("Chinese", ["lead"]);

function show(memberships: Membership[], tokens: ApiToken[] = []) {
  const made = { apiToken: { name: "nightly" }, token: "rct_shown_once" };
  const studio = fakeStudio({ listApiTokens: () => ({ items: tokens }), createApiToken: () => made });
  const router = { push: vi.fn(), refresh: vi.fn() } as unknown as NonNullable<
    ComponentProps<typeof AppRouterContext>["value"]
  >;
  const around = ({ children }: { children: ReactNode }) => (
    <AppRouterContext value={router}>
      <QueryClientProvider client={new QueryClient()}>
        <ProjectProvider
          named="medical"
          project={medical.project}
          memberships={memberships}
          isOwner={false}
          personId="usr_ada"
        >
          {children}
        </ProjectProvider>
      </QueryClientProvider>
    </AppRouterContext>
  );
  render(<ApiTokens />, { wrapper: around });
  return studio;
}

const make = () => act(async () => fireEvent.click(screen.getByRole("button", { name: "Make a token" })));
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const name = () => fireEvent.input(screen.getByLabelText("New token"), { target: { value: "nightly" } });

it("asks for little, reading for 90 days, and shows the token once", async () => {
  const { bodiesOf } = show([medical]);
  expect(screen.queryByLabelText("Opens")).toBeNull();
  name();
  await make();
  expect(await screen.findByText("rct_shown_once")).toBeTruthy();
  const expiresAt = expect.stringMatching(/T23:59:59\.000Z$/);
  expect(bodiesOf("createApiToken")).toEqual([
    { name: "nightly", scopes: ["read"], project: null, role: null, expiresAt },
  ]);
});

it("offers the roles that one has where the token opens, and sends what was chosen", async () => {
  const { bodiesOf } = show([medical, chinese]);
  const roles = () => screen.getAllByRole("option").map(({ textContent }) => textContent);
  name();
  choose("Opens", "medical");
  expect(roles()).not.toContain("lead");
  choose("Opens", "chinese");
  expect(roles()).toContain("lead");
  choose("Role", "annotator");
  choose("Expires", "");
  fireEvent.click(screen.getByLabelText("read"));
  fireEvent.click(screen.getByLabelText("export"));
  await make();
  await screen.findByText("rct_shown_once");
  const limits = { project: "chinese", role: "annotator", expiresAt: null };
  expect(bodiesOf("createApiToken")).toEqual([{ name: "nightly", scopes: ["export"], ...limits }]);
});

it("sends nothing without a scope, and says so", async () => {
  const { bodiesOf } = show([medical]);
  name();
  fireEvent.click(screen.getByLabelText("read"));
  await make();
  expect(screen.getByText("Choose what it may do.")).toBeTruthy();
  expect(bodiesOf("createApiToken")).toEqual([]);
});

it("tells what each token may, where, as what and until when", async () => {
  const { id, slug } = chinese.project;
  const token = {
    id: "t",
    name: "figures",
    project: { id, name: "Chinese", slug },
    scopes: ["read", "export"],
  } as const;
  const times = { expiresAt: null, lastUsedAt: null, createdAt: "2026-01-01T00:00:00Z" };
  show([medical, chinese], [{ ...token, scopes: [...token.scopes], role: "annotator", ...times }]);
  expect((await screen.findByText(/^may read, export/)).textContent).toBe(
    "may read, export · as annotator · in Chinese",
  );
  expect(screen.getByText(/never used · never expires/)).toBeTruthy();
});
