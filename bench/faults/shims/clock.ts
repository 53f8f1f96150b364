import { readFileSync } from 'node:fs';

/**
 * Loaded before a process of the service (`node --import`): its clock is off by the seconds in a file, which may change while it
 * runs. Only the clock of the day: what measures how long something takes goes on as it does when somebody sets the clock.
 */
const LOOK_MILLISECONDS = 100;

const RealDate = Date;
const file = process.env.FAULT_CLOCK_FILE!;
const read = (): number => Number(readFileSync(file, 'utf8')) * 1000;
let offMilliseconds = read();
setInterval(() => (offMilliseconds = read()), LOOK_MILLISECONDS).unref();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: [], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [target.now() + offMilliseconds] : given, newTarget) as Date,
  apply: () => new Date().toString(),
  get: (target, name) => {
    if (name === 'now') return () => target.now() + offMilliseconds;
    return Reflect.get(target, name) as unknown;
  },
});
