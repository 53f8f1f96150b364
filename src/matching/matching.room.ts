import { CreateMatching1764000500000 } from '../../migrations/1764000500000-create-matching.js';
import { Match } from './match.entity.js';
import { MatchRun } from './match-run.entity.js';
import { MatchingModule } from './matching.module.js';
import { MATCHING_ACCESS } from './matching.access.js';
import type { Room } from '../platform/room.js';

export const MATCHING: Room = {
  name: 'matching',
  entities: [Match, MatchRun],
  migrations: [CreateMatching1764000500000],
  modules: [MatchingModule],
  access: MATCHING_ACCESS,
};
