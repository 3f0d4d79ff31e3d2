import { sh, yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa } from '../examples.ts';
import { askAgain } from '../fixes/verify.ts';
import { boolean, text } from '../schema.ts';
import { asWhom } from '../subjects.ts';

export const perimeterDenied = defineFinding({
  code: 'perimeter-denied',
  link: 'registry',
  level: 'broken',
  since: '0.1.0',
  args: { host: text, identifier: text, as: asWhom, inside: boolean },
  summary: ({ host, as, inside, identifier }) =>
    `A VPC Service Controls perimeter blocks ${as} from ${host}${inside ? '' : ' from this machine'} (${identifier})`,
  explanation:
    'VPC Service Controls refuse the call because of where it comes from or goes to, whatever the roles say. Asked from outside the cluster that is about this machine, and unknown for Flux; asked from inside the cluster, or reported by Flux itself, it is broken. The owner of the perimeter finds the refusal by its identifier, and adds an ingress or egress rule.',
  sources: ['https://cloud.google.com/vpc-service-controls/docs/troubleshooting'],
  expected: () => 'a perimeter rule that allows the call',
  actual: ({ identifier }) => `vpcServiceControlsUniqueIdentifier: ${identifier}`,
  fixes: ({ identifier }) => [
    {
      kind: 'find-out',
      title: 'Find the refusal in the audit log of the project, and send it to the owner of the perimeter',
      tool: 'gcloud',
      command: sh`gcloud logging read ${`protoPayload.metadata.vpcServiceControlsUniqueId=${JSON.stringify(identifier)}`} --project=${yours('PROJECT')} --freshness=1d`,
      patch: null,
      permission:
        'logging.logEntries.list (roles/logging.viewer); to change the perimeter roles/accesscontextmanager.policyEditor',
      takes: 'up to 30 min after the perimeter is changed',
      verify: askAgain(),
    },
  ],
  example: { host: 'europe-west1-docker.pkg.dev', identifier: 'kZ0q7Yb1Xw', as: `GSA ${exampleGsa}`, inside: true },
});
