import { act, fireEvent, render, screen } from "@testing-library/react";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { type ComponentProps, useState } from "react";
import { expect, it, vi } from "vitest";
import { ClientError } from "@/lib/client/client-error";
import { Field } from "../field";
import { Input } from "../input";
import { Form } from "./form";
import { FormDialog } from "./form-dialog";
import { useForm } from "./use-form";

function Asking({ send }: { send: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(true);
  const form = useForm({
    initial: { email: "" },
    send: async () => {
      await send();
      setOpen(false);
    },
  });
  if (!isOpen) return <p>closed</p>;
  return (
    <FormDialog form={form} title="Invite" act="Make the link" onClose={() => setOpen(false)}>
      <Field label="E-mail" name="email">
        <Input required {...form.text("email")} />
      </Field>
    </FormDialog>
  );
}

const isClosed = () => screen.queryByText("closed") !== null;
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole("button", { name })));
const pressEscape = () =>
  act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" }));
const type = (value: string) => fireEvent.input(screen.getByLabelText("E-mail"), { target: { value } });

it("closes at once while nothing is typed, and asks while something is", async () => {
  render(<Asking send={async () => {}} />);
  type("ada@");
  await press("Cancel");
  await screen.findByRole("alertdialog", { name: "Close without sending?" });
  await press("Cancel"); // of the question
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("ada@");
  await pressEscape();
  await press("Discard");
  expect(isClosed()).toBe(true);
});

it("does not ask about what was typed and taken away again", async () => {
  render(<Asking send={async () => {}} />);
  type("ada@");
  type("");
  await press("Cancel");
  expect(isClosed()).toBe(true);
});

it("stays with what was typed when it is refused, and says why beside the buttons that belong to it", async () => {
  render(<Asking send={() => Promise.reject(new ClientError("conflict", "She is a member already."))} />);
  type("ada@example.org");
  await press("Make the link");
  expect(screen.getByRole("alert").textContent).toBe("She is a member already.");
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("ada@example.org");
  expect(isClosed()).toBe(false);
});

function Page({ onSaved }: { onSaved: () => void }) {
  const form = useForm({ initial: { name: "" }, send: async () => onSaved() });
  return (
    <>
      <a href="/runs">Runs</a>
      <a href="/runs" target="_blank" rel="noreferrer">
        Runs beside
      </a>
      <Form form={form} guarded label="Page">
        <Field label="Name" name="name">
          <Input {...form.text("name")} />
        </Field>
      </Form>
    </>
  );
}

function page() {
  const router = { push: vi.fn() } as unknown as ComponentProps<typeof AppRouterContext.Provider>["value"];
  render(
    <AppRouterContext.Provider value={router}>
      <Page onSaved={() => {}} />
    </AppRouterContext.Provider>,
  );
  return {
    router,
    /** Whether the browser was left to follow the link, or to close the window. */
    follows: (name: string) => act(async () => fireEvent.click(screen.getByRole("link", { name }))),
    unloads: () => fireEvent(window, new Event("beforeunload", { cancelable: true })),
    name: (value: string) => fireEvent.input(screen.getByLabelText("Name"), { target: { value } }),
  };
}

it("asks before a link leaves a page with something typed in it, and lets go of one that is saved", async () => {
  const { router, follows, unloads, name } = page();
  document.addEventListener("click", (event) => event.preventDefault(), { once: true }); // nowhere to go in a test
  await follows("Runs");
  expect([screen.queryByRole("alertdialog"), unloads()]).toEqual([null, true]);

  name("First try");
  expect(await follows("Runs")).toBe(false);
  expect(unloads()).toBe(false);
  await screen.findByRole("alertdialog", { name: "Leave without saving?" });
  await press("Leave");
  expect(router?.push).toHaveBeenCalledWith("/runs");

  await act(async () => fireEvent.submit(screen.getByRole("form")));
  expect(unloads()).toBe(true);
});
