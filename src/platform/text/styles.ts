import Table from 'cli-table3';
import pc from 'picocolors';

/** How text for a terminal is set: no colour where there is none. */
export const bold = pc.bold;
export const dim = pc.dim;
export const green = pc.green;
export const yellow = pc.yellow;
export const red = pc.red;

/** A plain table that also reads well in a log: no colour where there is no terminal. */
export function table(head: string[], rows: string[][], widths?: (number | null)[]): string {
  const built = new Table({
    head: head.map((text) => bold(text)),
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    ...(widths ? { colWidths: widths } : {}),
  });
  built.push(...rows);
  return built.toString();
}
