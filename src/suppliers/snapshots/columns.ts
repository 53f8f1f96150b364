/**
 * Every column of a table: in the snapshot, or why it is not. Said beside the entity; a column that is added and forgotten
 * does not compile.
 */
export type Columns<Row> = Record<keyof Row, 'in' | { leftOut: string }>;

/** The columns a snapshot is made of. */
export type In<Row, C extends Columns<Row>> = {
  [Name in keyof Row as C[Name] extends 'in' ? Name : never]: Row[Name];
};

/** Reasons that several tables share. */
export const OWNER = { leftOut: 'whose it is decides who may see it, not how it is judged' } as const;
export const STANDS = { leftOut: 'only what stands is in a snapshot' } as const;
export const TIMES = { leftOut: 'when it was written says nothing of it' } as const;
export const ABOVE = { leftOut: 'the snapshot lies inside its firm’s' } as const;
export const FOR_PEOPLE = { leftOut: 'words for people, which nothing decides by' } as const;
export const FILE = { leftOut: 'the grade says what the file is worth' } as const;
export const REVISION = { leftOut: 'guards changes by several hands' } as const;

/** The names of the columns that are in. */
export const namesIn = (columns: Record<string, 'in' | { leftOut: string }>): string[] =>
  Object.keys(columns).filter((name) => columns[name] === 'in');
