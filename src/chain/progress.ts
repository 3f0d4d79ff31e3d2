import type { Report } from './report.ts';
import type { Link } from './vocabulary.ts';

/** A check that has not settled yet, as the screen shows it. */
export interface PendingCheck {
  /** `null`: a check of the cluster. */
  readonly identity: string | null;
  readonly context: string;
  /** Image of the target, for checks of a target. */
  readonly target: string | null;
  readonly id: string;
  readonly link: Link;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'suspected';
  /** What is being asked just now. */
  readonly asking: { readonly api: string; readonly resource: string } | null;
  readonly retrying: string | null;
  /** `performance.now()` when it began to run; `null` while it waits. */
  readonly since: number | null;
}

/** Where a run stands: what is settled, judged as far as it goes, and what is under way. */
export interface Progress {
  readonly report: Report;
  readonly pending: readonly PendingCheck[];
  readonly done: boolean;
  /** `--wait`: which round this is, and what it waits for. */
  readonly round: { readonly number: number; readonly next: number | null; readonly waitingFor: string | null } | null;
}

/** Told each time something changes. Cheap to call often: a listener draws at its own pace. */
export type ProgressListener = (current: () => Progress) => void;
