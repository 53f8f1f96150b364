import type { FileFormat } from './formats/formats.js';

const LONGEST_NAME = 120;
/** Folders are not ours to know; controls, direction marks and signs with a meaning in headers and shells go. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}"<>:|?*\\/]/gu;
/** Names of devices, which some systems open instead of a file. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The name a file is offered under: without folders and odd characters. Null where its ending is none of the format’s. */
export function cleanFileName(given: string, { extensions }: FileFormat): string | null {
  const last = given.split(/[\\/]/).at(-1)!;
  const clean = last.normalize('NFC').replace(FORBIDDEN, '').replace(/\s+/g, ' ').trim().replace(/^\.+/, '');
  const dot = clean.lastIndexOf('.');
  // What was nothing but an ending has lost its dot.
  const [stem, ending] =
    dot < 0 ? ['', `.${clean}`.toLowerCase()] : [clean.slice(0, dot), clean.slice(dot).toLowerCase()];
  if (!extensions.includes(ending)) return null;
  const short = Array.from(stem.trim()).slice(0, LONGEST_NAME).join('') || 'file';
  return `${DEVICE.test(short) ? '_' : ''}${short}${ending}`;
}

/**
 * As a `Content-Disposition` that saves the file and never shows it inside the page’s own origin. Both forms of the name: the
 * plain one (RFC 6266) without marks for those that know no other, the encoded one (RFC 8187) as it is.
 */
export function attachmentHeader(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name.normalize('NFC')).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
