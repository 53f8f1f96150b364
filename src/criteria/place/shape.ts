import type { Coordinates } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Level } from '../level.js';

/** Nearness to the place of delivery. */
export interface PlaceRequirement {
  coordinates: Coordinates | null;
  maxKm: number | null;
  provinceCodes: string[];
}

/** The days on which the parts are delivered: certificates must hold on them. */
export interface DeliveryWindow {
  from: string;
  to: string;
}

/** Where the parts go, as the buyer said it: the words are kept beside what they resolved to. */
export interface DeliveryPlace {
  words: string | null;
  coordinates: Coordinates | null;
}

/** Kept beside what is asked, for people. */
export interface DeliverySaid {
  deliveryPlace: DeliveryPlace | null;
}

export interface AsksPlace {
  place?: PlaceRequirement & Level;
  /** Null where the buyer gave none: then the day of the run counts. */
  deliveryWindow: DeliveryWindow | null;
}
