import { CreatePlatform1764000000000 } from './1764000000000-create-platform.js';
import { CreateEvents1764000050000 } from './1764000050000-create-events.js';
import { CreateIdentity1764000100000 } from './1764000100000-create-identity.js';
import { CreateTaxonomy1764000200000 } from './1764000200000-create-taxonomy.js';
import { CreateSuppliers1764000300000 } from './1764000300000-create-suppliers.js';
import { CreateRequests1764000400000 } from './1764000400000-create-requests.js';
import { CreateMatching1764000500000 } from './1764000500000-create-matching.js';
import { CreateReviews1764000600000 } from './1764000600000-create-reviews.js';

/** In the order they run. A migration that has been released is never edited: the next one goes forward from it. */
export const MIGRATIONS = [
  CreatePlatform1764000000000,
  CreateEvents1764000050000,
  CreateIdentity1764000100000,
  CreateTaxonomy1764000200000,
  CreateSuppliers1764000300000,
  CreateRequests1764000400000,
  CreateMatching1764000500000,
  CreateReviews1764000600000,
];
