import type { DocumentNode } from 'graphql';
import type { JudgedDocument } from './judge-document.js';

/**
 * Documents that were found right, for the next time they are sent. Bounded by what they weigh together, however many
 * they are: those that were not asked for longest go first. What was refused is not kept; to judge it again costs no
 * more than to judge the next one like it.
 */
export class KeptDocuments {
  private readonly kept = new Map<string, JudgedDocument>();
  private total = 0;

  constructor(private readonly most: number) {}

  /** What those that are kept weigh together. */
  get weight(): number {
    return this.total;
  }

  get count(): number {
    return this.kept.size;
  }

  get(key: string): DocumentNode | undefined {
    const found = this.kept.get(key);
    if (!found) return undefined;
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.document;
  }

  keep(key: string, judged: JudgedDocument): void {
    if (judged.weight > this.most || this.kept.has(key)) return;
    this.kept.set(key, judged);
    this.total += judged.weight;
    for (const [oldest, { weight }] of this.kept) {
      if (this.total <= this.most) return;
      this.kept.delete(oldest);
      this.total -= weight;
    }
  }
}
