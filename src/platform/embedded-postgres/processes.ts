import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ServerAccount } from './server-account.js';

/**
 * What tells a process from a later one with the same id: its start time. Null when no such process lives; a zombie
 * counts as dead, because under a first process that does not reap (Node in a container) it would stay for ever.
 */
export function processIdentity(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may itself hold spaces and parentheses; the fields that follow it are plain.
      const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return /[ZXx]/.test(state) ? null : (fields[18] ?? '');
    }
    if (process.platform === 'win32') return process.kill(pid, 0) ? 'alive' : null;
    const [state = '', ...started] = ps(pid, 'state=,lstart=').split(/\s+/);
    return !state || state.startsWith('Z') ? null : started.join(' ');
  } catch {
    return null;
  }
}

/** The command a process was started with, words joined by blanks. Null where the system does not tell. */
export function commandLine(pid: number): string | null {
  if (process.platform === 'win32') return null;
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return ps(pid, 'command=');
  } catch {
    return null;
  }
}

const ps = (pid: number, format: string) =>
  execFileSync('ps', ['-o', format, '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  }).trim();

export interface Ran {
  isOk: boolean;
  stdout: string;
  /** Everything it said, whichever way. */
  output: string;
}

/** The environment PostgreSQL gets: nothing of ours, so neither secrets nor PG* variables reach the server. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SYSTEMROOT', 'COMSPEC', 'TEMP', 'TMP'];
  const entries = Object.entries(process.env).filter(([name]) => kept.includes(name.toUpperCase()));
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Runs a program to its end, as the server's account when there is one, in a session of its own: Ctrl-C in our terminal
 * reaches neither it nor the server it leaves behind. Failing to start counts as failing, with the reason as output.
 */
export function run(
  file: string,
  args: string[],
  { account, folder }: { account: ServerAccount | null; folder: string },
): Promise<Ran> {
  return new Promise((resolve) => {
    let stdout = '';
    let output = '';
    const failed = (error: unknown) =>
      resolve({ isOk: false, stdout, output: `${output}\n${error instanceof Error ? error.message : String(error)}` });
    try {
      const child = spawn(file, args, {
        cwd: folder,
        env: bareEnvironment(),
        detached: true,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(account && { uid: account.uid, gid: account.gid }),
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        output += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
      child.on('error', failed);
      const finish = (code: number | null) => resolve({ isOk: code === 0, stdout, output });
      child.on('close', finish);
      // On Windows the server inherits the pipes of the program that starts it and holds them open.
      child.on('exit', (code) => setTimeout(finish, 500, code).unref());
    } catch (error) {
      failed(error);
    }
  });
}
