import { AppError } from "@/lib/base/app-error";
import {
  type ProjectFileHead,
  type ProjectFileMark,
  projectFileHeadSchema,
  projectFileMarkSchema,
  projectFileVersion,
} from "@/lib/formats/project-file";

/** The first line of a project file. Throws, in words, when it is none. */
export function readHead(line: string): ProjectFileHead {
  const value = parsed(line);
  const version = typeof value === "object" && value !== null && "projectFile" in value ? value.projectFile : undefined;
  if (typeof version !== "number")
    throw refused("This is not a project file. Choose one that was made by Settings, Project, Export.");
  if (version > projectFileVersion)
    throw refused(
      `It was made by a newer version of the studio (form ${version}, here ${projectFileVersion}). Update this server first.`,
    );
  const head = projectFileHeadSchema.safeParse(value);
  if (!head.success) throw refused("Its first line is not that of a project file, or was changed.");
  return head.data;
}

/** Throws where a line is not the mark that the head and the rows so far lead to. */
export function expectMark(line: string, expected: ProjectFileMark): void {
  const mark = readMark(line);
  const [kind, name, count] = expected;
  if (mark.every((part, i) => part === expected[i]) && mark.length === expected.length) return;
  const what =
    kind === "end" && mark[0] === "end" && mark[2] === count
      ? "was changed since the file was made"
      : "is not where or what the first line says";
  throw refused(`The table ${name} ${what}.`);
}

/** A line that stands between rows. */
export function readMark(line: string): ProjectFileMark {
  const mark = projectFileMarkSchema.safeParse(parsed(line));
  if (!mark.success) throw refused("It holds more rows than it says, or was changed.");
  return mark.data;
}

/** A row has the columns that are announced, and no others; what is in them the database judges. */
export function checkRow(line: string, table: string, columns: ReadonlySet<string>): void {
  const row = parsed(line);
  const keys = typeof row === "object" && row !== null && !Array.isArray(row) ? Object.keys(row) : [];
  if (keys.length === columns.size && keys.every((key) => columns.has(key))) return;
  throw refused(`A row of the table ${table} has other columns than the first line says.`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Why a project file is not taken. */
export function refused(why: string): AppError {
  return new AppError("invalid", `${why} Nothing was imported.`);
}
