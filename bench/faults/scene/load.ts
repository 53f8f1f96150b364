import type { Random } from '../../speed/random.js';
import type { Caller } from './caller.js';
import type { Ledger } from './ledger.js';
import { aLine, CREATE, INVITE, move, UPDATE } from './operations.js';

const PUBLISH = move('requestPublish');
/** A round that has begun is not given up before: long enough for anything to be over. */
const PATIENCE_MILLISECONDS = 60_000;

export interface Published {
  id: string;
  title: string;
}

/** Buyers at work: they post requests, publish and change them, invite colleagues, and note what they were told was done. */
export class Load {
  private isOver = false;
  private hands: Promise<void>[] = [];
  private static count = 0;

  constructor(
    private readonly buyers: readonly Caller[],
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** So many at a time, until `stop`. */
  start(hands: number): void {
    this.isOver = false;
    this.hands = Array.from({ length: hands }, async (_, at) => {
      while (!this.isOver) await this.round(this.buyers[at % this.buyers.length]!);
    });
  }

  /** Returns once everything that was begun has an answer. */
  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.hands.splice(0));
  }

  /** Publishes so many lines, in requests of at most forty. */
  async publishLines(count: number, buyer = this.buyers[0]!): Promise<Published[]> {
    const published: Published[] = [];
    for (let left = count; left > 0; left -= 40) published.push(await this.publish(buyer, Math.min(40, left)));
    return published;
  }

  async publish(buyer: Caller, lines: number): Promise<Published> {
    const request = await this.create(buyer, lines);
    if (!request || !(await this.move(buyer, request.id))) throw new Error('a request could not be published');
    return request;
  }

  async create(buyer: Caller, lines: number): Promise<Published | null> {
    const title = `Yêu cầu ${++Load.count}`;
    this.ledger.requests.set(title, false);
    const input = { title, lines: Array.from({ length: lines }, (_, at) => aLine(`${title}, dòng ${at + 1}`)) };
    const result = await buyer.mutate(CREATE, { input }, PATIENCE_MILLISECONDS);
    if (!result?.request) return null;
    this.ledger.requests.set(title, true);
    return { id: result.request.id, title };
  }

  /** Changes what the request asks for: a new revision, and its lines are matched anew. */
  change(buyer: Caller, { id, title }: Published): Promise<unknown> {
    const lines = [aLine(`${title}, dòng mới ${++Load.count}`)];
    return buyer.mutate(UPDATE, { id, input: { lines } }, PATIENCE_MILLISECONDS);
  }

  async invite(buyer: Caller): Promise<void> {
    const email = `thu.${++Load.count}@moi.example.com`;
    this.ledger.letters.set(email, false);
    const result = await buyer.mutate(INVITE, { email }, PATIENCE_MILLISECONDS);
    if (result?.invitation) this.ledger.letters.set(email, true);
  }

  private async move(buyer: Caller, id: string): Promise<boolean> {
    this.ledger.publications.set(id, false);
    const result = await buyer.mutate(PUBLISH, { id }, PATIENCE_MILLISECONDS);
    const isDone = Boolean(result?.request);
    this.ledger.publications.set(id, isDone);
    return isDone;
  }

  private async round(buyer: Caller): Promise<void> {
    const request = await this.create(buyer, this.random.between(1, 3));
    if (!request || !(await this.move(buyer, request.id))) return;
    if (this.random.chance(0.3)) await this.change(buyer, request);
    if (this.random.chance(0.3)) await this.invite(buyer);
  }
}
