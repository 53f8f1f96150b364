/** How many of a thing each of many has, forgetting those that have none. */
export class Counts {
  private readonly byKey = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** One more, or false where there are as many as there may be. What is returned takes it back, once. */
  take(key: string): (() => void) | null {
    const count = this.byKey.get(key) ?? 0;
    if (count >= this.most) return null;
    this.byKey.set(key, count + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = this.byKey.get(key)! - 1;
      if (left === 0) this.byKey.delete(key);
      else this.byKey.set(key, left);
    };
  }

  of(key: string): number {
    return this.byKey.get(key) ?? 0;
  }
}
