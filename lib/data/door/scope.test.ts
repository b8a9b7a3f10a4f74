import { expect, test } from "vitest";
import { scopeToProject } from "./scope";

/** Blanks don't matter. */
function scoped(text: string): string | null {
  return scopeToProject(text, "$9")?.replace(/\s+/g, " ").trim() ?? null;
}

test("a table gets the project into its WHERE, beside what is asked", () => {
  expect(scoped("SELECT id FROM dialogue d WHERE a = 1 OR b = 2 ORDER BY id LIMIT 3")).toBe(
    "SELECT id FROM dialogue d WHERE d.project_id = $9 AND ( a = 1 OR b = 2 ) ORDER BY id LIMIT 3",
  );
});

test("a WHERE is made where there is none", () => {
  expect(scoped("SELECT id FROM dialogue")).toBe("SELECT id FROM dialogue WHERE dialogue.project_id = $9");
  expect(scoped("SELECT count(*) FROM run AS r GROUP BY r.status")).toBe(
    "SELECT count(*) FROM run AS r WHERE r.project_id = $9 GROUP BY r.status",
  );
});

test("each table of a join is asked; one whose rows may be missing keeps the others' rows", () => {
  expect(
    scoped("SELECT 1 FROM turn t JOIN dialogue d ON d.id = t.dialogue_id LEFT JOIN run ON run.id = d.run_id WHERE x"),
  ).toBe(
    "SELECT 1 FROM turn t JOIN dialogue d ON d.id = t.dialogue_id LEFT JOIN (SELECT * FROM run WHERE project_id = $9) run ON run.id = d.run_id WHERE t.project_id = $9 AND d.project_id = $9 AND ( x)",
  );
});

test("a text at the end belongs to the condition", () => {
  expect(scoped("UPDATE job SET a = 1 WHERE status = 'running'")).toBe(
    "UPDATE job SET a = 1 WHERE job.project_id = $9 AND ( status = 'running')",
  );
});

test("changes and deletions stay in the project; locks and conflicts are no tables", () => {
  expect(scoped("UPDATE dialogue SET a = 1 WHERE id IN (SELECT id FROM run FOR UPDATE SKIP LOCKED) RETURNING id")).toBe(
    "UPDATE dialogue SET a = 1 WHERE dialogue.project_id = $9 AND ( id IN (SELECT id FROM run WHERE run.project_id = $9 FOR UPDATE SKIP LOCKED) ) RETURNING id",
  );
  expect(scoped("DELETE FROM job j USING run r WHERE j.id = r.id")).toBe(
    "DELETE FROM job j USING run r WHERE j.project_id = $9 AND r.project_id = $9 AND ( j.id = r.id)",
  );
  expect(scoped("INSERT INTO turn (id) SELECT id FROM seed s ON CONFLICT (id) DO UPDATE SET a = 1 WHERE turn.b")).toBe(
    "INSERT INTO turn (id) SELECT id FROM seed s WHERE s.project_id = $9 ON CONFLICT (id) DO UPDATE SET a = 1 WHERE turn.b",
  );
});

test("both sides of a UNION, and every CTE, are levels of their own", () => {
  expect(scoped("WITH a AS (SELECT 1 FROM run) SELECT 1 FROM a UNION SELECT 2 FROM job WHERE b")).toBe(
    "WITH a AS (SELECT 1 FROM run WHERE run.project_id = $9 ) SELECT 1 FROM a UNION SELECT 2 FROM job WHERE job.project_id = $9 AND ( b)",
  );
});

test("what ships with the studio is seen in every project", () => {
  expect(scoped("SELECT 1 FROM model m")).toBe(
    "SELECT 1 FROM model m WHERE (m.project_id = $9 OR m.project_id IS NULL)",
  );
});

test("words in texts and comments are not tables, nor are functions, and tables of the server stay", () => {
  expect(scoped("SELECT ' FROM run ' -- FROM run\n FROM worker w")).toBeNull();
  expect(scoped('SELECT 1 FROM "user" u JOIN unnest($1) x ON true')).toBeNull();
});
