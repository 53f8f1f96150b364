/** How much of a request a supplier is told. Each level tells what those before it do. */
export const LEVELS = ['TEASER', 'REQUIREMENTS', 'FULL'] as const;
export type Level = (typeof LEVELS)[number];

/** What a buyer has chosen for a request. */
export interface Chosen {
  beforeRelease: Level;
  afterRelease: Level;
}

/**
 * Where a buyer has chosen nothing: a firm that nobody has looked at sees that there is work, and one that an official has
 * released sees what it would be measured by. What the part is and who asks, the buyer tells of its own will.
 */
export const USUAL: Chosen = { beforeRelease: 'TEASER', afterRelease: 'REQUIREMENTS' };

/** What a match has come to, between one firm and one request. */
export interface Position {
  isReleased: boolean;
  /** The firm is no longer a match of the line, or the request was withdrawn. */
  isOver: boolean;
  /** The buyer has cut the firm off. */
  isCutOff: boolean;
  /** An agreement is asked for, and the firm has not accepted the version that stands. */
  mustAgree: boolean;
}

export type Because = 'BEFORE_RELEASE' | 'RELEASED' | 'AGREEMENT_TO_ACCEPT' | 'CUT_OFF' | 'OVER';

export interface Told {
  level: Level;
  because: Because;
}

/** The one rule of what a supplier is told. The database says the same of what is rows of its own: `acting_open_lines`. */
export function told(chosen: Chosen, { isReleased, isOver, isCutOff, mustAgree }: Position): Told {
  if (isOver) return { level: 'TEASER', because: 'OVER' };
  if (isCutOff) return { level: 'TEASER', because: 'CUT_OFF' };
  const level = isReleased ? chosen.afterRelease : chosen.beforeRelease;
  if (mustAgree && level !== 'TEASER') return { level: 'TEASER', because: 'AGREEMENT_TO_ACCEPT' };
  return { level, because: isReleased ? 'RELEASED' : 'BEFORE_RELEASE' };
}

/** From which level on something is told; the teaser always is. */
const TOLD_FROM = { judgement: 'REQUIREMENTS', whereTo: 'FULL', line: 'FULL' } as const satisfies Record<string, Level>;

export const isTold = (what: keyof typeof TOLD_FROM, level: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(TOLD_FROM[what]);

/** Whether each side of a match may be told the other’s contacts. The database says the same of the rows: `acting_contacts_told`. */
export const isFirmReached = ({ isReleased, isOver, isCutOff }: Position): boolean =>
  isReleased && !isOver && !isCutOff;
export const isBuyerReached = (position: Position): boolean => isFirmReached(position) && !position.mustAgree;
