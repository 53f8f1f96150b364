import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { openBenchDatabase } from '../harness/bench-database.js';
import { BenchFailure, using } from '../harness/run-bench.js';
import { brokenDocument, validDocument } from './any-document.js';
import { WORST_DOCUMENTS } from './worst-documents.js';

const AT_ONCE = 4;
const BATCH = 1000;
const BESIDE = '{ service { version } }';

export interface Flood {
  documents: number;
  perSecond: number;
  /** Of the small query that somebody else asks all the while, in milliseconds: by itself, and beside the flood. */
  p99Alone: number;
  p99Beside: number;
  /** The most that the process of the service took up, in megabytes. */
  memory: number;
}

/** Sends documents nobody has thought of, and the worst that we have, to a service in a process of its own. */
export async function measureFlood(schema: GraphQLSchema, count: number): Promise<Flood> {
  // Made before anything is timed: who makes them asks nothing meanwhile.
  const texts = makeTexts(schema, count);
  return using(await openBenchDatabase(), async (database) => {
    const service = await startProcess({
      NODE_ENV: 'test',
      PORT: '0',
      LOG_LEVEL: 'info',
      KETNOI_SECRET: 'known to anybody; signs for a database that is dropped at the end',
      DATABASE_URL: database.url,
    });
    try {
      await measureSmall(service.url, wait(2000));
      const p99Alone = await measureSmall(service.url, wait(5000));
      const documents = texts.length;
      const start = performance.now();
      const flood = sendAll(service.url, texts);
      const p99Beside = await measureSmall(service.url, flood);
      const perSecond = documents / ((performance.now() - start) / 1000);
      return { documents, perSecond, p99Alone, p99Beside, memory: peakOf(service.child.pid!) };
    } finally {
      service.child.kill('SIGTERM');
      await once(service.child, 'close');
    }
  });
}

/** In batches, each with a seed of its own. */
function makeTexts(schema: GraphQLSchema, count: number): string[] {
  const texts: string[] = [];
  for (let seed = 1; texts.length < count; seed++) {
    const half = { numRuns: Math.ceil(Math.min(BATCH, count - texts.length) / 2), seed };
    texts.push(...fc.sample(validDocument(schema), half), ...fc.sample(brokenDocument(schema), half));
    if (seed % 10 === 1) texts.push(...WORST_DOCUMENTS.map(({ text }) => text));
  }
  return texts;
}

async function sendAll(url: string, texts: string[]): Promise<void> {
  const one = async (): Promise<void> => {
    for (let text = texts.pop(); text !== undefined; text = texts.pop()) await check(url, text);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function check(url: string, query: string): Promise<void> {
  const { status, body } = await ask(url, query);
  const isOurs = body.includes('"INTERNAL"') || body.includes('"UNAVAILABLE"');
  if (status >= 500 || isOurs) throw new BenchFailure(`${status} ${body.slice(0, 500)}\n${query}`, 1);
}

async function measureSmall(url: string, until: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = until.finally(() => (isOver = true));
  const spent: number[] = [];
  while (!isOver) {
    const start = performance.now();
    const { status } = await ask(url, BESIDE);
    if (status !== 200) throw new BenchFailure(`The small query was answered ${status}`, 1);
    spent.push(performance.now() - start);
    await wait(5);
  }
  await over;
  return spent.sort((a, b) => a - b)[Math.floor(spent.length * 0.99)]!;
}

async function ask(url: string, query: string): Promise<{ status: number; body: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: response.status, body: await response.text() };
}

async function startProcess(environment: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
  const main = join(import.meta.dirname, '../../src/main.js');
  const env = { PATH: process.env.PATH, ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const url = await new Promise<string | null>((resolve) => {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 10_000) said += text;
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('close', () => resolve(null));
  });
  if (url === null) throw new BenchFailure(`The service did not start:\n${said}`, 1);
  return { url, child };
}

/** The high-water mark of its memory, as Linux keeps it. */
function peakOf(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}
