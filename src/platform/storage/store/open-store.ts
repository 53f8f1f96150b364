import type { Config } from '../../config/config.js';
import type { FileStore } from './file-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

/** The store that the configuration names. */
export const openStore = ({ folder, s3 }: Config['files']): FileStore =>
  s3 === null ? new FolderStore(folder) : new S3Store(s3);
