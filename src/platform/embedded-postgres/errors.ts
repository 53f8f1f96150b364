/** What can keep the embedded server from running. Each code stands for one thing a person can do about it. */
export type EmbeddedPostgresErrorCode =
  /** No PostgreSQL is packaged, or none is installed, for this machine. */
  | 'NO_BINARY'
  /** The packaged PostgreSQL does not run here. */
  | 'BINARY_BROKEN'
  /** We are root and found no other account to run the server as. */
  | 'NO_ACCOUNT'
  | 'PERMISSION'
  | 'DISK_FULL'
  | 'PORT'
  /** The data was written by another major version. */
  | 'VERSION'
  /** The data folder is not what PostgreSQL left there. */
  | 'DATA'
  /** The passwords in the home folder are missing or are not those of the data. */
  | 'PASSWORDS'
  /** Another process holds the home folder for too long. */
  | 'BUSY'
  | 'START';

/** Says what went wrong and what to do about it; the message carries both. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    problem: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(`${problem.trim()}\n${advice}`, options);
  }
}

export const ELSEWHERE = 'set DATABASE_URL to a PostgreSQL server of your own (15 or newer)';

/** PostgreSQL says at length what went well before it says what did not. */
const SHOWN_LINES = 8;

const CAUSES: { pattern: RegExp; code: EmbeddedPostgresErrorCode; advice: string }[] = [
  {
    pattern: /ENOSPC|EDQUOT|No space left on device|Check free disk space|quota exceeded/i,
    code: 'DISK_FULL',
    advice: 'The disk is full: make room, or point KETNOI_HOME to a disk that has some.',
  },
  {
    pattern: /could not bind|Address already in use|EADDRINUSE/i,
    code: 'PORT',
    advice: `No free TCP port on 127.0.0.1 could be had: stop what takes them, or ${ELSEWHERE}.`,
  },
  {
    pattern: /EACCES|EPERM|EROFS|Permission denied|Read-only file system|Operation not permitted|wrong ownership/i,
    code: 'PERMISSION',
    advice: 'Run as the user who owns the home folder, or point KETNOI_HOME to a folder you may write to.',
  },
  {
    pattern: /incompatible with server|not compatible with this version/i,
    code: 'VERSION',
    advice: 'Start the version that wrote the data, or point KETNOI_HOME to another folder.',
  },
];

/** Turns what the system, initdb or the server said into an error that helps; ours passes unchanged. */
export function explained(error: unknown, doing: string, said = ''): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const reason = [error instanceof Error ? error.message : '', said.trim()].filter(Boolean).join('\n');
  const cause = CAUSES.find(({ pattern }) => pattern.test(reason));
  const shown = reason.split('\n').slice(-SHOWN_LINES).join('\n');
  const advice = cause?.advice ?? `If this cannot be put right, ${ELSEWHERE}.`;
  return new EmbeddedPostgresError(cause?.code ?? 'START', `${doing} failed: ${shown}`, advice, { cause: error });
}
