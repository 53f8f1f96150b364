/** One step in making the part. */
export interface Operation {
  process: string;
  /** The firm must do it itself, not have it done elsewhere. */
  ownOnly: boolean;
}
