import type { Level } from '../level.js';

/** Calendar days from order to delivery. */
export interface LeadTimeRequirement {
  days: number;
}

export interface AsksLeadTime {
  leadTime?: LeadTimeRequirement & Level;
}
