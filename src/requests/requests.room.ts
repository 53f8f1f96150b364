import { CreateRequests1764000400000 } from '../../migrations/1764000400000-create-requests.js';
import { SayWhenARequestIsDue1764000740000 } from '../../migrations/1764000740000-say-when-a-request-is-due.js';
import { SortRequests1764000741000 } from '../../migrations/1764000741000-sort-requests.js';
import { SayWhereARequestHasMatches1764182000000 } from '../../migrations/1764182000000-say-where-a-request-has-matches.js';
import { ComponentRequest } from './component-request.entity.js';
import { RequestLine } from './request-line.entity.js';
import { RequestRevision } from './request-revision.entity.js';
import { RequestsModule } from './requests.module.js';
import { REQUESTS_ACCESS } from './requests.access.js';
import type { Room } from '../platform/room.js';
import { REQUESTS_POLICY } from './requests.policy.js';
import { REQUESTS_PERSONAL_DATA } from './requests.personal-data.js';

export const REQUESTS: Room = {
  name: 'requests',
  entities: [ComponentRequest, RequestLine, RequestRevision],
  migrations: [
    CreateRequests1764000400000,
    SayWhenARequestIsDue1764000740000,
    SortRequests1764000741000,
    SayWhereARequestHasMatches1764182000000,
  ],
  modules: [RequestsModule],
  access: REQUESTS_ACCESS,
  personalData: REQUESTS_PERSONAL_DATA,
  policy: REQUESTS_POLICY,
};
