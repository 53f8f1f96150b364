import type { Content } from './content.js';
import { isDwg, isPdf } from './documents.js';
import { isJpeg, isPng } from './pictures.js';
import { isCsv, isDxf, isIges, isStep } from './text.js';
import { isWorkbook } from './workbook.js';

/** A kind of file that may be kept: how it is declared, how its name ends, and how its content is told. */
export interface FileFormat {
  mediaType: string;
  /** With their dots. */
  extensions: readonly string[];
  /** Whether a content is of this kind and of no other at the same time. */
  is: (content: Content) => Promise<boolean>;
}

const format = (mediaType: string, extensions: string[], is: FileFormat['is']): FileFormat => ({
  mediaType,
  extensions,
  is,
});

export const FORMATS = {
  PDF: format('application/pdf', ['.pdf'], isPdf),
  PNG: format('image/png', ['.png'], isPng),
  JPEG: format('image/jpeg', ['.jpg', '.jpeg'], isJpeg),
  STEP: format('model/step', ['.step', '.stp'], isStep),
  IGES: format('model/iges', ['.iges', '.igs'], isIges),
  DXF: format('image/vnd.dxf', ['.dxf'], isDxf),
  DWG: format('image/vnd.dwg', ['.dwg'], isDwg),
  CSV: format('text/csv', ['.csv'], isCsv),
  XLSX: format('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['.xlsx'], isWorkbook),
} as const;

export type FormatName = keyof typeof FORMATS;

export const formatOf = (mediaType: string): FileFormat | undefined =>
  Object.values(FORMATS).find((each) => each.mediaType === mediaType);
