import { access, type TableAccess } from '../platform/database/access/table-access.js';

export const TAXONOMY_ACCESS: readonly TableAccess[] = [
  'taxonomy_version',
  'process',
  'material',
  'certificate_standard',
  'administrative_unit',
  'industrial_park',
].map((table) => access(table, 'PUBLIC'));
