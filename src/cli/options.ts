/** What `flux-wi doctor` was asked to do, parsed: the edge between the command line and the program. */

import type { ProofWay } from '../chain/vocabulary.ts';
import { formatNames } from '../output/formats.ts';
import type { FormatName } from '../output/formats.ts';

/** What decides the run itself. */
export interface DoctorOptions {
  /** `--kubeconfig`: a file that is there; `null`: as `kubectl` finds it. */
  readonly kubeconfig: string | null;
  /** `--context`; empty: the current one. */
  readonly contexts: readonly string[];
  readonly allContexts: boolean;
  /** `-n`; empty: wherever Flux is found. */
  readonly namespaces: readonly string[];
  readonly serviceAccount: string | null;
  /** `--image`: replaces the targets that are found; empty: those. */
  readonly images: readonly string[];
  /** Used where the cluster does not tell. */
  readonly gsa: string | null;
  readonly project: string | null;
  readonly location: string | null;
  readonly cluster: string | null;
  readonly billingProject: string | null;
  /** `--credential-host`: where a credentials file may send its secrets, beside Google's hosts. */
  readonly credentialHosts: readonly string[];
  readonly proveAs: 'auto' | ProofWay;
  /** `--check`: these checks only, and what they need; empty: all. */
  readonly only: readonly string[];
  /** `--skip`: all but these. */
  readonly skip: readonly string[];
  /** `--wait`: again and again until healthy, for so long; `null`: once. */
  readonly waitMs: number | null;
  /** `--timeout`: of one round. */
  readonly timeoutMs: number;
  /** `-v`: each API call, with its time, is written to standard error. */
  readonly verbose: boolean;
  /** The doctor was started by `--sandbox`: the scenario's name; `null`: life. */
  readonly sandbox: string | null;
}

/** The live screen, which is no document, and every format. */
export const outputFormats: readonly ('tui' | FormatName)[] = ['tui', ...formatNames];

/** `-o FORMAT[=FILE]`. */
export interface Output {
  readonly format: 'tui' | FormatName;
  /** `null`: standard output. */
  readonly file: string | null;
}

export const failOnLevels = ['broken', 'unknown', 'warn'] as const;
export type FailOn = (typeof failOnLevels)[number];

/** All that `flux-wi doctor` was asked: the run, and what becomes of its report. */
export interface DoctorCommand {
  readonly run: DoctorOptions;
  /** At least one; at most one without a file. */
  readonly outputs: readonly Output[];
  readonly failOn: FailOn;
  /** `--permissions`: only say what would be asked. */
  readonly permissions: boolean;
  /** `--sandbox`: `undefined`: not asked for; `null`: the healthy world. */
  readonly sandbox: string | null | undefined;
}
