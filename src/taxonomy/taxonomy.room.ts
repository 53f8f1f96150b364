import { CreateTaxonomy1764000200000 } from '../../migrations/1764000200000-create-taxonomy.js';
import { TaxonomyModule } from './taxonomy.module.js';
import { TAXONOMY_ACCESS } from './taxonomy.access.js';
import type { Room } from '../platform/room.js';
import { TAXONOMY_POLICY } from './taxonomy.policy.js';
import { TAXONOMY_PERSONAL_DATA } from './taxonomy.personal-data.js';

export const TAXONOMY: Room = {
  name: 'taxonomy',
  entities: [],
  migrations: [CreateTaxonomy1764000200000],
  modules: [TaxonomyModule],
  access: TAXONOMY_ACCESS,
  personalData: TAXONOMY_PERSONAL_DATA,
  policy: TAXONOMY_POLICY,
};
