/** What the service has said was done: each of it must be there, once. And what it was asked for: that must not be there twice. */
export class Ledger {
  /** By title: whether the creation was acknowledged. Titles are never given twice. */
  readonly requests = new Map<string, boolean>();
  /** Publications, by the id of the request. */
  readonly publications = new Map<string, boolean>();
  /** Invitations, by the address. */
  readonly letters = new Map<string, boolean>();

  /** So many mutations were acknowledged. */
  get acknowledged(): number {
    return [this.requests, this.publications, this.letters].reduce(
      (sum, each) => sum + [...each.values()].filter(Boolean).length,
      0,
    );
  }
}
