"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useJudges } from "@/lib/client/mutations/judge-mutations";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import { formatFacts } from "@/lib/contract/format-facts";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import type { JudgingImport } from "@/lib/domain/judging/judging-import";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { UploadProgress } from "../ui/upload-progress";
import { RulingButtons } from "./ruling-buttons";

const formats = readableFormats("judgments", "votes");

const choices = formats.map(({ id, name }) => ({ value: id, label: name }));

const seconds = [
  { value: "left_out", label: "Leave out" },
  { value: "kept", label: "Keep, as another rater's" },
] as const;

/** Files of judgments and votes that came in: who brought them, what they hold, and whether that counts. */
export function JudgingImports({ evaluationId, manages }: { evaluationId: string; manages: boolean }) {
  const imports = useInfiniteQuery(judgeQueries.imports(evaluationId));
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  if (imports.isError) return <QueryError what="the files" error={imports.error} onRetry={imports.refetch} />;
  if (items.length === 0) return null;
  return (
    <div className="mt-5 space-y-2">
      <h3 className="font-medium text-sm">Files of judgments and votes</h3>
      <Table caption="Files of judgments and votes">
        <thead>
          <tr>
            <HeadCell>File</HeadCell>
            <HeadCell>Holds</HeadCell>
            <HeadCell>Brought by</HeadCell>
            <HeadCell>
              <span className="sr-only">What can be done</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.id} className={one.isLeftOut ? "text-ink-faint" : undefined}>
              <Cell dir="auto" className="min-w-40 font-medium [overflow-wrap:anywhere]">
                {nameOf(one)} {one.isLeftOut && <Badge tone="warn">Left out</Badge>}
              </Cell>
              <Cell className="whitespace-nowrap">{holdsOf(one)}</Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                {one.person.name}, <RelativeTime at={one.createdAt} />
              </Cell>
              <Cell className="text-right">
                {manages && (
                  <RulingButtons
                    evaluationId={evaluationId}
                    subject="import"
                    id={one.id}
                    name={nameOf(one)}
                    isLeftOut={one.isLeftOut}
                    holds={`${holdsOf(one)} of this file`}
                  />
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {imports.hasNextPage && <LoadMore list={imports} shown={items.length} noun="file" />}
    </div>
  );
}

function nameOf({ fileName, format }: JudgingImport): string {
  const facts = Object.entries(formatFacts).find(([id]) => id === format);
  return fileName || (facts ? facts[1].name : "A file");
}

function holdsOf({ judgments, votes }: JudgingImport): string {
  const said = (count: number, one: string) =>
    count === 0 ? [] : [`${formatNumber(count)} ${one}${count === 1 ? "" : "s"}`];
  return [...said(judgments, "judgment"), ...said(votes, "vote")].join(", ") || "nothing any more";
}

type Second = (typeof seconds)[number]["value"];

/** Takes published judgments or votes; candidates are known by their names, questions by their ids. */
export function ImportJudgments({ evaluationId, onClose }: { evaluationId: string; onClose: () => void }) {
  const { importJudgments } = useJudges(evaluationId);
  const form = useForm({
    initial: {
      format: "judgment_pair" as (typeof formats)[number]["id"],
      file: null as File | null,
      second: "left_out" as Second,
    },
    send: async ({ format, file, second }) => {
      if (file) await importJudgments.mutateAsync({ format, second, file });
    },
  });
  const { data: done } = importJudgments;
  return (
    <FormDialog
      form={form}
      title="Import judgments or votes"
      description="Files as FastChat publishes them. Models are matched by the candidates' names."
      act="Import"
      onClose={onClose}
    >
      <Segmented legend="What the file holds" options={choices} {...form.choice("format")} />
      {form.draft.format === "human_votes" && (
        <Segmented legend="A rater's second, other vote on a question" options={seconds} {...form.choice("second")} />
      )}
      <Field label="File" name="file">
        <FileInput required accept={acceptedEndings(formats)} onChange={form.choice("file").onChange} />
      </Field>
      <UploadProgress sent={importJudgments.sent} />
      {done && (
        <div role="status" className="space-y-1 text-sm">
          <p>{formatNumber(done.taken)} taken.</p>
          {done.notes.map((note) => (
            <p key={note} className="text-ink-soft">
              {note}
            </p>
          ))}
        </div>
      )}
    </FormDialog>
  );
}
