import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterAll, beforeEach, expect, it } from "vitest";
import { type EntryOf, outboxOf, whilePainting } from "@/lib/client/browser-outbox";
import { keptDrafts } from "@/lib/client/kept-drafts";
import { lookWhetherLeft } from "@/lib/client/left-project";
import { isText } from "@/lib/client/stored";
import type { Membership } from "@/lib/domain/project";
import { fakeStudio, refusal } from "@/lib/testing/fake-studio";
import { ProjectProvider } from "../layout/project-context";
import { ViewerProvider } from "../layout/viewer-context";
import { KeptNotice } from "./kept-notice";

const inProject = (id: string, name: string): Membership => ({
  project: { id, name, slug: id, archivedAt: null },
  roles: ["annotator"],
});
const medical = inProject("prj_medical", "Medical");
const chinese = inProject("prj_chinese", "Chinese");
const answer: EntryOf<"answer"> = {
  id: "ans_1",
  at: 1,
  kind: "answer",
  assignmentId: "asg_1",
  queueId: "que_1",
  project: { id: "prj_medical", name: "Medical" },
  body: {
    answerId: "ans_1",
    answer: { verdict: "rejected", note: "It repeats itself." },
    guidelineVersion: 1,
    headId: "t",
  },
};
const drafts = keptDrafts("composer", isText);

let people = 0;
let personId = "";
/** Those that the studio says the person is in. */
let memberships = [medical, chinese];
/** The item that the answer is for. */
let isSettled = false;

beforeEach(() => {
  personId = `person_${++people}`; // each has an outbox of their own, which lives as long as the page
  memberships = [medical, chinese];
  isSettled = false;
});

// Outboxes live as long as the page: the last of them is not left in the middle of a look at its storage.
afterAll(whilePainting);

/** A page of a project, as the server drew it while the person was in both. */
function open({ project }: Membership) {
  const studio = fakeStudio({
    session: () => ({ viewer: { id: personId }, isOwner: false, projects: memberships, needsFirstAccount: false }),
    answerItem: ({ params }) => {
      if (isSettled) return refusal("conflict", "The item was settled meanwhile.");
      return memberships.some(({ project: { id } }) => id === params.project)
        ? { outcome: null }
        : refusal("not_found", "There is no such project, or you are not in it.", 404);
    },
  });
  const viewer = { id: personId, name: "Ada", email: "ada@example.org", roles: [] };
  const page = (children: ReactNode) => (
    <ProjectProvider
      named={project.slug}
      project={project}
      memberships={[medical, chinese]}
      isOwner={false}
      personId={personId}
    >
      <ViewerProvider viewer={viewer} rights={[]}>
        {children}
      </ViewerProvider>
    </ProjectProvider>
  );
  render(page(<KeptNotice memberships={[medical, chinese]} />));
  return studio;
}

it("says nothing while everything has gone to its project", async () => {
  const studio = open(medical);
  await act(async () => outboxOf(personId).put(answer));
  await waitFor(() => expect(outboxOf(personId).view()).toMatchObject({ waiting: [], state: "idle" }));
  expect(studio.bodiesOf("answerItem")).toHaveLength(1);
  expect(screen.queryByText(/kept in this browser/)).toBeNull();
});

it("leads from another project to the place where what was refused can be looked at again", async () => {
  isSettled = true;
  open(chinese);
  await act(async () => outboxOf(personId).put(answer));
  fireEvent.click(await screen.findByRole("button", { name: "Show and copy" }));
  screen.getByText("The item was settled meanwhile.");
  const link = screen.getByRole("link", { name: "Go to it" });
  expect(link.getAttribute("href")).toBe("/projects/prj_medical/review/que_1");
});

it("tells in another project what could not be sent to one that its person was taken out of, and gives it to copy", async () => {
  open(chinese);
  memberships = [chinese];
  await act(async () => outboxOf(personId).put(answer));
  await screen.findByText(/One thing that you made was not sent/);
  fireEvent.click(screen.getByRole("button", { name: "Show and copy" }));
  screen.getByText("You are no longer in Medical; this was not sent: copy it.");
  screen.getByText(/note: It repeats itself\./);
  screen.getByRole("button", { name: "Copy" });
  fireEvent.click(screen.getByRole("button", { name: "Let it go" }));
  await act(async () => {});
  expect(screen.queryByText(/kept in this browser/)).toBeNull();
});

it("tells somebody at work in a project that they were taken out of it, and what they typed there", async () => {
  open(medical);
  drafts.keep("dlg_1", "Half a sentence");
  drafts.settle("dlg_1", "Half a sentence"); // the studio had it, where it can be read no more
  expect(screen.queryByText(/no longer in/)).toBeNull();
  memberships = [chinese];
  await act(() => lookWhetherLeft()); // a stream ended, or something was not found
  screen.getByText("You are no longer in Medical.");
  fireEvent.click(screen.getByRole("button", { name: "Show and copy" }));
  screen.getByText(/Half a sentence/);
  expect(localStorage.getItem("realchat.composer.dlg_1")).toContain("Half a sentence");

  memberships = [medical, chinese];
  await act(() => lookWhetherLeft()); // taken in again
  expect(screen.queryByText(/no longer in/)).toBeNull();
});

it("knows nothing while the studio is out of reach, and says nothing", async () => {
  const studio = open(medical);
  memberships = [];
  studio.line.isUp = false;
  await act(() => lookWhetherLeft());
  expect(screen.queryByText(/no longer in/)).toBeNull();
});
