import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** Provinces and sectors that go together: what firms that lie in the same provinces and work in the same sectors have in common. */
@Injectable()
export class AreasService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The number of an area, which is made where there is none yet. Both lists in order; to be called as Ketnoi itself. */
  async numberOf(provinces: readonly string[], sectors: readonly string[]): Promise<number> {
    await this.unitOfWork.query(
      'INSERT INTO area (provinces, sectors) SELECT $1::text[], $2::text[] EXCEPT SELECT provinces, sectors FROM area ON CONFLICT (provinces, sectors) DO NOTHING',
      [provinces, sectors],
    );
    const [area] = await this.unitOfWork.query<{ id: number }>(
      'SELECT id FROM area WHERE provinces = $1 AND sectors = $2',
      [provinces, sectors],
    );
    return area!.id;
  }
}
