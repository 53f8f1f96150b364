import { readFile, rename, unlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeServerFile, writeSettings, type ClusterPlace } from './cluster.js';
import { EmbeddedPostgresError, explained } from './errors.js';
import { commandLine, processIdentity, run } from './processes.js';

export interface RunningServer {
  pid: number;
  port: number;
}

/** Recovery after a crash may take its time on a large database. */
const START_PATIENCE_SECONDS = 300;
const START_ATTEMPTS = 10;
/** Below the ports systems give to outgoing connections, which would come and go on a remembered one. */
const PORTS = { from: 20_000, to: 32_000 };

/** The server on this data, whoever started it, once it is ready. Waits out a start or a stop under way. */
export async function findServer(data: string): Promise<RunningServer | null> {
  const deadline = Date.now() + START_PATIENCE_SECONDS * 1000;
  for (;;) {
    const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    const pid = Number(lines[0]);
    if (!pid) return null;
    if (!isServer(pid, data)) {
      // Left by a server that was killed. PostgreSQL would take a living process with this id for the server.
      await unlink(join(data, 'postmaster.pid')).catch(() => undefined);
      return null;
    }
    if (lines[7]?.trim() === 'ready') return { pid, port: Number(lines[3]) };
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        'START',
        `The server on ${data} (process ${pid}) does not get ready.`,
        `Look into server.log beside the data, and end that process if it hangs.`,
      );
    }
    await sleep(50);
  }
}

function isServer(pid: number, data: string): boolean {
  if (processIdentity(pid) === null) return false;
  const command = commandLine(pid);
  // Where the system does not tell, a living process counts as the server; the connection will prove it.
  return command === null || command.endsWith(`postgres -D ${data}`);
}

/** Starts the server in a session of its own, where it outlives us, on the remembered port or a free one. */
export async function startServer(
  place: ClusterPlace,
  { rememberedPort, durable }: { rememberedPort: number | null; durable: boolean },
): Promise<RunningServer> {
  const logFile = join(place.folder, 'server.log');
  let port = rememberedPort !== null && (await isPortFree(rememberedPort)) ? rememberedPort : await freePort();
  for (let attempt = 1; ; attempt += 1) {
    await rename(logFile, `${logFile}.1`).catch(() => undefined);
    await writeServerFile(logFile, '', place.account);
    await writeSettings(place, port, durable);
    const args = ['start', '--wait', `--timeout=${START_PATIENCE_SECONDS}`, '--silent'];
    const ran = await run(place.binaries.pgCtl, [...args, `--pgdata=${place.data}`, `--log=${logFile}`], place);
    const server = ran.isOk ? await findServer(place.data) : null;
    if (server) return server;
    const said = `${ran.output}\n${await readFile(logFile, 'utf8').catch(() => '')}`;
    const isPortLost = /could not bind/.test(said);
    // Children of a killed server are still on their way out, or a start begun by a killed process came through.
    const isCrowded = /still in use|lock file .* already exists/.test(said);
    if (!(isPortLost || isCrowded) || attempt === START_ATTEMPTS) throw explained(null, 'Starting the database', said);
    if (isPortLost) port = await freePort();
    else await sleep(200);
    const begunByAnother = await findServer(place.data);
    if (begunByAnother) return begunByAnother;
  }
}

/** Lets running statements go, writes everything down, and returns when the process is gone. */
export async function stopServer(place: ClusterPlace): Promise<void> {
  const server = await findServer(place.data);
  if (!server) return;
  const args = ['stop', '--wait', `--timeout=${START_PATIENCE_SECONDS}`, '--silent', '--mode=fast'];
  const ran = await run(place.binaries.pgCtl, [...args, `--pgdata=${place.data}`], place);
  if (!ran.isOk && processIdentity(server.pid) !== null) throw explained(null, 'Stopping the database', ran.output);
  // The server removes its file just before it ends.
  while (processIdentity(server.pid) !== null) await sleep(5);
}

async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    if (await isPortFree(port)) return port;
  }
  throw explained(null, 'Looking for a free port', 'Address already in use');
}

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
