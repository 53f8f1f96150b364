import { IDENTITY_ACCESS } from './identity/identity.access.js';
import { MATCHING_ACCESS } from './matching/matching.access.js';
import type { TableAccess } from './platform/database/access/table-access.js';
import { PLATFORM_ACCESS } from './platform/platform.access.js';
import { STORAGE_ACCESS } from './platform/storage/storage.access.js';
import { REQUESTS_ACCESS } from './requests/requests.access.js';
import { REVIEW_ACCESS } from './review/review.access.js';
import { SUPPLIERS_ACCESS } from './suppliers/suppliers.access.js';
import { TAXONOMY_ACCESS } from './taxonomy/taxonomy.access.js';

/** Who may see and touch which rows, of every table there is. */
export const ACCESS: readonly TableAccess[] = [
  ...PLATFORM_ACCESS,
  ...STORAGE_ACCESS,
  ...TAXONOMY_ACCESS,
  ...IDENTITY_ACCESS,
  ...SUPPLIERS_ACCESS,
  ...REQUESTS_ACCESS,
  ...MATCHING_ACCESS,
  ...REVIEW_ACCESS,
];
