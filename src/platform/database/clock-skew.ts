type Query = (sql: string) => Promise<{ now: Date }[]>;

/** Clocks further apart make tokens expire early, days begin at the wrong moment, and job locks unreliable. */
export const LARGEST_SKEW_SECONDS = 2;

/** Asked again where the answer took long: it may have been given at any moment in between. */
const TRIES = 3;

/** This machine’s clock is not the database’s. */
export class ClockSkewError extends Error {
  override name = 'ClockSkewError';
  constructor(seconds: number) {
    super(
      `The clock of this machine and the database’s are ${seconds.toFixed(1)} s apart, more than ${LARGEST_SKEW_SECONDS} s. Synchronise both with NTP.`,
    );
  }
}

/** Seconds between this machine’s clock and the database’s, as far as the time the answer takes proves them. */
export async function clockSkewSeconds(query: Query): Promise<number> {
  let least = Infinity;
  for (let tries = 0; tries < TRIES && least > 0; tries++) {
    const before = Date.now();
    const [row] = await query('SELECT clock_timestamp() AS now');
    const now = row!.now.getTime();
    least = Math.min(least, Math.max(0, before - now, now - Date.now()));
  }
  return least / 1000;
}

/** A process whose clock is wrong is to do nothing at all. */
export async function refuseSkewedClock(query: Query): Promise<void> {
  const seconds = await clockSkewSeconds(query);
  if (seconds > LARGEST_SKEW_SECONDS) throw new ClockSkewError(seconds);
}
