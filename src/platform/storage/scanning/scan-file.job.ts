import { defineJob } from '../../jobs/job.js';
import type { Work } from '../../jobs/outbox.js';
import type { StoredFile } from '../stored-file.entity.js';

export const SCAN_FILE = defineJob<{ fileId: string }>('storage.scan-file');

export const workOf = ({
  id,
  organisationId,
}: Pick<StoredFile, 'id' | 'organisationId'>): Work<{ fileId: string }> => ({
  subject: id,
  organisationId,
  payload: { fileId: id },
});
