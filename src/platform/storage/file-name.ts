import type { MediaType } from './media-type.js';

const LONGEST_NAME = 120;
/** Folders are not ours to know; controls, direction marks and signs with a meaning in headers and shells go. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}"<>:|?*\\/]/gu;

/** The name a file is offered under: without folders and odd characters, with the ending its content deserves. */
export function cleanFileName(given: string | null | undefined, { mediaType, extension }: MediaType): string {
  const last = (given ?? '').split(/[\\/]/).at(-1)!;
  const clean = last.normalize('NFC').replace(FORBIDDEN, '').replace(/\s+/g, ' ').trim().replace(/^\.+/, '');
  const endings = mediaType === 'image/jpeg' ? ['.jpg', '.jpeg'] : [extension];
  const ending = endings.find((one) => clean.toLowerCase().endsWith(one)) ?? extension;
  const stem = clean.toLowerCase().endsWith(ending) ? clean.slice(0, -ending.length) : clean;
  return `${Array.from(stem.trim()).slice(0, LONGEST_NAME).join('') || 'file'}${ending}`;
}

/** As a `Content-Disposition` that saves the file and never shows it inside the page’s own origin. */
export function attachmentHeader(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
