import type { ToldProblem } from '../platform/graphql/mutation-payload.js';
import type { DemoList } from './demo-registry.js';

export const OFFICIAL = {
  email: 'can-bo@so-cong-thuong.example',
  name: 'Đỗ Thị Minh Khuê',
  authority: 'Sở Công Thương Hà Nội (demo)',
};

/** What became of a published list. */
export interface LoadedList {
  source: string;
  rows: number;
  /** New in this run. */
  created: number;
  firms: number;
  rejected: { row: number; problems: ToldProblem[] }[];
}

/** The two things that have no door in the API. The demonstration comes from outside and asks whoever runs Ketnoi. */
export interface Operator {
  /** Lets the official in, without an authenticator app yet, and answers the password: a new one in each run, so that no well-known one opens the door. */
  letOfficialIn(official: typeof OFFICIAL): Promise<string>;
  loadList(list: DemoList): Promise<LoadedList>;
}
