import type { DeliveryPlace } from '../criteria/place/shape.js';
import type { Operation } from '../criteria/process/shape.js';
import type { Requirements } from '../criteria/registry.js';

/** What one line of a request asks for, as it is stored. Matching reads these values as they are. */

/** One line without its identity. */
export interface LineContent {
  title: string | null;
  partNumber: string | null;
  drawingNumber: string | null;
  /** Digits only, without dots. */
  hsCode: string | null;
  description: string | null;
  /** In the order the part goes through them. */
  operations: Operation[];
  requirements: Requirements;
  deliveryPlace: DeliveryPlace | null;
}

/** A whole request without its identity and state. A line's `id` is what the buyer named it by: null for a new line. */
export interface RequestContent {
  title: string | null;
  description: string | null;
  excludedTaxCodes: string[];
  lines: (LineContent & { id: string | null })[];
}
