import { createPostgresBackend, createRedisBackend, type Queue, withBackend } from 'bullmq';
import { PrivateRedis } from '../../harness/redis-server.js';
import { QUEUE_SCHEMA } from '../../../src/platform/database/roles.js';
import type { QueueKind } from '../fault.js';
import type { FaultDatabase } from './server.js';

export interface RawHint {
  id: string;
  job: string;
}

/** Where the queue is kept, and a way into it past the service: a queue may deliver whatever it likes, as often as it likes. */
export class QueuePlace {
  private constructor(
    readonly kind: QueueKind,
    /** Null on PostgreSQL. */
    readonly redis: PrivateRedis | null,
  ) {}

  static async open(kind: QueueKind): Promise<QueuePlace> {
    return new QueuePlace(kind, kind === 'redis' ? await PrivateRedis.start() : null);
  }

  /** Delivers these once more each, in this order, under ids that the queue has not seen. */
  async deliver(database: FaultDatabase, hints: readonly RawHint[], time: string): Promise<void> {
    const queue = this.queueOf(database);
    queue.on('error', () => undefined);
    await queue.waitUntilReady();
    const opts = { attempts: 1, removeOnComplete: true, removeOnFail: true };
    await queue.addBulk(
      hints.map(({ id, job }) => ({
        name: job,
        data: { id, name: job, order: 1 },
        opts: { ...opts, jobId: `${id}-${time}`, priority: 1 },
      })),
    );
    await queue.close();
  }

  async close(): Promise<void> {
    await this.redis?.close();
  }

  private queueOf({ superuserUrl, url }: FaultDatabase): Queue {
    if (this.redis) {
      const { Queue } = withBackend(createRedisBackend);
      const prefix = `{ketnoi:${new URL(url).pathname.slice(1)}}`;
      const { hostname: host, port } = new URL(this.redis.url);
      return new Queue('ketnoi', { connection: { host, port: Number(port) }, prefix }) as unknown as Queue;
    }
    const { Queue } = withBackend(createPostgresBackend);
    const connection = { connectionString: superuserUrl, schema: QUEUE_SCHEMA, max: 2 };
    return new Queue('ketnoi', { connection }) as unknown as Queue;
  }
}
