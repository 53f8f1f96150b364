import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { CLIENTS } from '../scene/scene.js';
import { refusingWrites, type FullDisk, SmallDisk } from '../scene/small-disk.js';

/** What does not fit any more is refused and put off; when there is room again, it is done. */
export const DISK_FULL: Fault = {
  name: 'disk-full',
  what: 'no space left on the device that has the tables, under load',
  async happen(scene) {
    const disk: FullDisk = (await SmallDisk.mounted(scene)) ?? refusingWrites(scene);
    try {
      scene.load.start(CLIENTS);
      await wait(1_000);
      await disk.fill();
      await wait(scene.size(15_000, 5_000));
      const refused = scene.fleet.members.filter(({ process }) =>
        /No space left on device/.test(process.stderr),
      ).length;
      scene.must(refused > 0, 'nobody was refused for want of space');
      await disk.makeRoom();
      scene.over();
      await scene.load.stop();
      return disk.kind;
    } finally {
      await disk.makeRoom();
      await scene.load.stop();
      await scene.settles();
      await disk.remove();
    }
  },
};
