#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { adminCommand } from './cli/admin.js';
import { backupCommand } from './cli/backup.js';
import { demoCommand } from './cli/demo.js';
import { doctorCommand } from './cli/doctor.js';
import { matchCommand } from './cli/match.js';
import { restoreCommand } from './cli/restore.js';
import { serveCommand } from './cli/serve.js';
import { InputRefused, UsageError } from './cli/terminal.js';
import { ConfigError } from './platform/config/config.js';
import { VERSION } from './platform/version.js';
import { explain } from './serve.js';

/** Exit codes: 0 done, 1 the input was refused, 2 wrong usage, 3 the system failed. */
function exitCode(error: unknown): number {
  if (error instanceof InputRefused) return 1;
  if (error instanceof UsageError || error instanceof ConfigError) return 2;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return 3;
}

const program = new Command('ketnoi')
  .description('Kết nối: connects Vietnam’s supporting industries with the buyers who need their parts')
  .version(VERSION)
  .exitOverride()
  .showHelpAfterError('(ketnoi --help shows what there is)')
  .configureOutput({ writeErr: (text) => void process.stderr.write(text) });

for (const command of [
  serveCommand(),
  demoCommand(),
  matchCommand(),
  adminCommand(),
  backupCommand(),
  restoreCommand(),
  doctorCommand(),
]) {
  program.addCommand(command.exitOverride());
}

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

/** Ends the process when all it said has gone out: into a pipe that takes its own time. */
const leave = (code: number): void => void process.stdout.write('', () => process.exit(code));

try {
  await program.parseAsync();
  leave(0);
} catch (error) {
  if (!(error instanceof CommanderError) && !(error instanceof InputRefused)) {
    process.stderr.write(`ketnoi: ${explain(error)}\n`);
  }
  leave(exitCode(error));
}
