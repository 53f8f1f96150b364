const SIGNATURES = [
  { mediaType: 'application/pdf', extension: '.pdf', bytes: Buffer.from('%PDF-') },
  { mediaType: 'image/png', extension: '.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { mediaType: 'image/jpeg', extension: '.jpg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
];

export interface MediaType {
  mediaType: string;
  /** With its dot. */
  extension: string;
}

/** What a content is by its first bytes; null for anything but the three kinds that are kept. */
export function sniffMediaType(content: Buffer): MediaType | null {
  return SIGNATURES.find(({ bytes }) => content.subarray(0, bytes.length).equals(bytes)) ?? null;
}
