import { UNIT } from '../taxonomy/units.js';

/**
 * How much a firm may say. Descriptions of the API name these, too.
 *
 * First, what no firm of the trade goes beyond, nor any part asked for: a number above is a slip of the pen or of the unit.
 */

/** A lot, or what is made in a month. */
export const LARGEST_AMOUNT = 1_000_000_000;
export const LONGEST_LEAD_TIME = { unit: UNIT.days, most: 3650 };
/** Ra 50 is what sand casting leaves. */
export const ROUGHEST = { unit: UNIT.um, most: 100 };
/** 10 m: a tolerance beyond it is wrong, whatever the part. */
export const WIDEST_TOLERANCE_MM = 10_000;

export const MOST_MATERIALS = 50;
export const MOST_CHARACTERISTICS = 30;

export const MOST_SITES = 100;
export const MOST_CAPABILITIES = 500;
export const MOST_CERTIFICATES = 200;
/** Of sectors, languages, end markets. */
export const MOST_WORDS = 50;

/** Characters of a text. */
export const LONGEST = {
  firmName: 200,
  firmAddress: 300,
  siteName: 200,
  siteAddress: 500,
  machines: 2000,
  certificateNumber: 100,
  issuer: 200,
  scope: 1000,
  /** By which the parts of a registration name one another. */
  key: 100,
  /** Of an official's finding. */
  note: 2000,
  /** What firms are searched by. */
  search: 100,
  /** Name of a list that firms are imported from. */
  source: 100,
} as const;

/** Days ahead in which a certificate that runs out is the official's business. */
export const EXPIRING_DAYS = 60;
