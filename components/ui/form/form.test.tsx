import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { ClientError } from "@/lib/client/client-error";
import type { Problem } from "@/lib/contract/problem";
import { Field } from "../field";
import { Input } from "../input";
import { NumberInput } from "../number-input";
import { Textarea } from "../textarea";
import { Form } from "./form";
import { FormEnd, SubmitButton } from "./form-end";
import { useForm } from "./use-form";

type Draft = { name: string; limits: { rounds: string }; note: string };
type Send = (draft: Draft, by: string) => Promise<Draft | undefined>;

// The router of the leave guard needs a page around it; nothing here leaves one.
function Sheet({ send, leaves }: { send: Send; leaves?: boolean }) {
  const form = useForm<Draft>({
    initial: { name: "", limits: { rounds: "3" }, note: "" },
    check: ({ note }): Record<string, string> => (note === "no" ? { note: "Say more than no." } : {}),
    send: async (draft, by) => (await send(draft, by)) ?? undefined,
    leaves,
  });
  const limits = form.part("limits");
  return (
    <Form form={form} label="Sheet">
      <Field label="Name" name="name" hint="As it is told apart.">
        <Input required {...form.text("name")} />
      </Field>
      <Field label="Rounds" name="spec.rounds">
        <NumberInput min={1} max={9} {...limits.text("rounds")} />
      </Field>
      <Field label="Note" name="note">
        <Textarea {...form.text("note")} />
      </Field>
      <output aria-label="Dirty">{String(form.isDirty)}</output>
      <FormEnd>
        <SubmitButton value="draft">Keep</SubmitButton>
        <SubmitButton value="launch">Launch</SubmitButton>
      </FormEnd>
    </Form>
  );
}

function refusal(fields: Record<string, string>) {
  return new ClientError("invalid", "The input is not usable.", { fields } as Problem);
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name: new RegExp(name) });
const press = (name: string) => act(async () => fireEvent.click(button(name)));

/** What assistive technology reads after the name of a control. */
function description(name: string): string {
  const ids = field(name).getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(" ");
}

it("sends nothing while a field is wrong: each is told beside it, announced, and the first has the focus", async () => {
  const send = vi.fn<Send>();
  render(<Sheet send={send} />);
  type("Rounds", "12");
  await press("Launch");
  expect(send).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(field("Name"));
  expect(field("Name").getAttribute("aria-invalid")).toBe("true");
  expect(description("Name")).toBe("As it is told apart. Fill this in.");
  expect(description("Rounds")).toBe("At most 9.");
  expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
    "Fill this in.",
    "At most 9.",
    "2 fields need another look; nothing was sent.",
  ]);
});

it("takes a fault away once its field is changed, and no other", async () => {
  render(<Sheet send={vi.fn<Send>()} />);
  type("Rounds", "0");
  await press("Launch");
  type("Name", "First try");
  expect(field("Name").getAttribute("aria-invalid")).toBeNull();
  expect(description("Rounds")).toBe("At least 1.");
});

it("puts what the server refuses on the field that stands for it, keeps what was typed, and says the rest below", async () => {
  const send = vi
    .fn<Send>()
    .mockRejectedValueOnce(refusal({ spec: "The rounds do not fit." }))
    .mockRejectedValueOnce(refusal({ "name.first": "Taken." }))
    .mockRejectedValueOnce(refusal({ budget: "No money." }));
  render(<Sheet send={send} />);
  type("Name", "First try");
  await press("Launch");
  expect(description("Rounds")).toBe("The rounds do not fit.");
  expect(document.activeElement).toBe(field("Rounds"));
  await press("Launch");
  expect(description("Name")).toBe("As it is told apart. Taken.");
  expect(document.activeElement).toBe(field("Name"));
  await press("Launch");
  expect(screen.getByRole("alert").textContent).toBe("The input is not usable.");
  expect(field("Name").value).toBe("First try");
});

it("is sent once however often it is pressed, and can be sent again after a failure", async () => {
  const rejects: ((reason: Error) => void)[] = [];
  const send = vi.fn<Send>(() => new Promise((_, reject) => rejects.push(reject)));
  render(<Sheet send={send} />);
  type("Name", "First try");
  await press("Launch");
  fireEvent.submit(screen.getByRole("form"));
  fireEvent.submit(screen.getByRole("form"));
  expect(send).toHaveBeenCalledTimes(1);
  expect(button("Launch").getAttribute("aria-busy")).toBe("true");
  expect(button("Keep").disabled).toBe(true);
  await act(async () => rejects[0]?.(new ClientError("offline", "The studio could not be reached.")));
  expect(screen.getByRole("alert").textContent).toBe("The studio could not be reached.");
  await press("Launch");
  expect(send).toHaveBeenCalledTimes(2);
});

it("tells which button sent it, and stays busy where the page is left", async () => {
  const send = vi.fn<Send>(async () => undefined);
  render(<Sheet send={send} leaves />);
  type("Name", "First try");
  await press("Keep");
  expect(send.mock.calls[0]).toEqual([{ name: "First try", limits: { rounds: "3" }, note: "" }, "draft"]);
  expect(button("Keep").getAttribute("aria-busy")).toBe("true");
});

it("is sent by Ctrl or Cmd with Enter from a text of many lines, and not while a word is being composed", async () => {
  const send = vi.fn<Send>(async () => undefined);
  render(<Sheet send={send} />);
  type("Name", "First try");
  fireEvent.keyDown(field("Note"), { key: "Enter" });
  fireEvent.keyDown(field("Note"), { key: "Enter", ctrlKey: true, isComposing: true });
  expect(send).not.toHaveBeenCalled();
  await act(async () => fireEvent.keyDown(field("Note"), { key: "Enter", metaKey: true }));
  expect(send.mock.calls.map(([, by]) => by)).toEqual(["draft"]);
});

it("is dirty while it says something else than what is saved", async () => {
  const saved = { name: "Saved name", limits: { rounds: "3" }, note: "" };
  render(<Sheet send={async () => saved} />);
  const dirty = () => screen.getByLabelText("Dirty").textContent;
  type("Name", "First try");
  expect(dirty()).toBe("true");
  type("Name", "");
  expect(dirty()).toBe("false");
  type("Name", "First try");
  await press("Keep");
  expect(field("Name").value).toBe("Saved name");
  expect(dirty()).toBe("false");
});

it("asks its own check, too", async () => {
  const send = vi.fn<Send>();
  render(<Sheet send={send} />);
  type("Name", "First try");
  type("Note", "no");
  await press("Keep");
  expect(send).not.toHaveBeenCalled();
  expect(description("Note")).toBe("Say more than no.");
});
