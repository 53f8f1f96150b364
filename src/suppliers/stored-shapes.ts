import { StoredShape } from '../platform/database/stored-shape.js';
import type { StatedPlace } from './site.entity.js';
import type { Seen } from './verification.entity.js';

export const STATED_PLACE = new StoredShape<StatedPlace>('site.stated_place', {
  version: 1,
  read: { 1: (value: StatedPlace) => value },
});

export const CHARACTERISTICS = new StoredShape<Record<string, number>>('capability.characteristics', {
  version: 1,
  read: { 1: (value: Record<string, number>) => value },
});

export const VERIFICATION_SEEN = new StoredShape<Seen>('verification.seen', {
  version: 1,
  read: { 1: (value: Seen) => value },
});
