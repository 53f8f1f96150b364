import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD } from './fleet.js';

/** A copy of this build, changed before any process starts from it. It lies where Node finds the project’s packages. */
export class OtherBuild {
  private constructor(readonly folder: string) {}

  static make(change: (folder: string) => void): OtherBuild {
    const root = join(BUILD, '..');
    const folder = join(root, 'node_modules', '.cache', `ketnoi-fault-build-${process.pid}`);
    for (const part of ['src', 'migrations']) cpSync(join(BUILD, part), join(folder, part), { recursive: true });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    change(folder);
    return new OtherBuild(folder);
  }

  remove(): void {
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
  }
}
