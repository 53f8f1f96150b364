import DataLoader from 'dataloader';
import type { Actor } from '../database/actor.js';
import type { Spent } from '../budgets/request-budgets.js';
import type { Client } from './client.js';
import type { OperationCost } from './cost/refuse-costly.js';
import type { Language } from '../i18n/message.js';

/** What resolvers are given with `@Context()`: who asks, in which language, and the loaders of this one operation. */
export interface OperationContext {
  actor: Actor;
  client: Client;
  language: Language;
  requestId: string;
  /** Which operation of the document, where it has several. */
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
  loaders: Loaders;
  /** 1, and more where a collision has undone what was done before. */
  attempt: number;
  /** What it was paid from, once it was: of all tries together. */
  payment: { spent?: Spent };
  /**
   * Filled while executing, for the unit of work around it. `hasEffect`: a mutation of it was not refused. `holdsSecret`: the
   * answer must not be kept anywhere.
   */
  execution: {
    type: 'query' | 'mutation' | 'subscription' | null;
    failures: unknown[];
    cost?: OperationCost;
    hasEffect?: boolean;
    holdsSecret?: boolean;
  };
}

/** One loader per relation and operation, made when first asked for: a list of any length costs one query a relation. */
export class Loaders {
  private readonly byName = new Map<string, DataLoader<never, unknown>>();

  get<Key, Value>(name: string, batch: (keys: readonly Key[]) => Promise<(Value | Error)[]>): DataLoader<Key, Value> {
    let loader = this.byName.get(name);
    if (!loader) {
      loader = new DataLoader<Key, Value>(batch, { maxBatchSize: 500 }) as never;
      this.byName.set(name, loader);
    }
    return loader as unknown as DataLoader<Key, Value>;
  }
}
