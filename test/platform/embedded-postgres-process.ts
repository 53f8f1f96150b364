import { transformFile } from '@swc/core';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '../../src/platform/embedded-postgres/index.js';

type Told = Pick<EmbeddedPostgres, 'ownerUrl' | 'appUrl' | 'superuserUrl' | 'port' | 'dataDirectory' | 'isStarter'>;
type Answer = { opened: Told } | { refused: { code: string; message: string } };

const ROOT = join(import.meta.dirname, '..', '..');
const SOURCE = join(ROOT, 'src', 'platform', 'embedded-postgres');

const CHILD = `
import { openEmbeddedPostgres } from './index.js';
try {
  const server = await openEmbeddedPostgres({ ...JSON.parse(process.argv[2]), log: () => undefined });
  process.on('message', async () => {
    await server.close();
    process.disconnect();
  });
  process.send({ opened: server });
} catch (error) {
  process.send({ refused: { code: error.code, message: error.message } }, () => process.disconnect());
}
`;

/** The sources as JavaScript, where Node finds the project's packages: what other processes run. */
export async function aCompiledCopy(): Promise<string> {
  const folder = join(ROOT, 'node_modules', '.cache', `ketnoi-embedded-postgres-${process.pid}`);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(SOURCE)) {
    const { code } = await transformFile(join(SOURCE, name), { sourceMaps: false });
    await writeFile(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  await writeFile(join(folder, 'child.js'), CHILD);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  return folder;
}

/** Another process that has opened, or failed to open, the server of a home. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly gone: Promise<unknown>,
    readonly answer: Answer,
  ) {}

  static async open(
    compiled: string,
    options: Omit<EmbeddedPostgresOptions, 'log'>,
    { uid, gid, env = {} }: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
  ): Promise<ServerProcess> {
    const child = fork(join(compiled, 'child.js'), [JSON.stringify(options)], {
      execArgv: [],
      detached: true,
      cwd: '/',
      env: { PATH: process.env['PATH'], ...env },
      ...(uid !== undefined && { uid, gid }),
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const answer = await new Promise<Answer>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Answer));
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`The process ended with ${code} and said nothing`)));
    });
    return new ServerProcess(child, gone, answer);
  }

  get opened(): Told {
    if ('opened' in this.answer) return this.answer.opened;
    throw new Error(this.answer.refused.message);
  }

  async close(): Promise<void> {
    if (this.child.connected) this.child.send('close');
    await this.gone;
  }

  /** With all it has in its group, as Ctrl-C or the loss of a terminal reaches them. */
  async kill(): Promise<void> {
    process.kill(-this.child.pid!, 'SIGKILL');
    await this.gone;
  }
}
