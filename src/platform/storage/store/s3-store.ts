import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3Config } from '../../config/config.js';
import {
  type ByteRange,
  FileStore,
  FileStoreError,
  type FoundContent,
  keyOf,
  readKey,
  type StoredContent,
} from './file-store.js';

/** What it would say, our own errors say. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A bucket of any service that speaks the protocol of Amazon S3. */
export class S3Store extends FileStore {
  private readonly client: S3Client;

  constructor(private readonly config: S3Config) {
    super();
    this.client = new S3Client({
      region: config.region,
      forcePathStyle: config.pathStyle,
      credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
      ...(config.endpoint !== null && { endpoint: config.endpoint }),
      logger: SILENT,
      // Services other than Amazon’s know no checksums behind the body.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  get place(): string {
    return `bucket ${this.config.bucket}${this.config.endpoint === null ? '' : ` at ${this.config.endpoint}`}`;
  }

  async keep(content: StoredContent, file: string): Promise<void> {
    const { size } = await stat(file);
    await telling(() =>
      this.client.send(
        new PutObjectCommand({ ...this.object(content), Body: createReadStream(file), ContentLength: size }),
      ),
    );
    await rm(file, { force: true });
  }

  async read(content: StoredContent, range?: ByteRange): Promise<Readable | null> {
    const wanted = { ...this.object(content), ...(range && { Range: `bytes=${range.from}-${range.to}` }) };
    const answer = await telling(() => unlessMissing(this.client.send(new GetObjectCommand(wanted))));
    return answer && (answer.Body as Readable);
  }

  async has(content: StoredContent): Promise<boolean> {
    return (await telling(() => unlessMissing(this.client.send(new HeadObjectCommand(this.object(content)))))) !== null;
  }

  async remove(content: StoredContent): Promise<void> {
    await telling(() => this.client.send(new DeleteObjectCommand(this.object(content))));
  }

  async *all(): AsyncIterable<FoundContent> {
    let next: string | undefined;
    do {
      const page = await telling(() =>
        this.client.send(new ListObjectsV2Command({ Bucket: this.config.bucket, ContinuationToken: next })),
      );
      for (const { Key: key, LastModified: keptAt } of page.Contents ?? []) {
        if (key !== undefined && keptAt !== undefined) yield { key, content: readKey(key), keptAt };
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
  }

  private object(content: StoredContent): { Bucket: string; Key: string } {
    return { Bucket: this.config.bucket, Key: keyOf(content) };
  }
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: { name?: string; $metadata?: { httpStatusCode?: number } }) => {
    if (error.$metadata?.httpStatusCode === 404 && error.name !== 'NoSuchBucket') return null;
    throw error;
  });
}

async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FileStoreError(`the bucket of files does not work: ${(error as Error).message}`, { cause: error });
  }
}
