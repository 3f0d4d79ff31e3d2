/** The flags of `flux-wi doctor`: their grammar and their help. What they mean is read by `parse-doctor.ts`. */

import { Command, Option } from '@commander-js/extra-typings';
import { proofWays } from '../chain/vocabulary.ts';
import { failOnLevels, outputFormats } from './options.ts';

/** Values as typed; `undefined` where nothing was. */
export interface DoctorFlags {
  readonly kubeconfig?: string;
  readonly context?: string[];
  readonly allContexts?: true;
  readonly namespace?: string[];
  readonly serviceAccount?: string;
  readonly image?: string[];
  readonly gsa?: string;
  readonly project?: string;
  readonly location?: string;
  readonly cluster?: string;
  readonly billingProject?: string;
  readonly credentialHost?: string[];
  readonly proveAs?: string;
  readonly check?: string[];
  readonly skip?: string[];
  readonly wait?: string;
  readonly timeout?: string;
  readonly failOn?: string;
  readonly output?: string[];
  readonly permissions?: true;
  readonly verbose?: true;
  readonly sandbox?: string | true;
}

export const proveAsChoices = ['auto', ...proofWays] as const;

/** The environment variable of a flag, e.g. `FLUX_WI_FAIL_ON` of `failOn`. */
export function variableOf(name: keyof DoctorFlags): string {
  return `FLUX_WI_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Of an option that may be repeated: all its values. */
export const collect = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];

/** Commander reads flags alone: it would take any content of a variable as *true*, and a list as one value. */
export function addDoctorFlags(command: Command): void {
  const groups: readonly (readonly [string, readonly (readonly [string, string, 'once' | 'often'])[]])[] = [
    [
      'Where to look:',
      [
        ['--kubeconfig <file>', 'kubeconfig to use; as kubectl finds it', 'once'],
        ['--context <name>', 'kubeconfig context (repeatable)', 'often'],
        ['--all-contexts', 'every context of the kubeconfig', 'once'],
        ['-n, --namespace <name>', 'namespace of the workload, KSA or objects (repeatable)', 'often'],
        ['--service-account <name>', 'this KSA only', 'once'],
        ['--image <reference>', 'image to read instead of those that Flux scans (repeatable)', 'often'],
      ],
    ],
    [
      'Where the cluster does not tell:',
      [
        ['--gsa <email>', 'Google service account that is meant', 'once'],
        ['--project <id>', 'project of the cluster', 'once'],
        ['--location <name>', 'location of the cluster', 'once'],
        ['--cluster <name>', 'name of the cluster', 'once'],
        ['--billing-project <id>', 'project whose quota your own calls use', 'once'],
        [
          '--credential-host <host>',
          'host, not of Google’s, that your credentials file may send its tokens to (repeatable)',
          'often',
        ],
      ],
    ],
    [
      'How to prove:',
      [
        ['--prove-as <way>', `how a token is proved: ${proveAsChoices.join(', ')} (default: auto)`, 'once'],
        ['--check <id>', 'this check only, and what it needs (repeatable)', 'often'],
        ['--skip <id>', 'leave this check out (repeatable)', 'often'],
        ['--wait <duration>', 'again and again until healthy, e.g. 10m: IAM changes take minutes', 'once'],
        ['--timeout <duration>', 'longest time for one round (default: 60s)', 'once'],
        ['--permissions', 'only print what would be asked, and which permission it takes', 'once'],
        ['--sandbox [scenario]', 'a lookalike cluster on this machine; without a name, a healthy one', 'once'],
      ],
    ],
    [
      'What comes out:',
      [
        [
          '-o, --output <format[=file]>',
          `${outputFormats.join(', ')} (repeatable; default: tui on a terminal, else text)`,
          'often',
        ],
        ['--fail-on <level>', `what is not exit code 0: ${failOnLevels.join(', ')} (default: unknown)`, 'once'],
        ['-v, --verbose', 'each API call with its time, on standard error; implies text', 'once'],
      ],
    ],
  ];
  for (const [heading, flags] of groups) {
    command.optionsGroup(heading);
    for (const [flag, description, count] of flags) {
      const option = new Option(flag, description);
      if (count === 'often') option.argParser(collect);
      command.addOption(option);
    }
  }
}
