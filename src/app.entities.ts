import { Match } from './matching/match.entity.js';
import { MatchRun } from './matching/match-run.entity.js';
import { ReviewDecision } from './review/review-decision.entity.js';
import { Membership } from './identity/membership.entity.js';
import { Organisation } from './identity/organisation.entity.js';
import { Person } from './identity/person.entity.js';
import type { EntityList } from './platform/database/data-source.js';
import { ComponentRequest } from './requests/component-request.entity.js';
import { RequestLine } from './requests/request-line.entity.js';
import { RequestRevision } from './requests/request-revision.entity.js';
import { StoredFile } from './platform/storage/stored-file.entity.js';
import { Capability } from './suppliers/capability.entity.js';
import { Certificate, CertificateSite } from './suppliers/certificate.entity.js';
import { Firm } from './suppliers/firm.entity.js';
import { Site } from './suppliers/site.entity.js';
import { Verification } from './suppliers/verification.entity.js';

/** Every table the application maps. */
export const ENTITIES: EntityList = [
  Membership,
  Organisation,
  Person,
  ComponentRequest,
  RequestLine,
  RequestRevision,
  StoredFile,
  Firm,
  Site,
  Capability,
  Certificate,
  CertificateSite,
  Verification,
  Match,
  MatchRun,
  ReviewDecision,
];
