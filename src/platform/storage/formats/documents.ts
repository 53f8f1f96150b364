import type { Content } from './content.js';
import { hasMarkupAtItsBeginning } from './text.js';
import { hasZipAtItsEnd } from './zip-directory.js';

/** A PDF from its first byte to its end mark, and neither a page nor an archive for others. */
export async function isPdf(content: Content): Promise<boolean> {
  const begins = /^%PDF-[12]\.\d/.test((await content.head(8)).toString('latin1'));
  const ends = (await content.tail(1024)).includes('%%EOF');
  return begins && ends && !(await hasMarkupAtItsBeginning(content)) && !(await hasZipAtItsEnd(content));
}

/** AutoCAD’s drawings name their release in six bytes; the rest is its own. */
export async function isDwg(content: Content): Promise<boolean> {
  const head = await content.head(7);
  return (
    head.length === 7 && /^AC10(?:1\d|2\d|3\d)\0/.test(head.toString('latin1')) && !(await hasZipAtItsEnd(content))
  );
}
