import type { Translated } from "@/lib/domain/training-job/translated";

/** Beside a field: what whoever trains is told in its place; nothing where that is not known yet. */
export function Becomes({ hint, of }: { hint?: string; of: Translated | undefined }) {
  if (!of) return hint;
  return (
    <>
      {hint && <span className="block">{hint}</span>}
      <span className={`block break-words ${of.isKept ? "" : "text-warn"}`}>
        {of.sent === null ? "Not told" : <code className="font-mono">{of.sent}</code>}
        {of.words !== "" && !of.isKept && <>: {of.words}</>}
      </span>
    </>
  );
}

/** All settings as they were asked for and as they are told, with what changes on the way. */
export function TranslatedSettings({ translated }: { translated: readonly Translated[] }) {
  const changed = translated.filter(({ isKept }) => !isKept).length;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer font-medium">
        What becomes of the settings:{" "}
        {changed === 0 ? "all are taken as asked" : `${changed} of ${translated.length} are not done as asked`}
      </summary>
      <table className="mt-3 w-full text-left">
        <thead className="text-ink-faint text-xs max-sm:sr-only">
          <tr>
            <th scope="col" className="pr-4 pb-1 font-normal">
              Setting
            </th>
            <th scope="col" className="pr-4 pb-1 font-normal">
              Asked for
            </th>
            <th scope="col" className="pb-1 font-normal">
              Told
            </th>
          </tr>
        </thead>
        <tbody>
          {translated.map(({ field, setting, asked, sent, words, isKept }) => (
            <tr key={field} className="border-line border-t align-top max-sm:grid max-sm:grid-cols-2 max-sm:py-1">
              <th scope="row" className="py-1.5 pr-4 font-normal">
                {setting}
              </th>
              <td className="py-1.5 pr-4 tabular-nums">{asked}</td>
              <td className="py-1.5 max-sm:col-span-2">
                {sent === null ? (
                  <span className="text-warn">Not told</span>
                ) : (
                  <code className="break-words font-mono text-xs">{sent}</code>
                )}
                {words !== "" && (
                  <span className={`block text-xs ${isKept ? "text-ink-faint" : "text-warn"}`}>{words}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
