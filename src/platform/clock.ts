import { Injectable } from '@nestjs/common';

/** The firms, their officials and their deadlines live by this civil day: at 02:00 in Hanoi it is still yesterday in UTC. */
const CIVIL_TIME_ZONE = 'Asia/Ho_Chi_Minh';

const CIVIL_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: CIVIL_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * What time it is, for everything that decides by it. It goes on by itself unless it was stopped, which tests do, and
 * benchmarks whose cases are judged as of a given day.
 */
@Injectable()
export class Clock {
  private stoppedAt: Date | null = null;

  now(): Date {
    return this.stoppedAt === null ? new Date() : new Date(this.stoppedAt);
  }

  /** The civil day, YYYY-MM-DD. */
  today(): string {
    return CIVIL_DAY.format(this.now());
  }

  /** Stands still at noon of that day. */
  stopAt(day: string): void {
    this.stoppedAt = new Date(`${day}T12:00:00+07:00`);
  }

  goOn(): void {
    this.stoppedAt = null;
  }
}
