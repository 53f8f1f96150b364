import { CreateMatching1764000500000 } from '../../migrations/1764000500000-create-matching.js';
import { FindEveryRunOfALine1764000763000 } from '../../migrations/1764000763000-find-every-run-of-a-line.js';
import { SaySinceWhenAReviewStands1764150000000 } from '../../migrations/1764150000000-say-since-when-a-review-stands.js';
import { SortTheReviewQueue1764150010000 } from '../../migrations/1764150010000-sort-the-review-queue.js';
import { KeepATeaserWithAMatch1764170000000 } from '../../migrations/1764170000000-keep-a-teaser-with-a-match.js';
import { SayInWhichAreaAMatchLies1764183000000 } from '../../migrations/1764183000000-say-in-which-area-a-match-lies.js';
import { SettleWhereRequestsHaveMatches1764184020000 } from '../../migrations/1764184020000-settle-where-requests-have-matches.js';
import { Match } from './match.entity.js';
import { MatchRun } from './match-run.entity.js';
import { MatchingModule } from './matching.module.js';
import { MATCHING_ACCESS } from './matching.access.js';
import type { Room } from '../platform/room.js';
import { MATCHING_POLICY } from './matching.policy.js';
import { MATCHING_PERSONAL_DATA } from './matching.personal-data.js';

export const MATCHING: Room = {
  name: 'matching',
  entities: [Match, MatchRun],
  migrations: [
    CreateMatching1764000500000,
    FindEveryRunOfALine1764000763000,
    SaySinceWhenAReviewStands1764150000000,
    SortTheReviewQueue1764150010000,
    KeepATeaserWithAMatch1764170000000,
    SayInWhichAreaAMatchLies1764183000000,
    SettleWhereRequestsHaveMatches1764184020000,
  ],
  modules: [MatchingModule],
  access: MATCHING_ACCESS,
  personalData: MATCHING_PERSONAL_DATA,
  policy: MATCHING_POLICY,
};
