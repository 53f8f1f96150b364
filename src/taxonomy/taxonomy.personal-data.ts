import { impersonal, type RegisteredTable } from '../platform/personal-data/register.js';

export const TAXONOMY_PERSONAL_DATA: readonly RegisteredTable[] = [
  impersonal('administrative_unit', 'code level province_code label_vi label_en withdrawn_at'),
  impersonal('certificate_standard', 'code label_vi label_en withdrawn_at'),
  impersonal('industrial_park', 'code province_code label_vi label_en withdrawn_at'),
  impersonal('material', 'code parent_code kind label_vi label_en withdrawn_at'),
  impersonal('process', 'code parent_code label_vi label_en withdrawn_at'),
  impersonal('taxonomy_version', 'version loaded_at'),
];
