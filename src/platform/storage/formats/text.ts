import type { Content } from './content.js';

const LOOKED_AT = 1024;
const MARKUP = /<(?:!doctype|html|head|body|script|iframe|svg|\?xml)\b/i;

/** What a browser that guesses would take for a page. */
export async function hasMarkupAtItsBeginning(content: Content): Promise<boolean> {
  return MARKUP.test((await content.head(LOOKED_AT)).toString('latin1'));
}

/** No byte that only programs write. */
async function hasNoNul(content: Content): Promise<boolean> {
  for await (const block of content.blocks()) if (block.includes(0)) return false;
  return true;
}

const isText = async (content: Content): Promise<boolean> =>
  !(await hasMarkupAtItsBeginning(content)) && (await hasNoNul(content));

/** UTF-8 as all of it, with anything but markup in it. */
export async function isCsv(content: Content): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const block of content.blocks()) {
      const text = decoder.decode(block, { stream: true });
      // eslint-disable-next-line no-control-regex -- what no spreadsheet writes
      if (/[\x00-\x08\x0b\x0e-\x1f]/.test(text) || (isFirst && /^\s*<|^%PDF/.test(text))) return false;
      isFirst = false;
    }
    decoder.decode();
  } catch {
    return false;
  }
  return !(await hasMarkupAtItsBeginning(content));
}

/** ISO 10303-21: from its first word to its last. */
export async function isStep(content: Content): Promise<boolean> {
  const begins = (await content.head(13)).toString('latin1') === 'ISO-10303-21;';
  const ends = (await content.tail(64)).toString('latin1').trimEnd().endsWith('END-ISO-10303-21;');
  return begins && ends && isText(content);
}

/** Cards of 80 columns: the first begins the start section, the last is the terminate section. */
export async function isIges(content: Content): Promise<boolean> {
  const first = (await content.head(80)).toString('latin1');
  const last = (await content.tail(84)).toString('latin1').trimEnd().split(/\r?\n/).at(-1)!;
  return /^[^\r\n]{72}S {0,6}0*1$/.test(first) && /T {0,6}0*1$/.test(last) && isText(content);
}

/** Group codes and values by turns, comments before the first section, and the last word at the end. */
export async function isDxf(content: Content): Promise<boolean> {
  const head = (await content.head(LOOKED_AT)).toString('latin1');
  const tail = (await content.tail(32)).toString('latin1').trimEnd();
  return /^(?:\s*999\r?\n[^\n]*\n)*\s*0\r?\nSECTION\r?\n/.test(head) && /\n\s*0\r?\nEOF$/.test(tail) && isText(content);
}
