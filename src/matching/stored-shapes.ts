import { StoredShape } from '../platform/database/stored-shape.js';
import type { Eligibility } from './eligibility.js';
import type { Weights } from './prepared-line.js';
import type { Teaser } from './teaser.js';

export const WEIGHTS = new StoredShape<Weights>('match_run.weights', {
  version: 1,
  read: { 1: (value: Weights) => value },
});

export const COUNTS = new StoredShape<Record<Eligibility, number>>('match_run.counts', {
  version: 1,
  read: { 1: (value: Record<Eligibility, number>) => value },
});

export const TEASER = new StoredShape<Teaser>('match.teaser', {
  version: 1,
  read: { 1: (value: Teaser) => value },
});
