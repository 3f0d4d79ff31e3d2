/** Public, and the same for every output format. Apart from what reads a report, for help needs no more. */

export const exitCodes = {
  healthy: 0,
  broken: 1,
  usage: 2,
  inconclusive: 3,
  crash: 4,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
export type StopSignal = 'SIGINT' | 'SIGTERM';
